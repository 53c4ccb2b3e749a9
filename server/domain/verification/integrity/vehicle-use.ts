import { STEP_MS } from '../track/motion-track.ts';
import { type Detector, rangesOf } from './context.ts';

/**
 * Shares of moving time spent riding: worth a word; held against the patrol if a good part of it was at the norm's vehicle speed, and
 * at any speed beyond walking. Between the two lie runners and slow bicycles, whose time does not count, which is answer enough.
 */
const SHARE = { weak: 0.05, strong: 0.25, ofItFast: 0.1, anyway: 0.5 };
/** Share of the whole patrol below which riding is not held against it: where most is silent, the rest speaks for little. */
const PATROL_SHARE = 0.2;

/**
 * Vehicle speed: the share of moving time spent riding (definition of vehicle time). Innocent: the way to the grid and back within
 * the declared patrol; that time does not count as patrolled either way.
 */
export const vehicleUse: Detector = ({
  movement: { states, speeds, motion },
  track: { fixes },
  input: { norm, patrol },
}) => {
  const riding = states.filter((state) => state === 'vehicle').length;
  const moving = states.length - states.filter((state) => state === 'idle').length;
  const share = moving > 0 ? riding / moving : 0;
  if (share < SHARE.weak) return null;
  const fast = speeds.filter((mps) => mps >= norm.rules.vehicleSpeedMps).length / moving;
  const ofPatrol = (riding * STEP_MS) / (patrol.endMs - patrol.startMs || 1);
  const strong =
    ofPatrol >= PATROL_SHARE &&
    (share >= SHARE.anyway || (share >= SHARE.strong && fast >= SHARE.ofItFast));
  const slots = new Set<number>();
  states.forEach((state, k) => {
    if (state === 'vehicle') slots.add(Math.round(motion.t[k]! / STEP_MS));
  });
  return {
    strength: strong ? 'strong' : 'weak',
    measured: share,
    threshold: SHARE.strong,
    share: ofPatrol,
    fixes: rangesOf(fixes, ({ t }) => slots.has(Math.round(t / STEP_MS))),
  };
};
