import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import type { CaseDetail } from '../../contract/cases/detail.ts';
import type { Ground } from '../../domain/cases/ground.ts';
import { lowestFirst } from '../areas/lowest-first.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Has open cases follow what areas become at a moment, once it is there. In the transaction that changes them. */
export async function nameTurn(trx: Db, at: string): Promise<void> {
  await sql`
    insert into area_turns (at) values (${at}) on conflict (at) do update set after_case = 0`.execute(
    trx,
  );
}

/** Has cases that go on again follow what areas became since they ended. Before they go on. */
export async function nameTurnsSinceEnd(
  trx: Db,
  caseIds: readonly number[],
  nowMs: number,
): Promise<void> {
  if (caseIds.length === 0) return;
  await sql`
    insert into area_turns (at)
    select v.at from (select valid_from as at from area_versions union select valid_to from area_versions) v
    where v.at > (select min(ended_at) from cases where id = any(${caseIds}::bigint[])) and v.at <= ${iso(nowMs)}
    on conflict (at) do update set after_case = 0`.execute(trx);
}

/** Cases that a correction moved lie where they lie from their opening on, and follow anew what areas became since. Before they are placed. */
export async function forgetGrounds(trx: Db, incidentIds: readonly string[]): Promise<void> {
  await sql`
    with gone as (
      delete from case_grounds g using cases c, incidents i
      where g.case_id = c.id and i.id = c.incident_id and c.incident_id = any(${incidentIds}::text[])
        and not ST_Equals(i.position, c.position)
      returning g.until_at
    )
    insert into area_turns (at) select distinct until_at from gone on conflict (at) do update set after_case = 0`.execute(
    trx,
  );
}

/** A moment at which areas changed, and the next open cases that lie on what did. */
export interface Turn {
  at: string;
  caseIds: number[];
}

/** Takes up the first change of areas that is there, and at most `limit` open cases on it in the order of their ids; undefined where none waits. */
export async function takeTurn(trx: Db, nowMs: number, limit: number): Promise<Turn | undefined> {
  const { rows: turns } = await sql<{ at: string; after: number }>`
    select at::text as at, after_case as after
    from area_turns where at <= ${iso(nowMs)} order by area_turns.at limit 1 for update`.execute(
    trx,
  );
  const [turn] = turns;
  if (!turn) return undefined;
  const { rows } = await sql<{ id: number }>`
    with turned as materialized (
      select area_id, geom, valid_from = ${turn.at}::timestamptz as begins from area_versions
      where valid_from = ${turn.at}::timestamptz or valid_to = ${turn.at}::timestamptz
    )
    select c.id from cases c
    where c.ended_at is null and c.id > ${turn.after} and (c.area_ids && array(select area_id from turned)
      or exists (select from turned t where t.begins and t.geom && c.position and ST_Covers(t.geom, c.position)))
    order by c.id limit ${limit} for update`.execute(trx);
  return { at: turn.at, caseIds: rows.map(({ id }) => id) };
}

/** Puts on record that open cases up to `caseId` have followed a change of areas; null: all have. */
export async function markTurn(trx: Db, at: string, caseId: number | null): Promise<void> {
  await (caseId === null
    ? sql`delete from area_turns where at = ${at}::timestamptz`
    : sql`update area_turns set after_case = ${caseId} where at = ${at}::timestamptz`
  ).execute(trx);
}

/**
 * Lays cases on the ground as it is now, where that is another: until `at`, or from their opening on where that is later, they lay where they lay.
 * An area that still covers the place keeps it. Returns those that lie elsewhere now.
 */
export async function layAnew(trx: Db, { at, caseIds }: Turn, nowMs: number): Promise<number[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with recursive now as (
      select area_id, level, parent_id, geom from areas_at(${iso(nowMs)}::timestamptz)
    ), ladder as (
      select c.id, v.area_id, v.level, v.parent_id, 1 as n
      from cases c cross join lateral (
        select v.* from now v where v.geom && c.position and ST_Covers(v.geom, c.position)
        order by ${lowestFirst('v.level')}, v.area_id <> c.area_ids[1], v.area_id
        limit 1) v
      where c.id = any(${caseIds}::bigint[])
      union all
      select l.id, v.area_id, v.level, v.parent_id, l.n + 1 from ladder l join now v on v.area_id = l.parent_id
    ), placed as (
      select id, array_agg(area_id order by n) as area_ids, array_agg(level order by n) as levels from ladder group by id
    ), moved as (
      select p.*, c.area_ids as old_ids, c.levels as old_levels, c.opened_at < ${at}::timestamptz as lay
      from placed p join cases c on c.id = p.id where p.area_ids <> c.area_ids
    ), kept as (
      insert into case_grounds (case_id, until_at, area_ids, levels)
      select id, ${at}::timestamptz, old_ids, old_levels from moved where lay
      on conflict (case_id, until_at) do nothing
    )
    update cases c set area_ids = m.area_ids, levels = m.levels, grid_id = case when m.levels[1] = 'grid' then m.area_ids[1] end
    from moved m where c.id = m.id returning c.id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Where cases lay before where they lie now, one after the other, by case. */
export async function readGrounds(
  db: Db,
  caseIds: readonly number[],
): Promise<Map<number, Ground[]>> {
  const { rows } = await sql<{ id: number; untilMs: number; areaIds: number[]; levels: Level[] }>`
    select case_id as id, (extract(epoch from until_at) * 1000)::float8 as "untilMs", to_jsonb(area_ids) as "areaIds", levels
    from case_grounds where case_id = any(${caseIds}::bigint[]) order by until_at`.execute(db);
  const found = new Map<number, Ground[]>();
  for (const { id, ...ground } of rows) found.set(id, [...(found.get(id) ?? []), ground]);
  return found;
}

/** The same of one case by the names these areas had then. */
export async function namedGrounds(db: Db, caseId: number): Promise<CaseDetail['grounds']> {
  const { rows } = await sql<CaseDetail['grounds'][number]>`
    select g.area_ids[1] as "areaId", ${utc('g.until_at')} as until, (
      select v.name from area_versions v where v.area_id = g.area_ids[1] and v.valid_from < g.until_at
      order by v.valid_from desc limit 1) as name
    from case_grounds g where g.case_id = ${caseId} order by g.until_at`.execute(db);
  return rows;
}
