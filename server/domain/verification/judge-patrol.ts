import { RULE_SET } from '../../contract/patrols/rule-set.ts';
import type { Verdict } from '../../contract/patrols/verdict.ts';
import { type ComparedTrack, hashTracks, trackBetween } from './integrity/compared-track.ts';
import type { IntegrityContext } from './integrity/context.ts';
import { integritySignals } from './integrity/signals.ts';
import { type Measured, measurePatrol, toMinutes } from './measure-patrol.ts';
import { checkpointVisits, visitedInOrder } from './measures/checkpoints.ts';
import { roundTo } from './measures/interval.ts';
import { hashScans, scansOf, withScans } from './measures/scanned-checkpoints.ts';
import { normContradictions } from './norm-contradictions.ts';
import type { PatrolInput } from './patrol-input.ts';
import { hashFixSet } from './track/fix-set.ts';
import { outcomeOf, reasonsFor } from './verdict-rules.ts';

/**
 * The verdict over one patrol: a pure function of the set of fixes told for it, the scans within [startMs, endMs], the grid, the norm and the rule set.
 * The same set gives the same bytes of JSON in whatever order, batches and copies it came. Measured are the fixes that the server's clock places within
 * the patrol, and `basis.fixSet` names those. Fixes told for it but placed outside still count for three things: they tell how the handheld's clock
 * ran (`placeByClock`), how many there are (`clock-off`), and which numbers are there (`forgedSequence`).
 */
export function judgePatrol(input: PatrolInput): Verdict {
  const { patrol, grid, norm, timeZone } = input;
  const { rules } = norm;
  const measured = measurePatrol(input);
  const context = contextOf(input, measured);
  const { history = [], others = [], partners = [] } = context.input;
  const { fixes, track, geometry, ledger, coverage, measures } = measured;
  const scans = scansOf(rules.checkpoints, input.scans ?? [], patrol);
  const maxGapMs = rules.maxGapS * 1000;
  const byPosition = checkpointVisits(track, rules.checkpoints, maxGapMs, geometry.frame);
  const checkpoints = byPosition.map((visits, k) =>
    withScans(visits, rules.checkpoints[k]!, scans, { track, maxGapMs, frame: geometry.frame }),
  );
  const results = checkpoints.map(({ result }) => result);
  const signals = integritySignals(context);
  const compared = [...history, ...others];

  const reasons = reasonsFor({
    patrol,
    nowMs: input.nowMs,
    timeZone,
    rules,
    contradictions: normContradictions(rules),
    cellCount: geometry.cellIds.length,
    areaM2: geometry.areaM2,
    fixCount: fixes.length,
    elsewhen: measured.elsewhen,
    acceptedCount: track.n,
    datumSuspected: measured.datumSuspected,
    timeInGridMin: measured.timeInGridMin,
    outsideMin: toMinutes(ledger.outsideMs),
    effectiveMin: measured.effectiveMin,
    coverage: coverage.share,
    excusedGapMin: toMinutes(ledger.excusedGapMs),
    unheldGapMin: toMinutes(ledger.unheldGapMs),
    doubtMin: toMinutes(ledger.doubtMs),
    checkpoints: results,
    checkpointsInOrder: visitedInOrder(checkpoints),
    signals,
  });
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
    ...(measured.clock.length > 0 && { clock: measured.clock }),
    cells: { resolution: geometry.resolution, seen: coverage.seen, missed: coverage.missed },
    basis: {
      ruleSet: RULE_SET,
      fixSet: hashFixSet(fixes),
      ...(compared.length > 0 && { comparedSet: hashTracks(compared) }),
      ...(partners.length > 0 && { partnerSet: hashTracks(partners) }),
      ...(scans.length > 0 && { scanSet: hashScans(scans) }),
      gridVersion: grid.version,
      normVersion: norm.version,
    },
  };
}

/** What signals are looked for in: what was measured, and the tracks it is compared with, those of others as far as they lie within the patrol. */
export function contextOf(input: PatrolInput, measured: Measured): IntegrityContext {
  const { startMs, endMs } = input.patrol;
  const during = (track: ComparedTrack) => trackBetween(track, startMs, endMs);
  return {
    ...measured,
    input: {
      ...input,
      history: input.history ?? [],
      others: (input.others ?? []).map(during),
      partners: (input.partners ?? []).map(during),
    },
  };
}
