import type { MetricDefinition } from '../../contract/metrics/metrics.ts';
import {
  OUTCOMES,
  type Outcome,
  SIGNALS,
  type SignalCode,
} from '../../contract/patrols/verdict.ts';
import { inEvery } from '../../contract/words/index.ts';
import { interpolate } from '../../contract/words/interpolate.ts';
import type { Words } from '../../contract/words/words.ts';
import type { DayFigures } from '../days/fold-grid-day.ts';
import { roundTo } from '../verification/measures/interval.ts';

/** Version of the table as a whole, and of how scores are reckoned from it. */
export const DEFINITIONS_VERSION = '2026.6';

/** Sums over the days, officers and grids of one row, and what was seen of the ground in all of them together. */
export interface Totals extends DayFigures {
  daysCompleted: number;
  daysIncomplete: number;
  daysSuspicious: number;
  daysUnverifiable: number;
  /** Of the patrols done, day by day, no more than were required: what is done twice on one day makes no other day good. */
  patrolsMet: number;
  /** Weight of the cells seen at least once, and of all cells, of the grids concerned. */
  seenWeight: number;
  cellWeight: number;
  ground: GroundTotals;
  signals: Partial<Record<SignalCode, number>>;
}

/** The ground of the grids concerned: windows and checkpoints summed over days, the rest as of the last day on record. See GroundDay. */
export interface GroundTotals {
  weight: number;
  staleWeightDays: number;
  staleMaxDays: number;
  unseenWeight: number;
  combWindows: number;
  combMet: number;
  combCoverageE4: number;
  checkpointsDue: number;
  checkpointsMet: number;
}

type Answers = Words['answers'];
type Id = keyof Answers['metrics'];

interface Definition extends MetricDefinition {
  value: (totals: Totals) => number | null;
}

const ratio = (part: number, whole: number) => (whole > 0 ? roundTo(part / whole, 4) : null);
const minutes = (seconds: number) => roundTo(seconds / 60, 2);
const hours = (days: number) => roundTo(days * 24, 1);
const judged = (t: Totals) => t.completed + t.incomplete + t.suspicious + t.unverifiable;

/** A metric with its words. */
const metric = (id: Id, unit: string, value: Definition['value'], version = 1): Definition => ({
  id,
  version,
  unit,
  ofGround: false,
  name: inEvery((words) => words.answers.metrics[id].name),
  formula: inEvery((words) => words.answers.metrics[id].formula),
  value,
});

/** A metric of the ground, whoever walked it: areas have it, officers do not. */
const ofGround = (
  id: Id,
  unit: string,
  value: (ground: GroundTotals) => number | null,
  version = 2,
): Definition => ({
  ...metric(id, unit, (totals) => value(totals.ground), version),
  ofGround: true,
});

const count = (id: Id & keyof DayFigures, unit = 'count'): Definition =>
  metric(id, unit, (totals) => totals[id]);

/** One of a family of metrics; `member` is the word that tells it from the others. */
const oneOf = (
  family: keyof Answers['metricFamilies'],
  id: string,
  unit: string,
  member: (words: Words['console']) => string,
  value: Definition['value'],
): Definition => {
  const told = (part: 'name' | 'formula') =>
    inEvery(({ answers, console }) => {
      const word = member(console).toLowerCase();
      return interpolate(answers.metricFamilies[family][part], { outcome: word, signal: word });
    });
  return {
    id,
    version: 1,
    unit,
    ofGround: false,
    name: told('name'),
    formula: told('formula'),
    value,
  };
};

/** `two-in-one-pocket` as `TwoInOnePocket`. */
const pascal = (code: string) =>
  code.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());

/** As the field of the totals: `completed` as `daysCompleted`. */
const daysOf = (outcome: Outcome) => `days${pascal(outcome)}` as `days${Capitalize<Outcome>}`;

/** Every metric of /api/v1/metrics/patrols, in the order of its columns. */
export const DEFINITIONS: readonly Definition[] = [
  count('dutyDays', 'days'),
  count('onDutyDays', 'days'),
  metric('onDutyRate', 'share', (t) => ratio(t.onDutyDays, t.dutyDays)),
  count('leaveDays', 'days'),
  count('patrolsRequired'),
  count('patrolsDone'),
  metric('completionRate', 'share', (t) => ratio(t.patrolsMet, t.patrolsRequired), 2),
  metric('staggeredRate', 'share', (t) => ratio(t.windowsKept, t.windowsDue)),
  ...OUTCOMES.map((outcome) => {
    const days = daysOf(outcome);
    return oneOf(
      'outcomeDays',
      days,
      'days',
      ({ standing }) => standing[outcome],
      (totals) => totals[days],
    );
  }),
  ...OUTCOMES.map((outcome) =>
    oneOf(
      'outcomePatrols',
      outcome,
      'count',
      ({ standing }) => standing[outcome],
      (totals) => totals[outcome],
    ),
  ),
  count('recognised'),
  metric('effectiveMin', 'min', (t) => minutes(t.effectiveS)),
  metric('requiredMin', 'min', (t) => minutes(t.requiredS)),
  metric('jointMin', 'min', (t) => minutes(t.jointS)),
  metric('helpMin', 'min', (t) => minutes(t.helpS)),
  count('distanceM', 'm'),
  metric('coverageMean', 'share', (t) => ratio(t.coverageE4 / 10_000, judged(t))),
  metric('coverageUnion', 'share', (t) => ratio(t.seenWeight, t.cellWeight), 2),
  ofGround('combRate', 'share', (ground) => ratio(ground.combMet, ground.combWindows)),
  ofGround('combCoverage', 'share', (ground) =>
    ratio(ground.combCoverageE4 / 10_000, ground.combWindows),
  ),
  ofGround('combMet', 'met', (ground) =>
    ground.combWindows > 0 ? Number(ground.combMet === ground.combWindows) : null,
  ),
  ofGround('stalenessMeanH', 'h', (ground) =>
    ground.weight > 0 ? hours(ground.staleWeightDays / ground.weight) : null,
  ),
  ofGround('stalenessMaxH', 'h', (ground) =>
    ground.weight > 0 ? hours(ground.staleMaxDays) : null,
  ),
  ofGround('unseenShare', 'share', (ground) => ratio(ground.unseenWeight, ground.weight)),
  metric('checkpointRate', 'share', (t) => ratio(t.checkpointsVisited, t.checkpointsRequired), 2),
  ofGround(
    'checkpointWeekRate',
    'share',
    (ground) => ratio(ground.checkpointsMet, ground.checkpointsDue),
    3,
  ),
  count('weakSignals'),
  count('strongSignals'),
  ...SIGNALS.map((code) =>
    oneOf(
      'signal',
      `signal${pascal(code)}`,
      'count',
      ({ signal }) => signal[code],
      ({ signals }) => signals[code] ?? 0,
    ),
  ),
  count('contested'),
  count('overridden'),
  metric('completeness', 'share', (t) =>
    t.spanS > 0 ? roundTo(Math.max(0, 1 - t.gapS / t.spanS), 4) : null,
  ),
];

/** What anyone may read of the definitions. */
export const metricDefinitions = (): MetricDefinition[] =>
  DEFINITIONS.map(({ value: _, ...definition }) => definition);

/** Metrics of some totals by id, in the order of their definitions: all of them, or those named. */
export function metricsOf(totals: Totals, ids?: readonly string[]): Record<string, number | null> {
  const metrics: Record<string, number | null> = {};
  for (const { id, value } of DEFINITIONS)
    if (ids === undefined || ids.includes(id)) metrics[id] = value(totals);
  return metrics;
}
