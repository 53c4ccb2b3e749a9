import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import type { DayScore } from '../../domain/forecast-service/score-day.ts';
import type { ScoredDay, Standing } from '../../domain/forecast-service/standing.ts';
import { parentAt } from '../store/h3-parent.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** An area forecasts are made for. */
export interface ForecastArea {
  id: number;
  timeZone: string;
  areaM2: number;
  /** GeoJSON text of its MultiPolygon. */
  polygon: string;
}

/** Towns, what is above them, and areas under no other, as of a moment (Unix ms): the smaller the area, the finer its cells. */
export async function forecastAreas(db: Db, atMs: number): Promise<ForecastArea[]> {
  const { rows } = await sql<ForecastArea>`
    select area_id as id, time_zone as "timeZone", ST_Area(geom::geography) as "areaM2", ST_AsGeoJSON(geom, 7) as polygon
    from areas_at(${iso(atMs)}::timestamptz)
    where not ST_IsEmpty(geom) and (level in ('city', 'district', 'town') or parent_id is null)
    order by area_id`.execute(db);
  return rows;
}

/** Name of an area at a moment (Unix ms). */
export async function areaName(db: Db, areaId: number, atMs: number): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from areas_at(${iso(atMs)}::timestamptz) where area_id = ${areaId}`.execute(db);
  return rows[0]?.name ?? '';
}

/** A day counted from 1970-01-01 as the store writes it. */
export const dateOf = (day: number): string => iso(day * DAY_MS).slice(0, 10);
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** A forecast of a local day by every method. Numbers are single precision, big-endian. */
export interface StoredForecast {
  areaId: number;
  /** Counted from 1970-01-01. */
  day: number;
  fromMs: number;
  toMs: number;
  resolution: number;
  cells: Uint8Array;
  methods: { method: string; parameters: Record<string, number>; expected: Uint8Array }[];
}

/** Whether there is a forecast of a day. */
export async function hasForecast(db: Db, areaId: number, day: number): Promise<boolean> {
  const { rows } = await sql`
    select from forecasts where area_id = ${areaId} and day = ${dateOf(day)}::date`.execute(db);
  return rows.length > 0;
}

/** Stores a forecast; once stored it is never changed. */
export async function storeForecast(
  db: Db,
  forecast: StoredForecast,
  { madeAtMs, serving }: { madeAtMs: number; serving: string },
): Promise<void> {
  const { areaId, cells, fromMs, methods, resolution, toMs } = forecast;
  const day = dateOf(forecast.day);
  await inTransaction(db, async (trx) => {
    const { rows } = await sql`
      insert into forecasts (area_id, day, made_at, from_at, to_at, serving, resolution, cells)
      values (${areaId}, ${day}::date, ${iso(madeAtMs)}, ${iso(fromMs)}, ${iso(toMs)}, ${serving}, ${resolution}, ${cells})
      on conflict do nothing returning 1`.execute(trx);
    if (rows.length === 0) return;
    for (const { expected, method, parameters } of methods)
      await sql`
        insert into forecast_values (area_id, day, method, parameters, expected)
        values (${areaId}, ${day}::date, ${method}, ${JSON.stringify(parameters)}::jsonb, ${expected})`.execute(
        trx,
      );
  });
}

/** A day whose scores are missing or rest on incidents that are others now. */
export interface DueDay {
  areaId: number;
  day: number;
  dataVersion: number;
}

/** Days that ended before a moment (Unix ms) and are to be scored, oldest first. */
export async function dueDays(db: Db, endedByMs: number, limit: number): Promise<DueDay[]> {
  const { rows } = await sql<{ areaId: number; day: string; dataVersion: number }>`
    select f.area_id as "areaId", f.day::text as day, v.version::float8 as "dataVersion"
    from forecasts f
    left join forecast_scored s on s.area_id = f.area_id and s.day = f.day
    cross join lateral (
      select coalesce(sum(r.version), 0) as version from risk_days r
      where r.day between (f.from_at at time zone 'UTC')::date and (f.to_at at time zone 'UTC')::date
    ) v
    where f.to_at <= ${iso(endedByMs)} and s.data_version is distinct from v.version
    order by f.day, f.area_id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, day: dayOf(row.day) }));
}

/** A stored forecast with what happened in its day: cells (hex) of the area's incidents with their numbers. */
export interface ForecastDay extends StoredForecast {
  happened: { cells: string[]; counts: number[] };
}

