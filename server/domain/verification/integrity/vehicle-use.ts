import { signedDistance } from '../../geo/polygon-edges.ts';
import type { Movement } from '../measures/movement.ts';
import { STEP_MS } from '../track/motion-track.ts';
import { type Detector, rangesOf } from './context.ts';

/**
 * Shares of moving time in the grid spent riding: worth a word; held against the patrol if a good part of it was at the norm's vehicle
 * speed, and at any speed beyond walking. Between the two lie runners and slow bicycles, whose time does not count, which is answer enough.
 */
const SHARE = { weak: 0.05, strong: 0.25, ofItFast: 0.1, anyway: 0.5 };
/** Share of the whole patrol below which riding is not held against it: where most is silent, the rest speaks for little. */
const PATROL_SHARE = 0.2;

/**
 * Vehicle speed: the share of moving time in the grid spent riding (definition of vehicle time). Innocent, and not looked at: the way to
 * the grid and back, and from one part of it to another, within the declared patrol; that time does not count as patrolled either way.
 */
export const vehicleUse: Detector = ({
  movement,
  geometry: { edges },
  track: { fixes },
  input: { norm, patrol },
}) => {
  const { states, speeds, motion } = movement;
  if (!states.includes('vehicle')) return null;
  const inside = states.map(
    (state, k) => state !== 'idle' && signedDistance(edges, motion.x[k]!, motion.y[k]!) > 0,
  );
  const ridden = ridesWithin(movement, inside);
  const slots = new Set(ridden.map((k) => Math.round(motion.t[k]! / STEP_MS)));
  const onFoot = inside.filter((is, k) => is && states[k] === 'walk').length;
  const moving = ridden.length + onFoot;
  const fast = ridden.filter((k) => speeds[k]! >= norm.rules.vehicleSpeedMps).length;
  const share = moving > 0 ? ridden.length / moving : 0;
  if (share < SHARE.weak) return null;
  const ofPatrol = (ridden.length * STEP_MS) / (patrol.endMs - patrol.startMs || 1);
  const strong =
    ofPatrol >= PATROL_SHARE &&
    (share >= SHARE.anyway || (share >= SHARE.strong && fast >= SHARE.ofItFast * moving));
  return {
    strength: strong ? 'strong' : 'weak',
    measured: share,
    threshold: SHARE.strong,
    share: ofPatrol,
    fixes: rangesOf(fixes, ({ t }) => slots.has(Math.round(t / STEP_MS))),
  };
};

/** Samples of those rides of which no more than half was outside: others lead to the grid, or from it. */
function ridesWithin({ states, motion: { run } }: Movement, inside: readonly boolean[]): number[] {
  const within: number[] = [];
  let ride: number[] = [];
  states.forEach((state, k) => {
    if (state !== 'vehicle') return;
    ride.push(k);
    if (states[k + 1] === 'vehicle' && run[k + 1] === run[k]) return;
    if (2 * ride.filter((i) => inside[i]).length >= ride.length) within.push(...ride);
    ride = [];
  });
  return within;
}
