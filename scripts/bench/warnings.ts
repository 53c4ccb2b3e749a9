import { parseArgs } from 'node:util';
import { median } from './support/median.ts';
import { medianDelay } from './warnings/episodes.ts';
import { benchJob } from './warnings/job.ts';
import { type ScannedYear, scanYear } from './warnings/scan-year.ts';
import { judgeThreshold, outOfOrdinary, type ThresholdKind } from './warnings/threshold.ts';
import { drawYear, type Year } from './warnings/year.ts';

const MONTH_D = 365 / 12;
/** Chance alone gives a warning in so many days; a month is the most allowed. */
const RECURRENCE_D = 30;

interface Run {
  year: Year;
  scanned: ScannedYear;
  counts: Record<ThresholdKind, ReturnType<typeof outOfOrdinary>>;
}

const round = (value: number, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;

/**
 * Planted outbreaks in years of `luqiao`: how soon the risk scan warns, at what rate of false alarms, beside plain thresholds on the
 * counts of grids at the same rate; and the time the scan takes. `--seeds 1-12 --per-day N --spread M`; `--job` measures the job on
 * PostgreSQL instead.
 */
export default async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '1-12' },
      'per-day': { type: 'string', default: '22' },
      job: { type: 'boolean', default: false },
      spread: { type: 'string', default: '400' },
    },
  });
  if (values.job) return print(await benchJob());
  const [first, last = first] = values.seeds.split('-').map(Number) as [number, number?];
  const size = { perDay: Number(values['per-day']), spreadM: Number(values.spread) };
  const runs: Run[] = [];
  for (let seed = first; seed <= last!; seed++) {
    const run = runYear(drawYear(seed, size));
    runs.push(run);
    print({
      bench: 'warnings',
      what: 'seed',
      seed,
      reports: run.year.reports,
      field: run.year.outbreak.field,
      delayD: run.scanned.delayD,
      falseAlarms: run.scanned.falseAlarms,
      yearMs: Math.round(run.scanned.dayMs.reduce((a, b) => a + b, 0)),
    });
    // Counts of a year are large, and done with.
    run.year.counts = new Uint16Array();
    run.year.days = [];
  }
  print(summarise(runs, size));
}

function runYear(year: Year): Run {
  const scanned = scanYear(year, RECURRENCE_D);
  const counts = (kind: ThresholdKind) => outOfOrdinary(year, kind, scanned.fromD);
  return { year, scanned, counts: { same: counts('same'), own: counts('own') } };
}

function summarise(runs: readonly Run[], size: object) {
  const months = runs.reduce((sum, { scanned }) => sum + scanned.quietDays, 0) / MONTH_D;
  const falseAlarms = runs.reduce((sum, { scanned }) => sum + scanned.falseAlarms, 0);
  const delays = runs.map(({ scanned }) => scanned.delayD);
  const dayMs = runs.flatMap(({ scanned }) => scanned.dayMs).sort((a, b) => a - b);
  const [same, own] = (['same', 'own'] as const).map((kind) =>
    thresholdAt(runs, kind, falseAlarms, months),
  );
  const mean = (list: readonly (number | null)[]) =>
    list.reduce((sum: number, delay) => sum + (delay ?? 21), 0) / list.length;
  return {
    bench: 'warnings',
    what: 'outbreaks in years of luqiao',
    outbreak: { ...size, days: 21 },
    seeds: runs.length,
    delayD: { median: medianDelay(delays), bySeed: delays },
    withinTwoDays: delays.filter((delay) => delay !== null && delay <= 2).length,
    falseAlarmsPerMonth: round(falseAlarms / months),
    months: round(months, 1),
    budgetPerMonth: round(MONTH_D / RECURRENCE_D),
    reached: averaged(runs.map(({ scanned }) => scanned.reached)),
    reference:
      'count of a grid, category and day above a threshold, at the same rate of false alarms',
    thresholdOwnMean: own,
    thresholdSameForAll: same,
    ratioOfMeanDelays: round(mean(own!.delayD.bySeed) / mean(delays), 1),
    yearMs: Math.round(dayMs.reduce((a, b) => a + b, 0) / runs.length),
    incrementMs: {
      median: Math.round(median(dayMs)),
      max: Math.round(dayMs.at(-1)!),
    },
  };
}

/** The lowest threshold with no more false alarms than the scan had, and how soon it finds the outbreaks. */
function thresholdAt(
  runs: readonly Run[],
  kind: ThresholdKind,
  falseAlarms: number,
  months: number,
) {
  const at = (threshold: number) =>
    runs.map(({ counts, year }) => judgeThreshold(year, counts[kind], threshold));
  const falseAt = (threshold: number) =>
    at(threshold).reduce((sum, judged) => sum + judged.falseAlarms, 0);
  const values = [
    ...new Set(runs.flatMap(({ counts }) => counts[kind].map(({ value }) => value))),
  ].sort((a, b) => a - b);
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (falseAt(values[middle]!) <= falseAlarms) high = middle;
    else low = middle + 1;
  }
  const delays = at(values[low]!).map(({ delayD }) => delayD);
  return {
    threshold: round(values[low]!),
    falseAlarmsPerMonth: round(falseAt(values[low]!) / months),
    delayD: { median: medianDelay(delays), bySeed: delays },
    withinTwoDays: delays.filter((delay) => delay !== null && delay <= 2).length,
  };
}

function averaged(list: readonly Record<string, number>[]): Record<string, number> {
  return Object.fromEntries(
    Object.keys(list[0] ?? {}).map((key) => [
      key,
      round(list.reduce((sum, one) => sum + one[key]!, 0) / list.length, 5),
    ]),
  );
}

const print = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);
