import type { CSSProperties } from 'react';
import type { Requirement } from '../../server/contract/patrols/requirement.ts';
import type { Interval } from '../../server/contract/patrols/verdict.ts';
import styles from './page.module.css';

interface IntervalBarProps {
  interval: Interval;
  required: number | null;
  /** How the verdict stands to what is required. */
  requirement: Requirement;
  /** The value at the right end. */
  full: number;
}

const TONE: Record<Requirement, string> = {
  met: 'var(--standing-completed)',
  missed: 'var(--standing-incomplete)',
  open: 'var(--standing-unverifiable)',
  'not-judged': 'var(--accent)',
};

/** The estimate as a tick in its interval, and the requirement as a line across. */
export const IntervalBar = ({ interval, required, requirement, full }: IntervalBarProps) => {
  const share = (value: number) => `${Math.min(1, Math.max(0, value / full)) * 100}%`;
  return (
    <div
      className={styles.bar}
      data-requirement={requirement}
      style={{ '--tone': TONE[requirement] } as CSSProperties}
      aria-hidden="true"
    >
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
