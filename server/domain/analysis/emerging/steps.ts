import { type Static, Type } from 'typebox';
import type { Note } from '../../../contract/studies/note.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { checkTimeZone, requireTimes } from '../checks.ts';
import { AnalysisError } from '../error.ts';
import { countOf, equalBins, shareWithin, type TimeBins } from '../input/aoristic.ts';
import type { Incidents } from '../input/input.ts';
import { note } from '../notes.ts';
import { choice, days, only } from '../parameters.ts';
import { STEPS, startOf, wholeSteps } from './calendar-steps.ts';

const words = methods['mann-kendall'].parameters;

/** Parameters of every method that lays incidents out in steps of time. */
export const STEP_PARAMETERS = {
  steps: only('incidents', choice(words.steps, STEPS)),
  stepDays: only('spans', days(words.stepDays, { default: 7 })),
  timeZone: only('calendar', Type.String({ default: 'UTC', description: words.timeZone })),
};
const SHAPE = Type.Object(STEP_PARAMETERS);
type StepOptions = Static<typeof SHAPE>;

export interface Steps {
  bins: TimeBins;
  /** Calendar days of each step, where they are not all of one length. */
  days: Float64Array | null;
  notes: Note[];
}

/** Steps of time that incidents are counted in. Throws `too-few` below two, `no-time`, `one-time`, `parameter-invalid`. */
export function stepsOf(input: Incidents, options: StepOptions): Steps {
  const { startMs, endMs } = requireTimes(input);
  const firstMs = startMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const lastMs = endMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return options.steps === 'days'
    ? spans(input, { firstMs, lastMs }, options.stepDays)
    : calendar(input, { firstMs, lastMs, ...input.record }, options);
}

type Reach = { firstMs: number; lastMs: number };

/**
 * Whole steps laid back from the last moment, so that the newest step is a full one; what is older than
 * the first whole step is left out.
 */
function spans(input: Incidents, { firstMs, lastMs }: Reach, stepDays: number): Steps {
  const binMs = stepDays * DAY_MS;
  // The last moment belongs to the last step, whose end is open.
  const untilMs = lastMs + 1;
  const steps = Math.max(1, Math.floor((untilMs - firstMs) / binMs));
  if (steps < 2) throw new AnalysisError('too-few', `${steps} time step, at least 2 are needed`);
  const bins = equalBins(untilMs - steps * binMs, binMs, steps);
  const { before } = outsideOf(input, bins);
  const values = { count: before, from: dateOf(bins.edgesMs[0]!) };
  return { bins, days: null, notes: before > 0 ? [note('beforeSteps', values)] : [] };
}

/** Whole months, quarters or years; what lies in one that the record does not cover whole is left out. */
function calendar(input: Incidents, reach: Reach, { steps, timeZone }: StepOptions): Steps {
  checkTimeZone(timeZone);
  const edges = steps === 'days' ? [] : wholeSteps(steps, reach, timeZone);
  const count = Math.max(0, edges.length - 1);
  if (count < 2) {
    const [from, to] = [dateOf(reach.firstMs), dateOf(reach.lastMs)];
    throw new AnalysisError(
      'too-few',
      `${count} whole ${steps} between ${from} and ${to}, at least 2 are needed`,
    );
  }
  const bins = { edgesMs: Float64Array.from(edges, (day) => startOf(day, timeZone)) };
  const days = Float64Array.from(
    { length: count },
    (_, k) => edges[k]!.until(edges[k + 1]!, { largestUnit: 'day' }).days,
  );
  const values = {
    ...outsideOf(input, bins),
    from: edges[0]!.toString(),
    to: edges[count]!.subtract({ days: 1 }).toString(),
    timeZone,
    days: Number(meanOf(days).toFixed(2)),
  };
  return { bins, days, notes: [note('calendarSteps', values)] };
}

/** Weight of the incidents before and after all steps. */
function outsideOf({ startMs, endMs, weight }: Incidents, bins: TimeBins) {
  const [from, to] = [bins.edgesMs[0]!, bins.edgesMs[countOf(bins)]!];
  const within = (fromMs: number, toMs: number) => {
    let sum = 0;
    startMs!.forEach((start, i) => {
      sum += (weight?.[i] ?? 1) * shareWithin(start, endMs![i]!, fromMs, toMs);
    });
    return Number(sum.toFixed(2));
  };
  return {
    before: within(Number.NEGATIVE_INFINITY, from),
    after: within(to, Number.POSITIVE_INFINITY),
  };
}

/** Months, quarters and years differ by no more than a ninth of their shortest; a period without any row is a longer one. */
const EVEN = 1.15;

/** Says where periods of a series do not follow each other at one distance, though each counts as one step. */
export function evenNotes({ stepMs }: { stepMs: Float64Array | null }): Note[] {
  if (stepMs === null || stepMs.length < 3) return [];
  const gaps = Array.from(stepMs.subarray(1), (at, i) => (at - stepMs[i]!) / DAY_MS);
  const [shortest, longest] = [Math.min(...gaps), Math.max(...gaps)];
  if (longest <= EVEN * shortest) return [];
  const days = (value: number) => Number(value.toFixed(2));
  return [note('unevenSteps', { shortest: days(shortest), longest: days(longest) })];
}

/**
 * Counts as they are compared: of calendar steps, which are not equally long, those of a step of mean length at the same rate (count × mean
 * days / days). `values[cell * steps + step]`.
 */
export function atMeanLength(values: Float64Array, days: Float64Array | null): Float64Array {
  if (days === null) return values;
  const mean = meanOf(days);
  return values.map((value, i) => (value * mean) / days[i % days.length]!);
}

const meanOf = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
