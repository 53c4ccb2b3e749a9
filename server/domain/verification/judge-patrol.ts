import type { Measures, Verdict } from '../../contract/verdict.ts';
import { gridGeometry } from '../geo/grid-geometry.ts';
import { checkpointVisits, visitedInOrder } from './checkpoints.ts';
import { cleanTrack, countMarks } from './clean-track.ts';
import { coverageOf } from './coverage.ts';
import { distanceWalked } from './distance-walked.ts';
import { gapFilling } from './filled-gaps.ts';
import { canonicalFixes, hashFixSet } from './fix-set.ts';
import { type ComparedTrack, hashTracks, trackBetween } from './integrity/compared-track.ts';
import { integritySignals } from './integrity/signals.ts';
import { addIntervals, mapInterval, roundInterval, roundTo } from './interval.ts';
import { movementOf } from './movement.ts';
import { normContradictions } from './norm-contradictions.ts';
import { type PatrolInput, RULE_SET } from './patrol-input.ts';
import { timeLedger } from './time-ledger.ts';
import { outcomeOf, reasonsFor } from './verdict-rules.ts';

const MINUTE_MS = 60_000;
const toMinutes = (ms: number) => ms / MINUTE_MS;

/**
 * The verdict over one patrol: a pure function of the set of fixes within [startMs, endMs], the grid, the norm and RULE_SET. The same
 * set gives the same bytes of JSON in whatever order, batches and copies it came.
 */
export function judgePatrol(input: PatrolInput): Verdict {
  const { patrol, grid, norm, timeZone } = input;
  const { rules } = norm;
  const geometry =
    input.geometry?.swathM === rules.swathM ? input.geometry : gridGeometry(grid, rules.swathM);
  const fixes = canonicalFixes(
    input.fixes.filter(({ t }) => t >= patrol.startMs && t <= patrol.endMs),
  );
  const { track, masks, datumSuspected } = cleanTrack(fixes, rules, geometry);
  const movement = movementOf(track, rules);
  const gaps = gapFilling(fixes, masks, rules.maxGapS * 1000);
  const ledger = timeLedger(track, movement, patrol, rules, geometry, gaps);
  const maxGapMs = rules.maxGapS * 1000;
  const coverage = coverageOf(movement, geometry, input.risk);
  const checkpoints = checkpointVisits(track, rules.checkpoints, maxGapMs, geometry.frame);
  const results = checkpoints.map(({ result }) => result);
  const onFoot = addIntervals(ledger.walk, ledger.idle);
  const inGrid = mapInterval(addIntervals(onFoot, ledger.vehicle), toMinutes);
  const allowed = (ms: number) => Math.min(ms, rules.idleAllowanceMinutes * MINUTE_MS);
  const effective = mapInterval(
    addIntervals(ledger.walk, mapInterval(ledger.idle, allowed)),
    toMinutes,
  );
  const history = input.history ?? [];
  const during = (track: ComparedTrack) => trackBetween(track, patrol.startMs, patrol.endMs);
  const others = (input.others ?? []).map(during);
  const partners = (input.partners ?? []).map(during);
  const signals = integritySignals({
    input: { ...input, history, others, partners },
    fixes,
    masks,
    track,
    movement,
    geometry,
  });
  const compared = [...history, ...others];
  const spanMs = Math.max(1, patrol.endMs - patrol.startMs);

  const reasons = reasonsFor({
    patrol,
    nowMs: input.nowMs,
    timeZone,
    rules,
    contradictions: normContradictions(rules),
    cellCount: geometry.cells.length,
    areaM2: geometry.areaM2,
    fixCount: fixes.length,
    acceptedCount: track.n,
    datumSuspected,
    timeInGridMin: inGrid,
    outsideMin: toMinutes(ledger.outsideMs),
    effectiveMin: effective,
    coverage: coverage.share,
    excusedGapMin: toMinutes(ledger.excusedGapMs),
    checkpoints: results,
    checkpointsInOrder: visitedInOrder(checkpoints),
    signals,
  });
  const measures: Measures = {
    timeInGridMin: roundInterval(inGrid, 2),
    effectiveMin: roundInterval(effective, 2),
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
    outcome: outcomeOf(reasons),
    reasons: reasons.map((reason) => ({
      ...reason,
      ...(reason.measured !== undefined && {
        measured: roundTo(reason.measured, reason.unit === 'share' ? 4 : 2),
      }),
    })),
    measures,
    checkpoints: results,
    signals,
    segments: ledger.segments.map((segment) => ({
      ...segment,
      fromMs: Math.round(segment.fromMs),
      toMs: Math.round(segment.toMs),
    })),
    cells: { resolution: geometry.resolution, seen: coverage.seen, missed: coverage.missed },
    basis: {
      ruleSet: RULE_SET,
      fixSet: hashFixSet(fixes),
      ...(compared.length > 0 && { comparedSet: hashTracks(compared) }),
      ...(partners.length > 0 && { partnerSet: hashTracks(partners) }),
      gridVersion: grid.version,
      normVersion: norm.version,
    },
  };
}