export async function readForecast(db: Db, areaId: number, day: number): Promise<ForecastDay> {
  const date = dateOf(day);
  const { rows } = await sql<{
    fromMs: number;
    toMs: number;
    resolution: number;
    cells: Uint8Array;
  }>`
    select date_part('epoch', from_at) * 1000 as "fromMs", date_part('epoch', to_at) * 1000 as "toMs", resolution, cells
    from forecasts where area_id = ${areaId} and day = ${date}::date`.execute(db);
  const head = rows[0]!;
  const { rows: methods } = await sql<StoredForecast['methods'][number]>`
    select method, parameters, expected from forecast_values
    where area_id = ${areaId} and day = ${date}::date order by method`.execute(db);
  const [from, to] = [iso(head.fromMs), iso(head.toMs)];
  const { rows: happened } = await sql<{ cell: string; count: number }>`
    select to_hex(${parentAt(head.resolution)}) as cell, count(*)::int as count from incidents
    where occurred_to >= ${from} and occurred_to < ${to}
      and grid_id in (select area_subtree(${areaId}::bigint, ${from}::timestamptz, ${to}::timestamptz))
    group by 1 order by 1`.execute(db);
  return {
    ...head,
    areaId,
    day,
    methods,
    happened: {
      cells: happened.map(({ cell }) => cell),
      counts: happened.map(({ count }) => count),
    },
  };
}

/** Puts scores of a day on record: another version where they differ from those that hold. */
export async function recordScores(
  db: Db,
  { areaId, dataVersion, day }: DueDay,
  scores: Readonly<Record<string, DayScore>>,
  atMs: number,
): Promise<void> {
  const date = dateOf(day);
  await inTransaction(db, async (trx) => {
    for (const [method, score] of Object.entries(scores))
      await sql`
        insert into forecast_scores (area_id, day, method, version, scored_at, incidents, cells, picked, hits, best, log_score)
        select ${areaId}, ${date}::date, ${method}, coalesce(max(version), 0) + 1, ${iso(atMs)}::timestamptz, ${score.incidents}::int,
          ${score.cells}::int, ${score.picked}::int[], ${score.hits}::int[], ${score.best}::int[], ${score.logScore}::float8
        from forecast_scores where area_id = ${areaId} and day = ${date}::date and method = ${method}
        having not coalesce((array_agg(log_score order by version desc))[1] = ${score.logScore}::float8
          and (array_agg(incidents order by version desc))[1] = ${score.incidents}::int, false)`.execute(
        trx,
      );
    await sql`
      insert into forecast_scored (area_id, day, data_version) values (${areaId}, ${date}::date, ${dataVersion})
      on conflict (area_id, day) do update set data_version = excluded.data_version`.execute(trx);
  });
}

/** The scores of an area that hold, by day rising, from a day on. */
export async function readScores(db: Db, areaId: number, fromDay: number): Promise<ScoredDay[]> {
  const { rows } = await sql<DayScore & { day: string; method: string }>`
    select distinct on (day, method) day::text as day, method, incidents, cells, picked, hits, best, log_score as "logScore"
    from forecast_scores where area_id = ${areaId} and day >= ${dateOf(fromDay)}::date
    order by day, method, version desc`.execute(db);
  const days = new Map<string, Record<string, DayScore>>();
  for (const { day, method, ...score } of rows) {
    const scores = days.get(day) ?? {};
    scores[method] = score;
    days.set(day, scores);
  }
  return [...days].map(([day, scores]) => ({ day: dayOf(day), scores }));
}

/** Puts on record who serves in an area, where that is another than before. */
export async function recordStanding(
  db: Db,
  areaId: number,
  { judged, serving, since, standsDown }: Standing,
  atMs: number,
): Promise<void> {
  if (judged === null || since === null) return;
  await sql`
    insert into forecast_standings (area_id, number, decided_at, serving, stands_down, since, judged)
    select ${areaId}, coalesce(max(number), 0) + 1, ${iso(atMs)}::timestamptz, ${serving}, ${standsDown}::boolean,
      ${dateOf(since)}::date, ${dateOf(judged)}::date
    from forecast_standings where area_id = ${areaId}
    having coalesce((array_agg(serving order by number desc))[1], '') <> ${serving}`.execute(db);
}
