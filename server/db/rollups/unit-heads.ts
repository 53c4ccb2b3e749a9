import { sql } from 'kysely';
import type { MetricLevel, UnitHead } from '../../contract/metrics/metrics.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';
import type { PostHeld } from '../../domain/metrics/with-posts.ts';
import type { Db } from '../store/open.ts';
import { type GroupQuestion, inForce, periodStart, runWide } from './metric-groups.ts';

export interface UnitWithHead extends UnitHead {
  code: string;
}

/** Finds who the unit of a row is, by the first day of its period and its id. */
export type HeadOf = (from: string, unitId: number) => UnitWithHead;

/**
 * Names, parents and categories of units, as the records had them at the watermark `at` (ISO) of an edition. `posts`: those people hold, by first
 * day of the period and id.
 */
export async function readUnitHeads(
  db: Db,
  question: GroupQuestion,
  { ids, at, posts }: { ids: readonly number[]; at: string; posts: ReadonlyMap<string, PostHeld> },
): Promise<HeadOf> {
  if (question.level !== 'officer') {
    const areas = await areaHeads(db, ids, at);
    return (_from, id) => areas.get(id)!;
  }
  const [officers, held] = [await officerHeads(db, ids, at), await readHeld(db, question, ids)];
  const places = [
    ...[...held.values()].flatMap(({ gridId }) => gridId ?? []),
    ...[...posts.values()].map(({ areaId }) => areaId),
  ];
  const areas = await areaHeads(db, [...new Set(places)], at);
  return (from, id) => {
    const key = `${from} ${id}`;
    const [grid, post] = [held.get(key), posts.get(key)];
    const area = areas.get(grid?.gridId ?? post?.areaId ?? 0);
    return {
      ...officers.get(id)!,
      category: grid?.category ?? post?.category ?? null,
      post: post?.role ?? null,
      parent: area?.code ?? null,
      parentName: area?.name ?? null,
    };
  };
}

async function areaHeads(
  db: Db,
  ids: readonly number[],
  at: string,
): Promise<Map<number, UnitWithHead>> {
  const own = await areaVersions(db, ids, at);
  const above = await areaVersions(
    db,
    [...new Set(own.flatMap(({ parentId }) => parentId ?? []))],
    at,
  );
  const parents = new Map(above.map((area) => [area.id, area]));
  return new Map(
    own.map(({ id, code, name, parentId }) => {
      const parent = parentId === null ? undefined : parents.get(parentId);
      const of = { parent: parent?.code ?? null, parentName: parent?.name ?? null };
      return [id, { code, name, ...of, category: null, post: null }];
    }),
  );
}

/** Areas as a moment has them; where it has none, as the nearest does.. */
async function areaVersions(db: Db, ids: readonly number[], at: string) {
  const { rows } = await sql<{ id: number; code: string; name: string; parentId: number | null }>`
    select distinct on (a.id) a.id, a.code, v.name, v.parent_id as "parentId"
    from areas a join area_versions v on v.area_id = a.id
    where a.id = any(${ids}::bigint[])
    order by a.id, v.valid_from <= ${at}::timestamptz desc, abs(extract(epoch from v.valid_from - ${at}::timestamptz))`.execute(
    db,
  );
  return rows;
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
async function readHeld(db: Db, question: GroupQuestion, ids: readonly number[]) {
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
