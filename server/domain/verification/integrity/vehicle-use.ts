import { signedDistance } from '../../geo/polygon-edges.ts';
import { surelyTimed } from '../clock/sure-times.ts';
import type { Movement } from '../measures/movement.ts';
import { STEP_MS } from '../track/motion-track.ts';
import { type Detector, type IntegrityContext, type Margin, rangesOf } from './context.ts';

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
 * Speed between fixes whose times were put right, and may be wrong, is not held against the patrol.
 */
export const vehicleUse: Detector = (context) => {
  const found = figuresOf(context);
  if (!found || found.share < SHARE.weak) return null;
  const { movement, track } = context;
  const slots = new Set(found.ridden.map((k) => Math.round(movement.motion.t[k]! / STEP_MS)));
  return {
    strength: found.margin >= 1 ? 'strong' : 'weak',
    measured: found.share,
    threshold: SHARE.strong,
    share: found.shareOfPatrol(found.ridden),
    fixes: rangesOf(track.fixes, ({ t }) => slots.has(Math.round(t / STEP_MS))),
  };
};

export const vehicleMargin: Margin = (context) => figuresOf(context)?.margin ?? 0;

/** What was ridden of the moving time in the grid, and how near that is to be held against the patrol; null where nothing was. */
function figuresOf({
  movement,
  geometry: { edges },
  track,
  clockSets,
  input: { norm, patrol },
}: IntegrityContext) {
  const { states, speeds, motion } = movement;
  if (!states.includes('vehicle')) return null;
  const inside = states.map(
    (state, k) => state !== 'idle' && signedDistance(edges, motion.x[k]!, motion.y[k]!) > 0,
  );
  const ridden = ridesWithin(movement, inside);
  const onFoot = inside.filter((is, k) => is && states[k] === 'walk').length;
  const moving = ridden.length + onFoot;
  if (moving === 0) return null;
  const sure = clockSets.length > 0 ? surelyRidden(ridden, motion, track, clockSets) : ridden;
  const fast = sure.filter((k) => speeds[k]! >= norm.rules.vehicleSpeedMps).length;
  const shareOfPatrol = (of: readonly number[]) =>
    (of.length * STEP_MS) / (patrol.endMs - patrol.startMs || 1);
  const margin = Math.min(
    shareOfPatrol(sure) / PATROL_SHARE,
    Math.max(
      sure.length / (SHARE.anyway * moving),
      Math.min(sure.length / (SHARE.strong * moving), fast / (SHARE.ofItFast * moving)),
    ),
  );
  return { ridden, share: ridden.length / moving, shareOfPatrol, margin };
}

/** Of ridden samples, those between fixes whose times are sure. */
function surelyRidden(
  ridden: readonly number[],
  motion: Movement['motion'],
  { t, fixes }: IntegrityContext['track'],
  clockSets: IntegrityContext['clockSets'],
): number[] {
  const isSure = surelyTimed(clockSets);
  let next = 0;
  return ridden.filter((k) => {
    while (next < t.length && t[next]! < motion.t[k]!) next++;
    const beside = fixes.slice(Math.max(0, next - 1), next + 1);
    return beside.every(isSure);
  });
}

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
