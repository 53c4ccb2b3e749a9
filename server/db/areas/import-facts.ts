import { type RawBuilder, sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import type { AreaImportOptions } from '../../contract/areas/area-import.ts';
import type { Mended, TreeFacts } from '../../domain/area-import/tree-defects.ts';
import type { Db } from '../store/open.ts';

/**
 * Notes which drafts are valid, in `area_drafts.sound`. Sound parts that touch or overlap are their union; with `repair` other
 * drafts are made valid first too (PostGIS ST_MakeValid, lines and points that fall off left out). Returns what was mended, with why; what nothing is left of is not.
 */
export async function findInvalid(trx: Db, repair: boolean): Promise<Mended[]> {
  const invalid = sql`ST_IsValidReason(geom) <> 'Valid Geometry'`;
  const { rows: joined } = await sql<Mended>`
    update area_drafts set geom = ST_Multi(ST_UnaryUnion(geom))
    where ${invalid} and not ST_IsEmpty(geom) and not exists (
      select from ST_Dump(geom) part where ST_IsValidReason(part.geom) <> 'Valid Geometry')
    returning feature, code, null as invalid`.execute(trx);
  let mended = joined;
  if (repair) {
    const { rows } = await sql<Mended>`
      with crossed as (
        select ord, geom, ST_IsValidReason(geom) as invalid from area_drafts where ${invalid}
      ), mended as (
        update area_drafts d set geom = ST_Multi(ST_CollectionExtract(ST_MakeValid(c.geom, 'method=structure'), 3))
        from crossed c where c.ord = d.ord
      )
      select d.feature, d.code, c.invalid
      from crossed c join area_drafts d on d.ord = c.ord
      where not ST_IsEmpty(ST_CollectionExtract(ST_MakeValid(c.geom, 'method=structure'), 3))`.execute(
      trx,
    );
    mended = [...joined, ...rows];
  }
  await sql`update area_drafts set sound = false where ${invalid} or ST_IsEmpty(geom)`.execute(trx);
  return mended;
}

/** An area of less ground than this is none, m². */
const LEAST_M2 = 1;

/** What can be said of each draft beside its parent and its neighbours, and of areas on record that a new parent leaves outside. */
export async function gatherFacts(
  trx: Db,
  from: Date,
  codesInFile: ReadonlySet<string>,
): Promise<TreeFacts[]> {
  const moment = from.toISOString();
  const { rows: drafts } = await sql<
    Omit<
      TreeFacts,
      'parentInFile' | 'known' | 'overlaps' | 'outsideM2' | 'outsideWidthM' | 'latestMs'
    > & {
      ord: number;
      knownLevel: Level | null;
      near: boolean;
      latest: Date | null;
    }
  >`
    select d.ord, d.feature, d.code, d.level, d.parent,
      coalesce((select min(p.level) from area_drafts p where p.code = d.parent), above.level) as "parentLevel",
      known.level as "knownLevel", not d.sound or ST_IsEmpty(known.geom) or coalesce(ST_Intersects(d.geom, known.geom), true) as near,
      case when not d.sound then reasons.all_parts
        -- Corners on a line are off it by what their last digits hold.
        when ST_Area(d.geom::geography) < ${LEAST_M2} then array['Valid Geometry'] end as invalid,
      case when d.sound then ST_Area(d.geom::geography) else 0 end as "areaM2",
      d.state <> 'unchanged' as changes, d.feature is null as made, last.latest
    from area_drafts d
    left join lateral (
      -- PostGIS names one reason a geometry; asked part by part it names one of each.
      select coalesce(array_agg(distinct reason) filter (where reason <> 'Valid Geometry'),
        array[ST_IsValidReason(d.geom)]) as all_parts
      from (select ST_IsValidReason((ST_Dump(d.geom)).geom) as reason) part
    ) reasons on not d.sound
    left join areas up on up.code = d.parent
    left join areas_at(${moment}) above on above.area_id = up.id
    left join areas own on own.code = d.code
    left join areas_at(${moment}) known on known.area_id = own.id and d.state <> 'unchanged'
    left join (select area_id, max(valid_from) as latest from area_versions group by area_id) last
      on last.area_id = own.id
    order by d.ord`.execute(trx);
  const overlaps = new Map<number, TreeFacts['overlaps']>();
  for (const { ord, ...overlap } of await overlapsOf(trx, moment))
    overlaps.set(ord, [...(overlaps.get(ord) ?? []), overlap]);
  const outside = new Map((await outsideOf(trx, moment)).map((row) => [row.ord, row]));
  const facts = drafts.map(
    ({ ord, latest, knownLevel, near, ...draft }): TreeFacts => ({
      ...draft,
      known: knownLevel === null ? null : { level: knownLevel, near },
      parentInFile: draft.parent !== null && codesInFile.has(draft.parent),
      overlaps: overlaps.get(ord) ?? [],
      outsideM2: outside.get(ord)?.m2 ?? 0,
      outsideWidthM: outside.get(ord)?.widthM ?? 0,
      latestMs: latest?.getTime() ?? null,
    }),
  );
  return [...facts, ...(await leftOutside(trx, moment))];
}

/** Mean width of polygons, metres: twice the area over the perimeter, which is the width of a long strip. */
export const meanWidth = (polygons: RawBuilder<unknown>) =>
  sql`coalesce(2 * ST_Area(${polygons}::geography) / nullif(ST_Perimeter(${polygons}::geography), 0), 0)`;

/** Whether polygons are more ground than is tolerated of a whole of so many m², and no sliver; what `beyond` of `tree-defects` asks of facts. */
export const isBeyond = (
  polygons: RawBuilder<unknown>,
  wholeM2: RawBuilder<unknown>,
  {
    overlapM2,
    overlapShare,
    sliverM,
  }: Pick<AreaImportOptions, 'overlapM2' | 'overlapShare' | 'sliverM'>,
) =>
  sql`ST_Area(${polygons}::geography) > greatest(${overlapM2}::float8, ${overlapShare}::float8 * ${wholeM2})
        and ${meanWidth(polygons)} > ${sliverM}`;

/** Pairs of siblings that share some area: both of the file, or one of the file and one on record that stays. */
async function overlapsOf(trx: Db, moment: string) {
  const { rows } = await sql<{
    ord: number;
    code: string;
    m2: number;
    widthM: number;
    otherAreaM2: number;
  }>`
    with pairs as (
      select a.ord, b.code, a.geom as one, b.geom as other
      from area_drafts a join area_drafts b
        on a.geom && b.geom and b.ord < a.ord and a.parent = b.parent
      where a.sound and b.sound
      union all
      select d.ord, c.code, d.geom, v.geom
      from area_drafts d
      join areas_at(${moment}) v on v.geom && d.geom
      join areas c on c.id = v.area_id
      join areas p on p.id = v.parent_id and p.code = d.parent
      where d.sound and c.code not in (select code from area_drafts) and c.id not in (select area_id from area_closing)
    ), common as materialized (
      select ord, code, other, ST_CollectionExtract(ST_Intersection(one, other), 3) as shared from pairs
    )
    select ord, code, ST_Area(shared::geography) as m2, ${meanWidth(sql`shared`)} as "widthM", ST_Area(other::geography) as "otherAreaM2"
    from common where not ST_IsEmpty(shared)
    order by ord, m2 desc`.execute(trx);
  return rows;
}

/** How much of each draft lies outside its parent, of the file or on record. One made from its children holds them. */
async function outsideOf(trx: Db, moment: string) {
  const { rows } = await sql<{ ord: number; m2: number; widthM: number }>`
    with parents as (
      select code, geom from area_drafts where sound and feature is not null
      union all
      select a.code, v.geom from areas_at(${moment}) v join areas a on a.id = v.area_id
      where a.code not in (select code from area_drafts)
    )
    , beyond as materialized (
      select d.ord, ST_CollectionExtract(ST_Difference(d.geom, p.geom), 3) as geom
      from area_drafts d join parents p on p.code = d.parent
      where d.sound and not ST_Covers(p.geom, d.geom)
    )
    select ord, ST_Area(geom::geography) as m2, ${meanWidth(sql`geom`)} as "widthM" from beyond`.execute(
    trx,
  );
  return rows;
}

/** Areas on record that stay, whose parent changes and no longer holds them. */
async function leftOutside(trx: Db, moment: string): Promise<TreeFacts[]> {
  const { rows } = await sql<{
    code: string;
    level: Level;
    parent: string;
    parentLevel: Level;
    areaM2: number;
    outsideM2: number;
    outsideWidthM: number;
  }>`
    select c.code, v.level, d.code as parent, d.level as "parentLevel", ST_Area(v.geom::geography) as "areaM2",
      ST_Area(ST_CollectionExtract(ST_Difference(v.geom, d.geom), 3)::geography) as "outsideM2",
      ${meanWidth(sql`ST_CollectionExtract(ST_Difference(v.geom, d.geom), 3)`)} as "outsideWidthM"
    from area_drafts d
    join areas p on p.code = d.code
    join areas_at(${moment}) v on v.parent_id = p.id
    join areas c on c.id = v.area_id
    where d.sound and d.feature is not null and d.state = 'changed' and not ST_Covers(d.geom, v.geom)
      and c.code not in (select code from area_drafts) and c.id not in (select area_id from area_closing)`.execute(
    trx,
  );
  return rows.map((row) => ({
    ...row,
    feature: null,
    parentInFile: true,
    invalid: null,
    known: null,
    overlaps: [],
    changes: false,
    made: false,
    latestMs: null,
  }));
}
