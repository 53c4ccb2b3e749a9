import type { CSSProperties } from 'react';
import type { Interval } from '../../server/contract/verdict.ts';
import styles from './page.module.css';

interface IntervalBarProps {
  interval: Interval;
  required: number | null;
  /** The value at the right end. */
  full: number;
}

const OUTSIDE = { met: 'completed', missed: 'incomplete', open: 'unverifiable' } as const;

/** Whether an interval lies at or above what is required, below it, or around it. */
export const relationOf = ({ low, high }: Interval, required: number): keyof typeof OUTSIDE =>
  low >= required ? 'met' : high < required ? 'missed' : 'open';

/** The estimate as a tick in its interval, and the requirement as a line across. */
export const IntervalBar = ({ interval, required, full }: IntervalBarProps) => {
  const share = (value: number) => `${Math.min(1, Math.max(0, value / full)) * 100}%`;
  const tone =
    required === null
      ? 'var(--accent)'
      : `var(--standing-${OUTSIDE[relationOf(interval, required)]})`;
  return (
    <div className={styles.bar} style={{ '--tone': tone } as CSSProperties} aria-hidden="true">
      <i className={styles.fill} style={{ width: share(interval.best) }} />
      <i
        className={styles.range}
        style={{
          left: share(interval.low),
          width: `calc(${share(interval.high)} - ${share(interval.low)})`,
        }}
      />
      <i className={styles.best} style={{ left: share(interval.best) }} />
      {required !== null && <i className={styles.required} style={{ left: share(required) }} />}
    </div>
  );
};
