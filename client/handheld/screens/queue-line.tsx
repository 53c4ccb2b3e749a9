import { useHandheld } from '../core/state.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** On every screen: how much is on the server and how much waits, and what stands in the way. */
export const QueueLine = () => {
  const { t } = useHandheldWords();
  const { failure, identity, isFull, leads, reached, stored = 0, waiting } = useHandheld();
  const isSignedOut = failure?.code === 'wrong-secret';
  return (
    <header>
      <p role="status" data-testid="queue" data-stored={stored} data-waiting={waiting}>
        <span className={reached ? 'dot on' : 'dot'} aria-hidden="true" />
        <b>{t('queue.line', { stored, waiting })}</b>
        <small>{t(`queue.${reached ?? 'offline'}`)}</small>
      </p>
      {isFull && (
        <p role="alert" className="notice">
          {t('queue.full')}
        </p>
      )}
      {!leads && <p className="notice">{t('queue.otherTab')}</p>}
      {isSignedOut && <p className="notice">{t('queue.signedOut', { code: identity?.code })}</p>}
      {failure && !isSignedOut && failure.code !== 'unreachable' && (
        <p className="notice">{t('queue.failing', { why: t(`error.${failure.code}`) })}</p>
      )}
    </header>
  );
};
