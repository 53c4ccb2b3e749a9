import type { Static } from 'typebox';
import type { NormRules } from '../../contract/norms/norm.ts';
import {
  type CheckpointResult,
  type Interval,
  type Outcome,
  REASONS,
  type Reason,
  type ReasonCode,
  type Signal,
} from '../../contract/patrols/verdict.ts';
import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import { clockMinutes, localTime } from '../time/local-time.ts';
import { WALKING_SPEED_MPS } from './measures/uncertainty.ts';

/** Share of the demanded minutes that measuring itself may lose: sparse sampling costs up to a step at either end of a walk. */
export const DURATION_TOLERANCE = 0.02;

/** Share of the demanded minutes that may have been walked outside the border by less than the positions' own error. */
const DOUBT_SHARE_MAX = 1 / 8;

/** A patrol longer than this is a forgotten stop button, not a patrol. */
export const PATROL_MAX_MS = DAY_MS;

/** Share of the fixes told for a patrol that may lie outside it by the server's clock, as seconds at either end do. */
const CLOCK_SHARE = 0.02;

/** What the rules look at. Minutes and shares as measured, before rounding. */
export interface Facts {
  patrol: { startMs: number; endMs: number };
  nowMs?: number;
  timeZone: string;
  rules: NormRules;
  contradictions: readonly string[];
  cellCount: number;
  areaM2: number;
  fixCount: number;
  acceptedCount: number;
  /** Fixes that lie in the patrol by the handheld's clock, but not by the server's. */
  elsewhen: number;
  datumSuspected: boolean;
  timeInGridMin: Interval;
  outsideMin: number;
  effectiveMin: Interval;
  coverage: Interval;
  /** Minutes of silence the officer did not make. */
  excusedGapMin: number;
  /** The part of it that the upper bound of the minutes does not hold. */
  unheldGapMin: number;
  /** Minutes on foot so little outside the grid that they may as well have been inside. */
  doubtMin: number;
  checkpoints: readonly Static<typeof CheckpointResult>[];
  checkpointsInOrder: boolean;
  signals: readonly Signal[];
}

type Rule = (facts: Facts) => Omit<Reason, 'code'> | null;

const when = (holds: boolean, figures: Omit<Reason, 'code'> = {}) => (holds ? figures : null);

const requiredMin = ({ rules }: Facts) => rules.minutesPerPatrol * (1 - DURATION_TOLERANCE);

/** Of the minutes in doubt at the border, those that speak for the officer. */
const doubtMin = (facts: Facts) =>
  Math.min(facts.doubtMin, DOUBT_SHARE_MAX * facts.rules.minutesPerPatrol);

/** Coverage that walking through the excused gaps could have added at most. */
const coverageInGaps = ({ rules, areaM2, excusedGapMin }: Facts) =>
  areaM2 > 0 ? (excusedGapMin * 60 * WALKING_SPEED_MPS * 2 * rules.swathM) / areaM2 : 0;

/** Whether the best estimate falls short, and whether the upper bound or walking during the silence could make up for it. */
const lacksMinutes = (facts: Facts) =>
  judged(facts) && facts.effectiveMin.best + doubtMin(facts) < requiredMin(facts);
const minutesPossible = (facts: Facts) =>
  facts.effectiveMin.high + facts.unheldGapMin >= requiredMin(facts);
const lacksCells = (facts: Facts) =>
  judged(facts) && facts.coverage.best < facts.rules.coveragePerPatrol;
const cellsPossible = (facts: Facts) =>
  facts.coverage.high + coverageInGaps(facts) >= facts.rules.coveragePerPatrol;

const lacksAnything = (facts: Facts) =>
  facts.acceptedCount === 0 ||
  lacksMinutes(facts) ||
  lacksCells(facts) ||
  missedCheckpoints(facts) > 0;

/** Silence that could hold all that is missing, so that its lack proves nothing. */
const silenceExplains = (facts: Facts) =>
  facts.excusedGapMin > 0 &&
  lacksAnything(facts) &&
  (!lacksMinutes(facts) || minutesPossible(facts)) &&
  (!lacksCells(facts) || cellsPossible(facts));

const missedCheckpoints = ({ checkpoints }: Facts) =>
  checkpoints.filter(({ visited }) => !visited).length;

const minutes = (facts: Facts) => ({
  measured: facts.effectiveMin.best,
  required: facts.rules.minutesPerPatrol,
  unit: 'min',
});

const cells = ({ coverage, rules }: Facts) => ({
  measured: coverage.best,
  required: rules.coveragePerPatrol,
  unit: 'share',
});

const judged = ({ acceptedCount, cellCount, contradictions }: Facts) =>
  acceptedCount > 0 && cellCount > 0 && contradictions.length === 0;

