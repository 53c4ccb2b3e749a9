import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import type { CellRisk } from '../../contract/risk/risk.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { parentAt } from '../../db/store/h3-parent.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import {
  FORECAST_METHODS,
  methodParameters,
  methodRates,
  SERVED,
} from '../../domain/forecast-service/methods.ts';
import { COVERAGE_RESOLUTIONS } from '../../domain/geo/cell-resolution.ts';
import { centreOf } from '../../domain/geo/h3.ts';
import { patrollableCells } from '../../domain/geo/patrollable-cells.ts';
import { bandwidthOf, cellArea, type Weighed } from '../../domain/risk/cell-risk.ts';
import { shareOfWeek, WEEK_H, weekProfile } from '../../domain/risk/week-profile.ts';
import { hourOfWeekIn } from '../../domain/time/local-time.ts';
import { servingMethod } from './serving-method.ts';

const METRES_PER_DEG = 111_000;
/** More cells than this are neither read nor drawn; coarser ones are taken. */
const CELLS_MAX = 5_000;
/** H3 resolutions beyond those of coverage, for districts and cities: mean area, m². */
const COARSE = [
  { resolution: 8, areaM2: 737_328 },
  { resolution: 7, areaM2: 5_161_293 },
];
/** Resolution incidents are stored at; cells cannot be finer. */
const FINEST = 12;

export interface RiskPeriod {
  /** Incidents known up to here count, Unix ms. */
  atMs: number;
  /** The period looked at is [atMs, atMs + hours). */
  hours: number;
  timeZone: string;
}

/** Finest resolution at which an area of this size has at most CELLS_MAX cells. */
export const riskResolution = (areaM2: number): number =>
  [...COVERAGE_RESOLUTIONS, ...COARSE].find(
    (row) => row.resolution <= FINEST && areaM2 / row.areaM2 <= CELLS_MAX,
  )?.resolution ?? COARSE.at(-1)!.resolution;

/** Expected incidents in the patrollable cells of an area in a period; null where the area did not exist then. */
export async function areaRisk(
  db: Db,
  areaId: number,
  { atMs, hours }: Pick<RiskPeriod, 'atMs' | 'hours'>,
): Promise<CellRisk | null> {
  const { rows } = await sql<{ geom: MultiPolygon; areaM2: number; timeZone: string }>`
    select ST_AsGeoJSON(geom, 7)::json as geom, ST_Area(geom::geography) as "areaM2", time_zone as "timeZone"
    from areas_at(${iso(atMs)}::timestamptz) where area_id = ${areaId}`.execute(db);
  const area = rows[0];
  if (!area) return null;
  const resolution = riskResolution(area.areaM2);
  const cells = patrollableCells(area.geom, resolution);
  const { serving, standsDown } = await servingMethod(db, areaId, atMs);
  const period = { atMs, hours, timeZone: area.timeZone };
  const expected = await riskOfCells(db, cells, period, serving);
  return {
    areaId,
    from: iso(atMs),
    to: iso(atMs + hours * HOUR_MS),
    resolution,
    method: serving,
    standsDown,
    parameters: methodParameters(serving, cells[0]?.cell),
    expected: expected.reduce((sum, value) => sum + value, 0),
    cells: cells.map(({ cell }, k) => ({ cell, expected: expected[k]! })),
  };
}

/**
 * Expected incidents in cells of one resolution, 12 or coarser, in a period, by a method; `weight` is the share (0..1] of a cell that
 * counts.
 */
export async function riskOfCells(
  db: Db,
  cells: readonly Weighed[],
  { atMs, hours, timeZone }: RiskPeriod,
  method: string = SERVED,
): Promise<Float64Array> {
  if (cells.length === 0) return new Float64Array();
  const facts = await readFacts(db, cells, { atMs, timeZone, method });
  const rates = methodRates(method, cells, facts.incidents, facts.spanD);
  const share = shareOfWeek(
    weekProfile(facts.hours),
    atMs,
    atMs + hours * HOUR_MS,
    hourOfWeekIn(timeZone),
  );
  return rates.map((perDay) => perDay * 7 * share);
}

export interface RiskFacts {
  incidents: Weighed[];
  /** Incidents by local hour of the week. */
  hours: number[];
  /** Days since the first incident known. */
  spanD: number;
}

/** What a method knows at a moment of the incidents in and round cells of one resolution; where told, without their hours. */
export async function readFacts(
  db: Db,
  cells: readonly Weighed[],
  {
    atMs,
    method,
    timeZone,
    withHours = true,
  }: { atMs: number; method: string; timeZone: string; withHours?: boolean },
): Promise<RiskFacts> {
  const { halfLifeD, historyD } = FORECAST_METHODS[method]!;
  const weight =
    halfLifeD === null
      ? sql`1::float8`
      : sql`power(2, -date_part('epoch', ${iso(atMs)}::timestamptz - occurred_to) / 86400 / ${halfLifeD}::float8)`;
  const since = historyD === null ? '-infinity' : iso(atMs - historyD * DAY_MS);
  const centres = cells.map(({ cell }) => centreOf(cell));
  const lngs = centres.map(({ lng }) => lng).sort((a, b) => a - b);
  const lats = centres.map(({ lat }) => lat).sort((a, b) => a - b);
  const reach = (3.5 * bandwidthOf(cellArea(cells[0]!.cell))) / METRES_PER_DEG;
  const across = reach / Math.cos((lats[0]! * Math.PI) / 180);
  const resolution = Number.parseInt(cells[0]!.cell[1]!, 16);
  const { rows } = await sql<{
    cells: string[];
    weights: number[];
    hours: number[];
    counts: number[];
    firstMs: number | null;
  }>`
    with near as materialized (
      select cell, ${weight} as weight,
        occurred_from + (occurred_to - occurred_from) / 2 as middle
      from incidents
      where position && ST_MakeEnvelope(${lngs[0]! - across}, ${lats[0]! - reach}, ${lngs.at(-1)! + across},
          ${lats.at(-1)! + reach}, 4326)
        and occurred_to <= ${iso(atMs)} and occurred_to > ${since}::timestamptz
    ), by_cell as (
      select ${parentAt(resolution)} as cell, sum(weight) as weight from near group by 1
    ), by_hour as (
      select (date_part('isodow', l.t) - 1) * 24 + date_part('hour', l.t) as hour, count(*)::int as count
      from near cross join lateral (select middle at time zone ${timeZone} as t) l where ${withHours}::boolean group by 1
    )
    select coalesce((select json_agg(to_hex(cell) order by cell) from by_cell), '[]') as cells,
      coalesce((select json_agg(weight order by cell) from by_cell), '[]') as weights,
      coalesce((select json_agg(hour order by hour) from by_hour), '[]') as hours,
      coalesce((select json_agg(count order by hour) from by_hour), '[]') as counts,
      (select date_part('epoch', min(occurred_from)) * 1000 from incidents) as "firstMs"`.execute(
    db,
  );
  const row = rows[0]!;
  const hours = new Array<number>(WEEK_H).fill(0);
  for (const [k, hour] of row.hours.entries()) hours[hour] = row.counts[k]!;
  return {
    incidents: row.cells.map((cell, k) => ({ cell, weight: row.weights[k]! })),
    hours,
    spanD: row.firstMs === null ? 0 : Math.max(0, atMs - row.firstMs) / DAY_MS,
  };
}
