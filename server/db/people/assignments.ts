import { type RawBuilder, sql } from 'kysely';
import type { Assigned, GridHeld, HandheldCarried } from '../../contract/people/assignment.ts';
import type { Spell } from '../../contract/people/lay-over.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { asJson } from './provision.ts';

/** The table of a kind of assignment: whose they are and to what, with where codes of both stand; `every`: also of what is none any more. */
export const ASSIGNMENTS = {
  handheld: {
    table: sql`handheld_assignments`,
    owner: { says: 'handheld', column: sql`handheld_id`, table: sql`handhelds` },
    target: {
      says: 'officer',
      column: sql`officer_id`,
      table: sql`officers`,
      every: sql`officers`,
    },
  },
  grid: {
    table: sql`officer_assignments`,
    owner: { says: 'officer', column: sql`officer_id`, table: sql`officers` },
    target: {
      says: 'grid',
      column: sql`area_id`,
      every: sql`areas`,
      table: sql`(select code, id from areas a where exists (
        select from area_versions v where v.area_id = a.id and v.level = 'grid')) grids`,
    },
  },
} as const;

/** Which page of a list: those that touch a time (Unix ms), after a cursor. */
export interface AssignmentsPage {
  fromMs: number | undefined;
  toMs: number | undefined;
  cursor: string | undefined;
  limit: number;
}

/** What of assignments `a` is on a page, the last to begin first; `id` tells those of one moment apart. */
function page({ cursor, fromMs, limit, toMs }: AssignmentsPage, id: RawBuilder<unknown>) {
  const [beginMs, afterId] = cursor ? cursor.split('-').map(Number) : [];
  const begin = sql`date_trunc('milliseconds', a.valid_from)`;
  return sql`
    ${fromMs === undefined ? sql`` : sql`and (a.valid_to is null or a.valid_to > ${iso(fromMs)})`}
    ${toMs === undefined ? sql`` : sql`and a.valid_from < ${iso(toMs)}`}
    ${beginMs === undefined ? sql`` : sql`and (${begin}, ${id}) < (${iso(beginMs)}::timestamptz, ${afterId}::bigint)`}
    order by ${begin} desc, ${id} desc limit ${limit}`;
}

/** A page of who carried which handheld, of one of them or by one officer (ids). */
export async function listCarried(
  db: Db,
  of: { handheldId: number } | { officerId: number },
  asked: AssignmentsPage,
): Promise<HandheldCarried[]> {
  const isOfHandheld = 'handheldId' in of;
  const { rows } = await sql<HandheldCarried>`
    select h.id as "handheldId", h.code as handheld, o.id as "officerId", o.code as officer, o.name as "officerName",
      ${utc('a.valid_from')} as "from", ${utc('a.valid_to')} as "to"
    from handheld_assignments a join handhelds h on h.id = a.handheld_id join officers o on o.id = a.officer_id
    where ${isOfHandheld ? sql`a.handheld_id = ${of.handheldId}` : sql`a.officer_id = ${of.officerId}`}
    ${page(asked, isOfHandheld ? sql`a.officer_id` : sql`a.handheld_id`)}`.execute(db);
  return rows;
}

/** A page of which grids an officer (id) held, by their names of now or their last. */
export async function listHeld(
  db: Db,
  officerId: number,
  asked: AssignmentsPage,
): Promise<GridHeld[]> {
  const { rows } = await sql<GridHeld>`
    select o.id as "officerId", o.code as officer, o.name as "officerName", g.id as "gridId", g.code as grid, v.name as "gridName",
      ${utc('a.valid_from')} as "from", ${utc('a.valid_to')} as "to"
    from officer_assignments a join officers o on o.id = a.officer_id join areas g on g.id = a.area_id
    cross join lateral (select name from area_versions where area_id = g.id order by version desc limit 1) v
    where a.officer_id = ${officerId} ${page(asked, sql`a.area_id`)}`.execute(db);
  return rows;
}

/** The history of one owner by code, as it is on record, and its id, locked against others who change it; undefined: there is no such owner. */
export async function lockHistory(
  trx: Db,
  kind: Assigned,
  code: string,
): Promise<{ id: number; spells: Spell[] } | undefined> {
  const { owner, table, target } = ASSIGNMENTS[kind];
  const own = await sql<{ id: number }>`
    select id from ${owner.table} where code = ${code} for update`.execute(trx);
  const id = own.rows[0]?.id;
  if (id === undefined) return undefined;
  // To the microsecond, as rows are found by it.
  const { rows } = await sql<Spell>`
    select t.code as target, ${exactly('a.valid_from')} as "from", ${exactly('a.valid_to')} as "to"
    from ${table} a join ${target.every} t on t.id = a.${target.column}
    where a.${owner.column} = ${id} order by a.valid_from`.execute(trx);
  return { id, spells: rows };
}

/** Ids of what owners of a kind can be assigned to, by code. */
export async function targetIds(
  db: Db,
  kind: Assigned,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; id: number }>`
    select code, id from ${ASSIGNMENTS[kind].target.every} t where code = any(${codes}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
}

const exactly = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

/** Makes the history of an owner (id) this one. */
export async function storeHistory(
  trx: Db,
  kind: Assigned,
  { id, spells }: { id: number; spells: readonly (Spell & { targetId: number })[] },
): Promise<void> {
  const { owner, table, target } = ASSIGNMENTS[kind];
  await sql`
    with laid as (
      select "targetId" as target, "from" as valid_from, "to" as valid_to
      from json_to_recordset(${asJson(spells)}) as l ("targetId" bigint, "from" timestamptz, "to" timestamptz)
    ), gone as (
      delete from ${table} a where a.${owner.column} = ${id} and not exists (
        select from laid l where l.target = a.${target.column} and l.valid_from = a.valid_from)
    )
    insert into ${table} as a (${owner.column}, ${target.column}, valid_from, valid_to)
    select ${id}, target, valid_from, valid_to from laid
    on conflict (${owner.column}, valid_from, ${target.column}) do update set valid_to = excluded.valid_to
      where a.valid_to is distinct from excluded.valid_to`.execute(trx);
}
