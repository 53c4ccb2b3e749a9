import type { NormRules } from '../../contract/norms/norm.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import type { Fix } from '../entrance/fix.ts';
import type { GridGeometry } from '../geo/grid-geometry.ts';
import { signedDistance } from '../geo/polygon-edges.ts';
import { placeByClock } from './clock/place-by-clock.ts';
import { movementOf } from './measures/movement.ts';
import { SIGMA_PER_ACCURACY } from './measures/uncertainty.ts';
import { cleanTrack } from './track/clean-track.ts';
import { STEP_MS } from './track/motion-track.ts';

export interface RecognisedPatrol {
  startMs: number;
  endMs: number;
  /** Minutes on foot in the grid, pauses left out. */
  walkedMin: number;
}

/** A stroll is walking without a longer break than this; one shorter than `minMs` is an errand, not part of a patrol. */
const STROLL = { breakMs: 5 * MINUTE_MS, minMs: 5 * MINUTE_MS };
/** What is shorter than this in all is no patrol. */
const PATROL_MIN_MS = 15 * MINUTE_MS;

/**
 * Patrols in the track of an officer who never presses start: times on foot in the grid, found on the even step and by stays and not by
 * net displacement, so a walk round a block counts from first to last step at any sampling rate. Strolls belong to one patrol while
 * the pauses between them (stays, silence, ways outside, rides) are shorter than the rest the norm demands between two patrols. Only
 * what was taken while it was free, by the server's clock, is looked at.
 */
export function recognisePatrols(
  fixes: readonly Fix[],
  grid: GridGeometry,
  rules: NormRules,
  isFree: (t: number) => boolean = () => true,
): RecognisedPatrol[] {
  const free = placeByClock(fixes).fixes.filter(({ t }) => isFree(t));
  const { track } = cleanTrack(free, rules, grid);
  const { motion, states } = movementOf(track, rules);
  const active: number[] = [];
  states.forEach((state, k) => {
    if (state !== 'walk') return;
    const r = SIGMA_PER_ACCURACY * motion.accuracyM[k]!;
    if (signedDistance(grid.edges, motion.x[k]!, motion.y[k]!) > -r) active.push(motion.t[k]!);
  });
  const strolls = joined(
    active.map((t) => ({ startMs: t - STEP_MS / 2, endMs: t + STEP_MS / 2, walkedMs: STEP_MS })),
    STROLL.breakMs,
  ).filter(({ walkedMs }) => walkedMs >= STROLL.minMs);
  const breakMs = Math.max(rules.minRestMinutes * MINUTE_MS, STROLL.breakMs);
  return joined(strolls, breakMs)
    .filter(({ walkedMs }) => walkedMs >= PATROL_MIN_MS)
    .map(({ startMs, endMs, walkedMs }) => ({ startMs, endMs, walkedMin: walkedMs / MINUTE_MS }));
}

interface Stretch {
  startMs: number;
  endMs: number;
  walkedMs: number;
}

function joined(stretches: readonly Stretch[], breakMs: number): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last && stretch.startMs - last.endMs < breakMs) {
      last.endMs = stretch.endMs;
      last.walkedMs += stretch.walkedMs;
    } else result.push({ ...stretch });
  }
  return result;
}
