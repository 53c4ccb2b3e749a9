import type { CSSProperties } from 'react';
import type { Interval } from '../../server/contract/patrols/verdict.ts';
import type { Standing } from '../theme/tokens.ts';
import styles from './page.module.css';
import { type Relation, relationOf } from './relation.ts';

interface IntervalBarProps {
  interval: Interval;
  required: number | null;
  /** The value at the right end. */
  full: number;
}

const TONE: Record<Relation, Standing> = {
  met: 'completed',
  missed: 'incomplete',
  open: 'unverifiable',
};

/** The estimate as a tick in its interval, and the requirement as a line across. */
export const IntervalBar = ({ interval, required, full }: IntervalBarProps) => {
  const share = (value: number) => `${Math.min(1, Math.max(0, value / full)) * 100}%`;
  const tone =
    required === null ? 'var(--accent)' : `var(--standing-${TONE[relationOf(interval, required)]})`;
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