/** When each reason is given. `met` is given when no other is. */
const RULES: Record<Exclude<ReasonCode, 'met'>, Rule> = {
  'no-fixes': ({ fixCount, elsewhen }) => when(fixCount + elsewhen === 0),
  'all-fixes-marked': ({ fixCount, acceptedCount, datumSuspected }) =>
    when(fixCount > 0 && acceptedCount === 0 && !datumSuspected, {
      measured: fixCount,
      unit: 'count',
    }),
  'clock-off': (facts) =>
    when(facts.elsewhen > CLOCK_SHARE * (facts.fixCount + facts.elsewhen) && lacksAnything(facts), {
      measured: facts.elsewhen,
      required: 0,
      unit: 'count',
    }),
  'outside-grid': (facts) =>
    when(facts.outsideMin > 0 && facts.cellCount > 0 && facts.timeInGridMin.high === 0),
  'in-future': ({ patrol, nowMs }) => when(nowMs !== undefined && patrol.startMs > nowMs),
  'too-long': ({ patrol }) =>
    when(patrol.endMs - patrol.startMs > PATROL_MAX_MS, {
      measured: (patrol.endMs - patrol.startMs) / MINUTE_MS,
      required: PATROL_MAX_MS / MINUTE_MS,
      unit: 'min',
    }),
  'grid-unpatrollable': ({ cellCount }) => when(cellCount === 0),
  'norm-contradictory': ({ contradictions }) =>
    when(contradictions.length > 0, {
      measured: contradictions.length,
      required: 0,
      unit: 'count',
    }),
  integrity: ({ signals }) => {
    const strong = signals.filter(({ strength }) => strength === 'strong').length;
    return when(strong > 0, { measured: strong, required: 0, unit: 'count' });
  },
  'poor-reception': (facts) =>
    when(judged(facts) && silenceExplains(facts), {
      measured: facts.excusedGapMin,
      required: 0,
      unit: 'min',
    }),
  'datum-suspected': ({ datumSuspected }) => when(datumSuspected),
  'duration-short': (facts) => when(lacksMinutes(facts) && !minutesPossible(facts), minutes(facts)),
  'duration-uncertain': (facts) =>
    when(lacksMinutes(facts) && minutesPossible(facts), minutes(facts)),
  'coverage-low': (facts) => when(lacksCells(facts) && !cellsPossible(facts), cells(facts)),
  'coverage-uncertain': (facts) => when(lacksCells(facts) && cellsPossible(facts), cells(facts)),
  'checkpoint-missed': (facts) =>
    when(judged(facts) && missedCheckpoints(facts) > 0, {
      measured: facts.checkpoints.length - missedCheckpoints(facts),
      required: facts.checkpoints.length,
      unit: 'count',
    }),
  'checkpoint-order': (facts) =>
    when(judged(facts) && facts.rules.checkpointsOrdered && !facts.checkpointsInOrder),
  'outside-window': ({ patrol, rules, timeZone }) =>
    when(rules.windows.length > 0 && !startsInWindow(patrol.startMs, rules, timeZone)),
};

function startsInWindow(startMs: number, { windows }: NormRules, timeZone: string): boolean {
  const { minute } = localTime(startMs, timeZone);
  return windows.some(({ from, to }) => {
    const [begin, end] = [clockMinutes(from), clockMinutes(to)];
    return begin <= end ? minute >= begin && minute <= end : minute >= begin || minute <= end;
  });
}

/** All reasons that hold, in the order of REASONS. */
export function reasonsFor(facts: Facts): Reason[] {
  const reasons = REASONS.flatMap((code): Reason[] => {
    const figures = code === 'met' ? null : RULES[code](facts);
    return figures ? [{ code, ...figures }] : [];
  });
  return reasons.length > 0 ? reasons : [{ code: 'met' }];
}

/** Outcomes and the reasons for them; the first row of which a reason holds decides. */
const OUTCOMES: readonly { outcome: Outcome; codes: readonly ReasonCode[] }[] = [
  { outcome: 'suspicious', codes: ['integrity'] },
  {
    outcome: 'unverifiable',
    codes: [
      'no-fixes',
      'all-fixes-marked',
      'clock-off',
      'in-future',
      'too-long',
      'grid-unpatrollable',
      'norm-contradictory',
      'datum-suspected',
    ],
  },
  { outcome: 'incomplete', codes: ['outside-grid', 'checkpoint-order', 'outside-window'] },
  // What silence could hold is not proven missing, so this stands before the lacks it may explain.
  { outcome: 'unverifiable', codes: ['poor-reception'] },
  { outcome: 'incomplete', codes: ['duration-short', 'coverage-low', 'checkpoint-missed'] },
  { outcome: 'unverifiable', codes: ['duration-uncertain', 'coverage-uncertain'] },
  { outcome: 'completed', codes: ['met'] },
];

export function outcomeOf(reasons: readonly Reason[]): Outcome {
  return OUTCOMES.find(({ codes }) => reasons.some(({ code }) => codes.includes(code)))!.outcome;
}
