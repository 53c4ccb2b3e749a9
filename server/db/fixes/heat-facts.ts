import { sql } from 'kysely';
import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import { DAY_MS } from '../../contract/units.ts';
import type { HeatIncident } from '../../domain/heat/incident-heat.ts';
import type { PresentFix } from '../../domain/heat/presence.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { TAKEN_AT } from './taken-at.ts';

/** Handhelds read at once: a day of eight is some 50,000 fixes. */
const CHUNK = 8;
/** An incident known only to a longer interval says too little of when. */
const INTERVAL_MAX_MS = 31 * DAY_MS;

/** Unmarked fixes since a moment (by the server's clock, Unix ms), handheld by handheld, a few handhelds at a time, in no order. */
export async function* readPresence(
  db: Db,
  fromMs: number,
): AsyncGenerator<{ handheldId: number; fixes: PresentFix[] }[]> {
  const handhelds = await db.selectFrom('handhelds').select('id').orderBy('id').execute();
  for (let at = 0; at < handhelds.length; at += CHUNK) {
    const ids = handhelds.slice(at, at + CHUNK).map(({ id }) => id);
    const { rows } = await sql<{ handheldId: number; t: number[]; cells: string[] }>`
      select handheld_id as "handheldId", json_agg(to_hex(cell)) as cells,
        json_agg(round(date_part('epoch', ${TAKEN_AT}) * 1000)) as t
      from fixes f
      where handheld_id = any(${ids}::int[]) and session >= ${iso(fromMs - SESSION_MAX_MS)}
        and ${TAKEN_AT} >= ${iso(fromMs)} and marks = 0
      group by handheld_id`.execute(db);
    yield rows.map(({ handheldId, t, cells }) => ({
      handheldId,
      fixes: t.map((ms, i) => ({ t: ms, cell: cells[i]! })),
    }));
  }
}

const counted = (fromMs: number) => sql`occurred_to >= ${iso(fromMs)}
  and occurred_from >= ${iso(fromMs - INTERVAL_MAX_MS)}
  and occurred_to - occurred_from <= ${`${INTERVAL_MAX_MS} milliseconds`}::interval`;

const dayOf = sql`floor(date_part('epoch', occurred_from) / 86400)`;

/**
 * The UTC days (counted from 1970) of incidents that reach past a moment, each with a signature that is another one once an
 * incident of the day came, changed or went.
 */
export async function incidentDays(db: Db, fromMs: number): Promise<Map<number, string>> {
  const { rows } = await sql<{ day: number; signature: string }>`
    select ${dayOf}::int as day, count(*) || '/' || sum(hashtextextended(concat_ws('/', id, cell,
      date_part('epoch', occurred_from), date_part('epoch', occurred_to)), 0)) as signature
    from incidents where ${counted(fromMs)}
    group by 1`.execute(db);
  return new Map(rows.map(({ day, signature }) => [day, signature]));
}

/** Incidents of a day that reach past a moment. */
export async function incidentsOfDay(db: Db, day: number, fromMs: number): Promise<HeatIncident[]> {
  const { rows } = await sql<{ id: string; fromMs: number; toMs: number; cell: string }>`
    select id, to_hex(cell) as cell, round(date_part('epoch', occurred_from) * 1000)::float8 as "fromMs",
      round(date_part('epoch', occurred_to) * 1000)::float8 as "toMs"
    from incidents
    where ${counted(fromMs)} and occurred_from >= ${iso(day * DAY_MS)}
      and occurred_from < ${iso((day + 1) * DAY_MS)}`.execute(db);
  return rows;
}

/** The outline of an area as it holds at a moment (Unix ms) and which version that is, or undefined. */
export async function areaOutline(
  db: Db,
  areaId: number,
  at: number,
): Promise<{ version: number; geometry: MultiPolygon } | undefined> {
  const { rows } = await sql<{ version: number; geometry: MultiPolygon }>`
    select version, ST_AsGeoJSON(geom, 7)::json as geometry
    from areas_at(${iso(at)}::timestamptz) where area_id = ${areaId}`.execute(db);
  return rows[0];
}
