import { type RawBuilder, sql } from 'kysely';
import type { Healed } from '../../contract/areas/area-import.ts';
import type { Db } from '../store/open.ts';
import { meanWidth } from './import-facts.ts';

/**
 * Closes slivers between siblings in `area_drafts` that are at most `widthM` metres wide: a strip two share goes to the one that is first
 * in the file (before all of them to one on record that stays), a strip that is nobody's to the first draft beside it.
 * Returns how many and how much ground, m².
 */
export async function healSlivers(trx: Db, from: Date, widthM: number): Promise<Healed> {
  const moment = from.toISOString();
  const overlaps = await dropOverlaps(trx, moment, widthM);
  const gaps = await fillGaps(trx, moment, widthM);
  return {
    ...{ overlaps: overlaps.count, overlapM2: overlaps.m2 },
    ...{ gaps: gaps.count, gapM2: gaps.m2 },
  };
}

interface Strips {
  count: number;
  m2: number;
}

/** Areas on record that lie beside drafts and stay as they are, by the code of their parent. */
const stays = (moment: string) => sql`
  select p.code as parent, v.geom
  from areas_at(${moment}) v join areas c on c.id = v.area_id join areas p on p.id = v.parent_id
  where p.code in (select parent from area_drafts) and c.code not in (select code from area_drafts)
    and c.id not in (select area_id from area_closing) and not ST_IsEmpty(v.geom)`;

async function dropOverlaps(trx: Db, moment: string, widthM: number): Promise<Strips> {
  const { rows } = await sql<Strips>`
    with shared as materialized (
      select ord, ST_CollectionExtract(ST_Intersection(one, other), 3) as geom from (
        select a.ord, a.geom as one, b.geom as other
        from area_drafts a join area_drafts b on a.geom && b.geom and b.ord < a.ord and a.parent = b.parent
        where a.sound and b.sound
        union all
        select d.ord, d.geom, s.geom
        from area_drafts d join (${stays(moment)}) s on s.geom && d.geom and s.parent = d.parent
        where d.sound
      ) pairs
    ), thin as materialized (
      select ord, geom from shared where not ST_IsEmpty(geom) and ${meanWidth(sql`geom`)} <= ${widthM}
    ), healed as (
      update area_drafts d set geom = ST_Multi(ST_CollectionExtract(ST_Difference(d.geom, t.geom), 3))
      from (select ord, ST_Union(geom) as geom from thin group by ord) t
      where t.ord = d.ord and not ST_IsEmpty(ST_Difference(d.geom, t.geom))
    )
    select count(*)::int as count, coalesce(sum(ST_Area(geom::geography)), 0) as m2 from thin`.execute(
    trx,
  );
  return rows[0]!;
}

/** Metres a degree, of latitude, and of longitude at the equator. */
const M_PER_DEG = 111_320;
/** Corners stay corners, so that growing and shrinking leaves nothing else behind. */
const SHARP = 'join=mitre mitre_limit=5';
/** Less than this is what arithmetic leaves, m². */
const NOTHING_M2 = 0.5;

/**
 * Gaps are what siblings cover after growing by half the width and shrinking again, and did not before. Every place in them goes to the first
 * draft that it is within the width of.
 */
async function fillGaps(trx: Db, moment: string, widthM: number): Promise<Strips> {
  const grown = (geom: RawBuilder<unknown>, metres: number, how: string) =>
    sql`ST_Buffer(${geom}, ${metres}::float8, ${how}::text)`;
  const scaled = (geom: RawBuilder<unknown>) => sql`ST_Scale(${geom}, kx, ${M_PER_DEG}::float8)`;
  const back = (geom: RawBuilder<unknown>) =>
    sql`ST_Scale(${geom}, 1 / kx, 1 / ${M_PER_DEG}::float8)`;
  const { rows } = await sql<Strips>`
    with covered as materialized (
      select parent, ST_Union(geom) as geom,
        ${M_PER_DEG}::float8 * cos(radians((ST_YMin(ST_Extent(geom)) + ST_YMax(ST_Extent(geom))) / 2)) as kx
      from (
        select parent, geom from area_drafts where sound and parent is not null
        union all ${stays(moment)}
      ) sibling group by parent
    ), open as (
      select parent, kx, ST_Difference(${back(grown(grown(scaled(sql`geom`), widthM / 2, SHARP), -widthM / 2, SHARP))}, geom) as gap
      from covered
    ), held as materialized (
      select o.parent, o.kx, coalesce(ST_Intersection(o.gap, g.geom), o.gap) as gap
      from open o left join lateral (
        select d.geom from area_drafts d where d.code = o.parent and d.sound
        union all
        select v.geom from areas a join areas_at(${moment}) v on v.area_id = a.id
        where a.code = o.parent and not ST_IsEmpty(v.geom)
        limit 1
      ) g on true
    ), reach as materialized (
      select d.ord, d.parent, ST_Intersection(h.gap, ${back(grown(scaled(sql`d.geom`), widthM, 'quad_segs=2'))}) as geom
      from held h join area_drafts d on d.parent = h.parent and d.sound where not ST_IsEmpty(h.gap)
    ), pieces as materialized (
      select ord, (ST_Dump(ST_CollectionExtract(rest, 3))).geom as geom from (
        select a.ord, coalesce(ST_Difference(a.geom, (
          select ST_Union(b.geom) from reach b where b.parent = a.parent and b.ord < a.ord and b.geom && a.geom)), a.geom) as rest
        from reach a where not ST_IsEmpty(a.geom)
      ) r
    ), given as materialized (
      select ord, geom from pieces where ST_Area(geom::geography) > ${NOTHING_M2}
    ), healed as (
      update area_drafts d set geom = ST_Multi(ST_CollectionExtract(ST_Union(d.geom, t.geom), 3))
      from (select ord, ST_Union(geom) as geom from given group by ord) t
      where t.ord = d.ord
    )
    select count(*)::int as count, coalesce(sum(ST_Area(geom::geography)), 0) as m2 from given`.execute(
    trx,
  );
  return rows[0]!;
}
