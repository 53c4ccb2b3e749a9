import type { Geometry } from 'geojson';
import { WEEK_MS } from '../../../contract/units.ts';
import { hourOfWeekIn } from '../../time/local-time.ts';
import { mannKendall } from '../emerging/mann-kendall.ts';
import { aoristicShares, countOf, equalBins } from '../input/aoristic.ts';
import { addHoursOfWeek } from '../input/hours-of-week.ts';
import type { Incidents } from '../input/input.ts';
import { placeColumns, position, ringPolygon } from '../input/places.ts';
import { ringAreaM2 } from '../input/study-area.ts';
import type { ResultTable } from '../method.ts';
import { convexHull } from '../numerics/convex-hull.ts';

/**
 * What is known of each cluster: hull, counts, categories, hour-of-week profile, trend and the
 * incidents themselves. `cluster[row]` is 1..clusters, or 0 for none.
 */
export function clusterProfiles(
  incidents: Incidents,
  cluster: ArrayLike<number>,
  clusters: number,
  timeZone: string,
): ResultTable {
  const members: number[][] = Array.from({ length: clusters }, () => []);
  for (let i = 0; i < cluster.length; i++) if (cluster[i]! > 0) members[cluster[i]! - 1]!.push(i);
  const hulls = members.map((rows) =>
    convexHull(
      rows.map((i) => incidents.x[i]!),
      rows.map((i) => incidents.y[i]!),
    ),
  );
  const mean = (values: Float64Array) =>
    Float64Array.from(
      members,
      (rows) => rows.reduce((sum, i) => sum + values[i]!, 0) / rows.length,
    );
  const columns: ResultTable['columns'] = {
    cluster: members.map((_, k) => k + 1),
    count: members.map((rows) => rows.length),
    ...placeColumns(mean(incidents.x), mean(incidents.y), incidents.projection),
    areaKm2: hulls.map((hull) => ringAreaM2(hull) / 1e6),
    categories: members.map((rows) => countBy(rows, incidents.category)),
    ...timeColumns(incidents, members, timeZone),
    incidents: members.map((rows) => rows.map((i) => incidents.id?.[i] ?? String(i))),
  };
  const geometry = hulls.map((hull): Geometry => {
    const at = (i: number) => position({ x: hull.x[i]!, y: hull.y[i]! }, incidents.projection);
    if (hull.x.length === 1) return { type: 'Point', coordinates: at(0) };
    if (hull.x.length === 2) return { type: 'LineString', coordinates: [at(0), at(1)] };
    return ringPolygon(hull, incidents.projection);
  });
  return { columns, geometry };
}

function countBy(rows: number[], category: string[] | null): Record<string, number> | null {
  if (category === null) return null;
  const counts: Record<string, number> = {};
  for (const i of rows) counts[category[i]!] = (counts[category[i]!] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort((a, b) => b[1] - a[1]));
}

function timeColumns(
  incidents: Incidents,
  members: number[][],
  timeZone: string,
): ResultTable['columns'] {
  const { startMs, endMs } = incidents;
  if (startMs === null || endMs === null) return {};
  const originMs = startMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const untilMs = endMs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weeks = equalBins(originMs, WEEK_MS, Math.floor((untilMs - originMs) / WEEK_MS));
  const hourOfWeek = hourOfWeekIn(timeZone);
  const profiles = members.map((rows) => {
    const hours = new Float64Array(168);
    const weekly = new Float64Array(countOf(weeks));
    for (const i of rows) {
      addHoursOfWeek(hours, startMs[i]!, endMs[i]!, hourOfWeek);
      aoristicShares(startMs[i]!, endMs[i]!, weeks, (week, share) => {
        weekly[week]! += share;
      });
    }
    return {
      hours: Array.from(hours),
      trend: mannKendall(weekly),
      first: rows.reduce((least, i) => Math.min(least, startMs[i]!), Number.POSITIVE_INFINITY),
      last: rows.reduce((most, i) => Math.max(most, endMs[i]!), Number.NEGATIVE_INFINITY),
    };
  });
  return {
    hourOfWeek: profiles.map((p) => p.hours),
    first: profiles.map((p) => new Date(p.first).toISOString()),
    last: profiles.map((p) => new Date(p.last).toISOString()),
    trendZ: profiles.map((p) => p.trend.z),
    trendP: profiles.map((p) => p.trend.p),
    trendSlope: profiles.map((p) => p.trend.slope),
  };
}
