import { STEP_MS } from '../motion-track.ts';
import { type Detector, rangesOf } from './context.ts';

/** Shares of the patrol's moving time at vehicle speed. */
const SHARE = { weak: 0.05, strong: 0.25 };

/**
 * Vehicle speed: the share of moving time spent riding (definition of vehicle time). Innocent: the way to the grid and back within
 * the declared patrol; that time does not count as patrolled either way.
 */
export const vehicleUse: Detector = ({ movement: { states, motion }, track: { fixes } }) => {
  const riding = states.filter((state) => state === 'vehicle').length;
  const moving = states.length - states.filter((state) => state === 'idle').length;
  const share = moving > 0 ? riding / moving : 0;
  if (share < SHARE.weak) return null;
  const slots = new Set<number>();
  states.forEach((state, k) => {
    if (state === 'vehicle') slots.add(Math.round(motion.t[k]! / STEP_MS));
  });
  return {
    strength: share >= SHARE.strong ? 'strong' : 'weak',
    measured: share,
    threshold: SHARE.strong,
    share: riding / Math.max(1, states.length),
    fixes: rangesOf(fixes, ({ t }) => slots.has(Math.round(t / STEP_MS))),
  };
};
