import { Instead, type InsteadProps } from './instead.tsx';

const ART = (
  <>
    <path d="M4 30 14 9l10 15L38 7" strokeWidth="2.5" strokeDasharray="1 6" />
    <circle cx="38" cy="7" r="4" strokeWidth="2.5" />
  </>
);

/** Nothing to show: what belongs here and when it comes. */
export const Empty = ({ hint, children, ...rest }: InsteadProps & { hint: string }) => (
  <Instead kind="empty" height={36} art={ART} {...rest}>
    <p>{hint}</p>
    {children}
  </Instead>
);
