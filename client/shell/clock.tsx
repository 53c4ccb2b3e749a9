import { useNow } from '../parts/use-now.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { dayText, timeText } from '../plain/clock-text.ts';
import styles from './shell.module.css';

/** The server's time in the area's time zone. */
export const Clock = () => {
  const now = useNow(1000);
  const timeZone = useTimeZone();
  return (
    <time className={`${styles.clock} figure`}>
      <span>{dayText(now, timeZone)}</span>
      {timeText(now, timeZone)}
    </time>
  );
};
