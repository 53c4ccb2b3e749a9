import type { Movement } from '../measures/movement.ts';
import { STEP_MS } from '../track/motion-track.ts';

/** Pace is looked at over three minutes, every minute; stops over one minute, every step. In steps. */
const LONG = { span: 180_000 / STEP_MS, every: 60_000 / STEP_MS };
const SHORT = { span: 60_000 / STEP_MS, every: 1 };
/** Below an hour nothing is said. */
const LONG_MIN = 60;
/** What walkers exceed: spread of pace from its first to its ninth tenth, and slowing of the slowest minutes, as shares of the median. */
const LEAST = { spread: 0.14, slowing: 0.28 };

/**
 * Unevenness of pace as a share of the least that a walk of an hour shows; null for shorter walks. Officers look, wait and cross:
 * their pace over three minutes spreads by 15 % and more (real walks and runs of the development data: 15 to 57 %) and their slowest
 * fiftieth of minutes is far below it. A route played at constant speed does neither, whatever noise is added, since noise without
 * memory averages out. Both must be too small, so the larger share counts.
 */
export function evennessOfPace({ motion }: Movement): number | null {
  const stepM = new Float64Array(Math.max(0, motion.n - 1));
  for (let i = 0; i < stepM.length; i++)
    stepM[i] = Math.hypot(motion.x[i + 1]! - motion.x[i]!, motion.y[i + 1]! - motion.y[i]!);
  const pace = (of: { span: number; every: number }) => {
    const speeds: number[] = [];
    for (let k = 0; k + of.span < motion.n; k += of.every) {
      if (motion.run[k] !== motion.run[k + of.span]) continue;
      let metres = 0;
      for (let i = k; i < k + of.span; i++) metres += stepM[i]!;
      speeds.push(metres);
    }
    return Float64Array.from(speeds, (m) => m / of.span).sort();
  };
  const [long, short] = [pace(LONG), pace(SHORT)];
  if (long.length < LONG_MIN) return null;
  const at = (sorted: Float64Array, part: number) =>
    sorted[Math.floor(part * (sorted.length - 1))]!;
  const median = at(long, 0.5);
  const spread = (at(long, 0.9) - at(long, 0.1)) / median;
  const slowing = 1 - at(short, 0.02) / median;
  return Math.max(spread / LEAST.spread, slowing / LEAST.slowing);
}
