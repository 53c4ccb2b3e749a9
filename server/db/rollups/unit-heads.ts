import { type RawBuilder, sql } from 'kysely';
import type { MetricLevel, UnitHead } from '../../contract/metrics/metrics.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { Db } from '../store/open.ts';
import { type GroupQuestion, inForce, periodStart, runWide } from './metric-groups.ts';

export interface UnitWithHead extends UnitHead {
  code: string;
}

/** Finds who the unit of a row is, by the first day of its period and its id. */
export type HeadOf = (from: string, unitId: number) => UnitWithHead;

/** Names, parents and categories of units, as the records had them at the watermark `at` (ISO) of an edition. */
export async function readUnitHeads(
  db: Db,
  question: GroupQuestion,
  { ids, at }: { ids: readonly number[]; at: string },
): Promise<HeadOf> {
  if (question.level !== 'officer') {
    const areas = await areaHeads(db, ids, at);
    return (_from, id) => areas.get(id)!;
  }
  const [officers, posts] = [await officerHeads(db, ids, at), await readPosts(db, question, ids)];
  const grids = await areaHeads(
    db,
    [...new Set([...posts.values()].flatMap(({ gridId }) => gridId ?? []))],
    at,
  );
  return (from, id) => {
    const post = posts.get(`${from} ${id}`);
    const grid = post?.gridId == null ? undefined : grids.get(post.gridId);
    return {
      ...officers.get(id)!,
      category: post?.category ?? null,
      parent: grid?.code ?? null,
      parentName: grid?.name ?? null,
    };
  };
}

async function areaHeads(
  db: Db,
  ids: readonly number[],
  at: string,
): Promise<Map<number, UnitWithHead>> {
  const asOf = (area: RawBuilder<unknown>) => sql`
    (select v.name, v.parent_id from area_versions v where v.area_id = ${area}
      order by v.valid_from <= ${at}::timestamptz desc, abs(extract(epoch from v.valid_from - ${at}::timestamptz)) limit 1)`;
  const { rows } = await sql<UnitWithHead & { id: number }>`
    select a.id, a.code, v.name, p.code as parent, pv.name as "parentName", null as category
    from areas a
    cross join lateral ${asOf(sql`a.id`)} v
    left join areas p on p.id = v.parent_id
    left join lateral ${asOf(sql`p.id`)} pv on true
    where a.id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, ...head }) => [id, head]));
}

async function officerHeads(db: Db, ids: readonly number[], at: string) {
  const { rows } = await sql<{ id: number; code: string; name: string }>`
    select o.id, o.code, coalesce(n.name, o.name) as name from officers o
    left join lateral (
      select name from officer_names n where n.officer_id = o.id and n.since <= ${at}::timestamptz
      order by since desc limit 1
    ) n on true
    where o.id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, ...head }) => [id, head]));
}

/** Category of officers on their last day on record in a period, and the grid they held last; by period and officer. */
async function readPosts(db: Db, question: GroupQuestion, ids: readonly number[]) {
  const rows = await runWide(
    db,
    sql<{
      from: string;
      officerId: number;
      category: OfficerCategory | null;
      gridId: number | null;
    }>`
    select ${periodStart(question)} as "from", r.officer_id as "officerId",
      (max(array[r.day::text, r.officer_category]) filter (where r.officer_category is not null))[2] as category,
      ((max(array[r.day::text, r.grid_id::text]) filter (where r.held = 1))[2])::bigint as "gridId"
    from day_rollups r where ${inForce(question)} and r.officer_id = any(${ids}::bigint[])
    group by 1, 2`,
  );
  return new Map(rows.map((row) => [`${row.from} ${row.officerId}`, row]));
}

/** Codes of units by id. Codes never change. */
export async function unitCodes(
  db: Db,
  level: MetricLevel,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const table = level === 'officer' ? sql`officers` : sql`areas`;
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from ${table} where id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, code }) => [id, code]));
}
