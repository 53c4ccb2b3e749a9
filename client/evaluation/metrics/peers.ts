import type { Area } from '../../../server/contract/areas/area.ts';
import type { MetricLevel, MetricRow, Period } from '../../../server/contract/metrics/metrics.ts';
import type { Officer } from '../../../server/contract/people/people.ts';
import { areaTree } from '../../geo/area-tree.ts';
import { type Span, spanAt } from '../periods.ts';

/** Periods a trend reaches back over. */
export const TREND_PERIODS: Record<Period, number> = {
  day: 14,
  week: 12,
  month: 12,
  quarter: 8,
  year: 3,
};
/** Rows a trend asks for at most, where a smaller area can be compared with instead. */
const TREND_ROWS_MAX = 1_500;

/**
 * The largest area, up to `topId`, whose units of the level a trend can be compared with: beyond some number of rows, an area
 * further down that holds the unit.
 */
export const peerArea = (
  {
    level,
    unitId,
    period,
    topId,
  }: { level: MetricLevel; unitId: number; period: Period; topId: number },
  areas: readonly Area[],
  officers: readonly Officer[],
): number => {
  const tree = areaTree(areas);
  const upward = (id: number | null): number[] => {
    const path = tree.upward(id).map((area) => area.id);
    return path.includes(topId) ? path.slice(0, path.indexOf(topId) + 1) : path;
  };
  const places =
    level === 'officer'
      ? officers.map(({ id, gridId }) => ({ id, path: upward(gridId) }))
      : areas.filter((area) => area.level === level).map(({ id }) => ({ id, path: upward(id) }));
  const counts = new Map<number, number>();
  for (const { path } of places) for (const id of path) counts.set(id, (counts.get(id) ?? 0) + 1);
  const own = places.find(({ id }) => id === unitId)?.path ?? [];
  const fits = own.filter((id) => counts.get(id)! * TREND_PERIODS[period] <= TREND_ROWS_MAX);
  return fits.at(-1) ?? own[0] ?? topId;
};

/** One period of a trend. `mean` over the `peers` units that have a figure, the unit among them. */
export interface TrendPoint extends Span {
  value: number | null;
  mean: number | null;
  peers: number;
}

/** A metric of one unit beside the mean of all, period by period up to the one of `from`. */
export const trendOf = (
  rows: readonly MetricRow[],
  {
    unitId,
    metric,
    period,
    from,
  }: { unitId: number; metric: string; period: Period; from: string },
): TrendPoint[] => {
  const count = TREND_PERIODS[period];
  return Array.from({ length: count }, (_, i) => {
    const span = spanAt(from, period, i + 1 - count);
    const here = rows.filter((row) => row.from === span.from);
    const figures = here.flatMap(({ metrics }) => metrics[metric] ?? []);
    return {
      ...span,
      value: here.find(({ id }) => id === unitId)?.metrics[metric] ?? null,
      mean: figures.length > 0 ? figures.reduce((sum, x) => sum + x, 0) / figures.length : null,
      peers: figures.length,
    };
  });
};
