import type { ReactNode } from 'react';
import styles from './states.module.css';

interface EmptyProps {
  title: string;
  hint: string;
  /** It stands in place of a whole page, and is its first heading. */
  isPage?: boolean;
  children?: ReactNode;
}

/** Nothing to show: what belongs here and when it comes. */
export const Empty = ({ title, hint, isPage = false, children }: EmptyProps) => {
  const Title = isPage ? 'h1' : 'strong';
  return (
    <div className={styles.state} data-testid="empty">
      <svg className={styles.art} width="44" height="36" viewBox="0 0 44 36" aria-hidden="true">
        <path
          d="M4 30 14 9l10 15L38 7"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeDasharray="1 6"
        />
        <circle cx="38" cy="7" r="4" fill="none" stroke="currentColor" strokeWidth="2.5" />
      </svg>
      <Title>{title}</Title>
      <p>{hint}</p>
      {children}
    </div>
  );
};
