import { formatAt } from '../format.ts';
import { useNow } from '../parts/use-now.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './shell.module.css';

/** The server's time in the area's time zone. */
export const Clock = () => {
  const now = useNow(1000);
  const timeZone = useTimeZone();
  return (
    <time className={`${styles.clock} figure`}>
      <span>{formatAt(now, timeZone, 'MM-DD')}</span>
      {formatAt(now, timeZone, 'HH:mm:ss')}
    </time>
  );
};
