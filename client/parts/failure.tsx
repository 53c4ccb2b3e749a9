import { asRequestError } from '../api/request.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../plain/button.tsx';
import styles from './states.module.css';

interface FailureProps {
  error: unknown;
  retry: () => unknown;
  /** It stands in place of a whole page, and is its first heading. */
  isPage?: boolean;
}

/** What could not be loaded, why, and the way to try again. */
export const Failure = ({ error, isPage = false, retry }: FailureProps) => {
  const { t } = useWords();
  const Title = isPage ? 'h1' : 'strong';
  const { code, requestId } = asRequestError(error);
  return (
    <div className={`${styles.state} ${styles.full}`} role="alert" data-testid="failure">
      <svg className={styles.art} width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
        <path
          d="M6 32 16 13l7 10M29 21l9-13"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
        />
        <path d="m22 29 8 8m0-8-8 8" stroke="var(--danger)" strokeWidth="3" strokeLinecap="round" />
      </svg>
      <Title>{t('state.errorTitle')}</Title>
      <p>{t(`error.${code}`)}</p>
      {requestId && <code>{t('state.requestId', { id: requestId })}</code>}
      <Button onClick={() => retry()}>{t('state.retry')}</Button>
    </div>
  );
};
