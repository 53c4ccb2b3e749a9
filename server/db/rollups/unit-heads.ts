import { sql } from 'kysely';
import type { MetricLevel, UnitHead } from '../../contract/metrics/metrics.ts';
import type { Folded } from '../../domain/metrics/fold-groups.ts';
import type { Db } from '../store/open.ts';

export interface UnitWithHead extends UnitHead {
  code: string;
}

/** What of a row says who it is about. */
type Row = Pick<Folded, 'category' | 'gridId' | 'post' | 'unitId'>;

/** Finds who a row is about. */
export type HeadOf = (row: Row) => UnitWithHead;

/** An edition and its watermark (ISO). */
interface Edition {
  edition: number;
  at: string;
}

/** Names, parents, categories and posts of who rows are about, as the records had them at the watermark of an edition and as far as it knows them. */
export async function readUnitHeads(
  db: Db,
  level: MetricLevel,
  { rows, of }: { rows: readonly Row[]; of: Edition },
): Promise<HeadOf> {
  const ids = [...new Set(rows.map(({ unitId }) => unitId))];
  if (level !== 'officer') {
    const areas = await areaHeads(db, ids, of);
    return ({ unitId }) => areas.get(unitId)!;
  }
  const officers = await officerHeads(db, ids, of);
  const placeOf = ({ gridId, post }: Row) => gridId ?? post?.areaId ?? null;
  const areas = await areaHeads(db, [...new Set(rows.flatMap((row) => placeOf(row) ?? []))], of);
  return (row) => {
    const area = areas.get(placeOf(row) ?? 0);
    return {
      ...officers.get(row.unitId)!,
      category: row.category ?? row.post?.category ?? null,
      post: row.post?.role ?? null,
      parent: area?.code ?? null,
      parentName: area?.name ?? null,
    };
  };
}

async function areaHeads(
  db: Db,
  ids: readonly number[],
  of: Edition,
): Promise<Map<number, UnitWithHead>> {
  const own = await areaVersions(db, ids, of);
  const above = await areaVersions(
    db,
    [...new Set(own.flatMap(({ parentId }) => parentId ?? []))],
    of,
  );
  const parents = new Map(above.map((area) => [area.id, area]));
  return new Map(
    own.map(({ id, code, name, parentId }) => {
      const parent = parentId === null ? undefined : parents.get(parentId);
      const place = { parent: parent?.code ?? null, parentName: parent?.name ?? null };
      return [id, { code, name, ...place, category: null, post: null }];
    }),
  );
}

/** Areas as an edition knows them at its watermark; where it knows none that had begun, the nearest. */
async function areaVersions(db: Db, ids: readonly number[], { at, edition }: Edition) {
  const { rows } = await sql<{ id: number; code: string; name: string; parentId: number | null }>`
    select distinct on (a.id) a.id, a.code, v.name, v.parent_id as "parentId"
    from areas a join area_versions v on v.area_id = a.id
    where a.id = any(${ids}::bigint[])
    order by a.id, v.since_edition <= ${edition} desc, v.valid_from <= ${at}::timestamptz desc, abs(extract(epoch from v.valid_from - ${at}::timestamptz))`.execute(
    db,
  );
  return rows;
}

async function officerHeads(db: Db, ids: readonly number[], { at, edition }: Edition) {
  const { rows } = await sql<{ id: number; code: string; name: string }>`
    select o.id, o.code, coalesce(n.name, o.name) as name from officers o
    left join lateral (
      select name from officer_names n where n.officer_id = o.id and n.since <= ${at}::timestamptz and n.since_edition <= ${edition}
      order by since desc limit 1
    ) n on true
    where o.id = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, ...head }) => [id, head]));
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
