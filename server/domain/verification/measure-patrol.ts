import type { ClockOff, Interval, Measures } from '../../contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import type { Fix } from '../entrance/fix.ts';
import { type GridGeometry, gridGeometry } from '../geo/grid-geometry.ts';
import { type PlacedFixes, placeByClock } from './clock/place-by-clock.ts';
import { type Coverage, coverageOf } from './measures/coverage.ts';
import { distanceWalked } from './measures/distance-walked.ts';
import { gapFilling } from './measures/filled-gaps.ts';
import { addIntervals, mapInterval, roundInterval, roundTo } from './measures/interval.ts';
import { type Movement, movementOf } from './measures/movement.ts';
import { type TimeLedger, timeLedger } from './measures/time-budget.ts';
import type { PatrolInput } from './patrol-input.ts';
import { type CleanTrack, cleanTrack, countMarks } from './track/clean-track.ts';
import { canonicalFixes } from './track/fix-set.ts';
import { withHeldPositions } from './track/held-positions.ts';

/** On foot, with what is allowed of idling; to either side stays and rides may hold more or less than they are said to. */
function effectiveMs(
  { walk, idle, vehicle, stayedInSilenceMs }: TimeLedger,
  { idleDoubtMs, rideDoubtMs }: Movement,
  allowed: (ms: number) => number,
): Interval {
  const idled = Math.min(idleDoubtMs.more, walk.low);
  const ridden = Math.min(rideDoubtMs.more, walk.low - idled);
  const likely = Math.max(-idle.best, Math.min(walk.best, idleDoubtMs.likely + stayedInSilenceMs));
  const walked = Math.min(idleDoubtMs.less, idle.high);
  const onFoot = Math.min(rideDoubtMs.less, vehicle.high);
  return {
    low: walk.low - idled - ridden + allowed(idle.low + idled),
    best: walk.best - likely + allowed(idle.best + likely),
    high: walk.high + walked + onFoot + allowed(idle.high - walked),
  };
}

export const toMinutes = (ms: number) => ms / MINUTE_MS;

/** What was measured of a patrol, before anything is held against it. */
export interface Measured extends CleanTrack {
  geometry: GridGeometry;
  /** Canonical fixes of the patrol, marked ones included, at the time they were taken. */
  fixes: Fix[];
  /** All that were told for it, also of other times. */
  placed: readonly Fix[];
  /** Where a handheld told another time, and how many of its fixes lie in the patrol by that time alone. */
  clock: ClockOff[];
  clockSets: PlacedFixes['clockSets'];
  elsewhen: number;
  movement: Movement;
  ledger: TimeLedger;
  coverage: Coverage;
  /** Minutes, before rounding. */
  timeInGridMin: Interval;
  effectiveMin: Interval;
  /** The same and all else as it is told, rounded. */
  measures: Measures;
}

/** Cleans, clips and covers: every measure of one patrol from the fixes within [startMs, endMs], its grid and its norm. */
export function measurePatrol({
  patrol,
  grid,
  norm: { rules },
  risk,
  ...input
}: PatrolInput): Measured {
  const geometry =
    input.geometry?.swathM === rules.swathM ? input.geometry : gridGeometry(grid, rules.swathM);
  const during = ({ t }: Fix) => t >= patrol.startMs && t <= patrol.endMs;
  const { fixes: placed, clock, clockSets } = input.placed ?? placeByClock(input.fixes);
  const fixes = placed.filter(during);
  const told = clock.length > 0 ? canonicalFixes(input.fixes.filter(during)).length : fixes.length;
  const clean = cleanTrack(fixes, rules, geometry);
  const { track, masks } = clean;
  const maxGapMs = rules.maxGapS * 1000;
  const heard = withHeldPositions(track, fixes, masks, maxGapMs, geometry.frame);
  const movement = movementOf(heard, rules);
  const gaps = gapFilling(fixes, masks, maxGapMs);
  const ledger = timeLedger(heard, movement, patrol, rules, geometry, gaps);
  const coverage = coverageOf(movement, geometry, risk);
  const onFoot = addIntervals(ledger.walk, ledger.idle);
  const timeInGridMin = mapInterval(addIntervals(onFoot, ledger.vehicle), toMinutes);
  const allowed = (ms: number) => Math.min(ms, rules.idleAllowanceMinutes * MINUTE_MS);
  const effectiveMin = mapInterval(effectiveMs(ledger, movement, allowed), toMinutes);
  const spanMs = Math.max(1, patrol.endMs - patrol.startMs);
  const measures: Measures = {
    timeInGridMin: roundInterval(timeInGridMin, 2),
    effectiveMin: roundInterval(effectiveMin, 2),
    coverage: roundInterval(coverage.share, 4),
    ...(coverage.riskShare && { riskCoverage: roundInterval(coverage.riskShare, 4) }),
    distanceM: roundInterval(distanceWalked(movement), 0),
    idleMin: roundTo(toMinutes(ledger.idle.best), 2),
    vehicleMin: roundTo(toMinutes(ledger.vehicle.best), 2),
    outsideMin: roundTo(toMinutes(ledger.outsideMs), 2),
    gapMin: roundTo(toMinutes(ledger.gapMs), 2),
    fixes: { total: fixes.length, accepted: track.n, marked: countMarks(masks) },
    completeness: roundTo(Math.max(0, 1 - ledger.gapMs / spanMs), 4),
  };
  return {
    ...clean,
    geometry,
    fixes,
    placed,
    clock,
    clockSets,
    elsewhen: Math.max(0, told - fixes.length),
    movement,
    ledger,
    coverage,
    timeInGridMin,
    effectiveMin,
    measures,
  };
}
