import { useWords } from '../i18n/use-words.ts';
import { useLive } from '../live/stream/store.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Button } from '../plain/button.tsx';
import { timeText } from '../plain/clock-text.ts';
import styles from './shell.module.css';

const KEYS = {
  live: 'connection.live',
  connecting: 'connection.connecting',
  lost: 'connection.lost',
} as const;

export const ConnectionLight = () => {
  const { t } = useWords();
  const state = useLive((s) => s.connection.state);
  return (
    <span className={styles.light} data-state={state} data-testid="connection" role="status">
      <i aria-hidden="true" />
      <span>{t(KEYS[state])}</span>
    </span>
  );
};

/** Says since when the stream is gone, and that what is shown is old; or that the server does not hear others. */
export const ConnectionBanner = ({ retry }: { retry: () => void }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const connection = useLive((s) => s.connection);
  const awaySinceMs = useLive((s) => s.world.awaySinceMs);
  const clockOf = (ms: number) => timeText(ms, timeZone);
  if (connection.state !== 'lost') {
    if (awaySinceMs === null) return null;
    return (
      <div className={styles.banner} role="alert" data-testid="away">
        <span>{t('connection.awayBanner', { since: clockOf(awaySinceMs) })}</span>
      </div>
    );
  }
  const since = clockOf(connection.sinceMs);
  return (
    <div className={styles.banner} role="alert" data-testid="disconnected">
      <span>{t('connection.lostBanner', { since })}</span>
      <Button size="small" onClick={retry}>
        {t('connection.retry')}
      </Button>
    </div>
  );
};
