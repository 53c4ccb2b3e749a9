import type { MetricAnswer, MetricRow, MetricStatus } from '../contract/metrics/metrics.ts';
import { metricsOf } from '../domain/metrics/definitions.ts';
import { addSums, totalsOf } from '../domain/metrics/sums.ts';
import { partition } from '../domain/partition.ts';
import type { Province } from './province-file.ts';

/** Which rows are asked for: one of the province a period, or one of each city. */
export type ProvinceLevel = 'province' | 'city';

type Answered = Omit<MetricAnswer, 'level' | 'next' | 'nextPage'>;
export type ProvinceAnswer = Answered & { level: ProvinceLevel; next: null };

const NOBODY = { parent: null, parentName: null, category: null, post: null } as const;

/**
 * What cities answered as one answer. Its edition is the sum of theirs, which goes up with every change of any; its watermark the earliest.
 * Figures of the province follow from the sums of all cities by the definitions that cities use themselves.
 */
export function foldCities(
  { code, name, cities }: Province,
  answers: readonly MetricAnswer[],
  { level, metrics }: { level: ProvinceLevel; metrics: readonly string[] | undefined },
): ProvinceAnswer {
  const [{ period, from, to, versions }] = answers as [MetricAnswer];
  const rowsOf = answers.flatMap((answer, k) =>
    answer.rows.map((row) => ({
      ...row,
      ...{ ...NOBODY, parent: code, parentName: name },
      ...{ id: k + 1, code: cities[k]!.code, name: cities[k]!.name },
    })),
  );
  const rows = level === 'city' ? rowsOf : provinceRows({ code, name }, rowsOf, metrics);
  return {
    ...{ level, period, from, to },
    versions: {
      edition: sumOf(answers, (answer) => answer.versions.edition),
      at: earliest(answers.map((answer) => answer.versions.at)),
      definitions: versions.definitions,
      // Numbers of norms are each city's own.
      norms: [],
    },
    rows: rows.map(({ sums: _, ...row }) => row).sort(inOrder),
    next: null,
  };
}

const sumOf = <T>(items: readonly T[], pick: (item: T) => number): number =>
  items.reduce((sum, item) => sum + pick(item), 0);

const earliest = (moments: readonly string[]): string => [...moments].sort()[0]!;

const inOrder = (a: MetricRow, b: MetricRow) =>
  a.from === b.from ? a.id - b.id : a.from < b.from ? -1 : 1;

function provinceRows(
  province: Pick<Province, 'code' | 'name'>,
  rows: readonly MetricRow[],
  metrics: readonly string[] | undefined,
): MetricRow[] {
  const periods = partition(rows, ({ from }) => from);
  return [...periods.values()].map((own) => ({
    ...own[0]!,
    ...NOBODY,
    ...{ id: 0, code: province.code, name: province.name },
    changed: sumOf(own, ({ changed }) => changed),
    metrics: metricsOf(totalsOf(addSums(own.map(({ sums }) => sums!))), metrics),
  }));
}

/** How far the figures of all cities are: a period is final where it is in each. */
export function foldStatus(statuses: readonly MetricStatus[]): MetricStatus {
  const periods = partition(
    statuses.flatMap((status) => status.periods),
    ({ period, from }) => `${period} ${from}`,
  );
  return {
    edition: sumOf(statuses, ({ edition }) => edition),
    at: earliest(statuses.map(({ at }) => at)),
    waitingVerdicts: sumOf(statuses, ({ waitingVerdicts }) => waitingVerdicts),
    waitingDays: sumOf(statuses, ({ waitingDays }) => waitingDays),
    timeZone: statuses[0]!.timeZone,
    trackedFrom: statuses.flatMap(({ trackedFrom }) => trackedFrom ?? []).sort()[0] ?? null,
    settleHours: Math.max(...statuses.map(({ settleHours }) => settleHours)),
    periods: [...periods.values()].map((own) => ({
      ...own[0]!,
      final: own.every(({ final }) => final),
      waiting: {
        verdicts: sumOf(own, ({ waiting }) => waiting.verdicts),
        days: sumOf(own, ({ waiting }) => waiting.days),
        contests: sumOf(own, ({ waiting }) => waiting.contests),
      },
    })),
  };
}
