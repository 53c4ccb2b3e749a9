import { sql } from 'kysely';
import type { Incident, IncidentHistory } from '../../contract/incidents/incident.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { FIRST_REPORTED_BY } from './first-reporter.ts';

const FACTS = sql`category, severity, found_by as "foundBy", ST_X(position) as lng, ST_Y(position) as lat,
  ${utc('occurred_from')} as "from", ${utc('occurred_to')} as "to", grid_id as "gridId"`;
const RECORD = sql`version, revision, ${utc('received_at')} as "receivedAt", reported_by as "reportedBy"`;

type Flat<T> = Omit<T, 'position'> & { lng: number; lat: number };
const placed = <T extends { lng: number; lat: number }>({ lng, lat, ...row }: T) => ({
  ...row,
  position: { lng, lat },
});

/** Incidents that began within [fromMs, toMs) in grids within an area, newest first. */
export async function listIncidents(
  db: Db,
  filter: { within: number; fromMs: number; toMs: number; limit: number },
): Promise<Incident[]> {
  const from = iso(filter.fromMs);
  const to = iso(filter.toMs);
  const { rows } = await sql<Flat<Incident>>`
    select id, ${FACTS} from incidents
    where occurred_from >= ${from} and occurred_from < ${to}
      and grid_id in (select area_subtree(${filter.within}::bigint, ${from}::timestamptz, ${to}::timestamptz))
    order by occurred_from desc, id limit ${filter.limit}`.execute(db);
  return rows.map(placed);
}

/** Most incidents of one finder that are listed. */
const FOUND_MAX = 200;

/** Those of them that an officer found: reported by the handheld that the officer carried then. */
export async function listFoundBy(
  db: Db,
  filter: { officerId: number; within: number; fromMs: number; toMs: number },
): Promise<Incident[]> {
  const [from, to] = [filter.fromMs, filter.toMs].map((ms) => iso(ms));
  const { rows } = await sql<Flat<Incident>>`
    select id, ${FACTS} from incidents i
    where occurred_from >= ${from} and occurred_from < ${to}
      and grid_id in (select area_subtree(${filter.within}::bigint, ${from}::timestamptz, ${to}::timestamptz))
      and exists (
        select from handheld_assignments a join handhelds h on h.id = a.handheld_id
        where a.officer_id = ${filter.officerId} and ${FIRST_REPORTED_BY} = 'handheld:' || h.code
          and a.valid_from <= i.occurred_to and (a.valid_to is null or i.occurred_to < a.valid_to))
    order by occurred_from desc, id limit ${FOUND_MAX}`.execute(db);
  return rows.map(placed);
}

/** Those of these ids that stand, in grids an area had at any time in [fromMs, toMs), newest first. */
export async function incidentsAmong(
  db: Db,
  ids: readonly string[],
  area: { within: number; fromMs: number; toMs: number },
): Promise<Incident[]> {
  const [from, to] = [area.fromMs, area.toMs].map((ms) => iso(ms));
  const { rows } = await sql<Flat<Incident>>`
    select id, ${FACTS} from incidents
    where id = any(${ids}::text[])
      and grid_id in (select area_subtree(${area.within}::bigint, ${from}::timestamptz, ${to}::timestamptz))
    order by occurred_from desc, id`.execute(db);
  return rows.map(placed);
}

/** Incidents of these ids that stand. */
export async function incidentsOfIds(db: Db, ids: readonly string[]): Promise<Incident[]> {
  const { rows } = await sql<Flat<Incident>>`
    select id, ${FACTS} from incidents where id = any(${ids}::text[]) order by id`.execute(db);
  return rows.map(placed);
}

/** What an incident is and was; null where there was none, or it lies outside the area `within` (null: anywhere). */
export async function incidentHistory(
  db: Db,
  id: string,
  within: number | null,
): Promise<IncidentHistory | null> {
  const seen = sql`(${within}::bigint is null or exists (
    select from area_versions v where v.area_id = ${within}::bigint and ST_Covers(v.geom, position)))`;
  const { rows: current } = await sql<Flat<NonNullable<IncidentHistory['current']>>>`
    select id, ${FACTS}, ${RECORD} from incidents where id = ${id} and ${seen}`.execute(db);
  const { rows: former } = await sql<Flat<IncidentHistory['former'][number]>>`
    select incident_id as id, ${FACTS}, ${RECORD}, withdrawn, comment from incident_versions
    where incident_id = ${id} and ${seen} order by version desc`.execute(db);
  if (current.length + former.length === 0) return null;
  return { current: current[0] ? placed(current[0]) : null, former: former.map(placed) };
}
