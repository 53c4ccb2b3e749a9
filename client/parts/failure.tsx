import { asRequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../plain/button.tsx';
import { Instead, type InsteadProps } from './instead.tsx';

const ART = (
  <g strokeWidth="3">
    <path d="M6 32 16 13l7 10M29 21l9-13" />
    <path d="m22 29 8 8m0-8-8 8" stroke="var(--danger)" />
  </g>
);

interface FailureProps extends Pick<InsteadProps, 'isPage'> {
  error: unknown;
  retry: () => unknown;
}

/** What could not be loaded, why, and the way to try again. */
export const Failure = ({ error, retry, ...rest }: FailureProps) => {
  const { t } = useWords();
  const { code, requestId } = asRequestError(error);
  return (
    <Instead kind="failure" height={44} art={ART} title={t('state.errorTitle')} {...rest}>
      <p>{t(`error.${code}`)}</p>
      {requestId && <code>{t('state.requestId', { id: requestId })}</code>}
      <Button onClick={() => retry()}>{t('state.retry')}</Button>
    </Instead>
  );
};
