import { sql } from 'kysely';
import type { AreaImportOptions } from '../../contract/areas/area-import.ts';
import type { Db } from '../store/open.ts';
import { isBeyond } from './import-facts.ts';

/**
 * Notes in `area_drafts.begins` since when areas hold that were never on record: from `firstFrom` on, but from `from` on where another of their level
 * held ground of theirs before, which goes on being judged by that one; and nothing before what it hangs under.
 */
export async function findBegins(
  trx: Db,
  { firstFrom, from }: { from: Date; firstFrom: Date },
  tolerance: AreaImportOptions,
): Promise<void> {
  const moment = from.toISOString();
  await sql`
    with recursive created as materialized (
      select d.ord, d.code, d.parent, d.level, d.geom from area_drafts d where d.state = 'created' and d.sound
    ), shared as materialized (
      select c.ord, ST_CollectionExtract(ST_Intersection(c.geom, v.geom), 3) as part,
        least(ST_Area(c.geom::geography), ST_Area(v.geom::geography)) as whole
      from created c join area_versions v on v.geom && c.geom and v.level = c.level and v.valid_from < ${moment}
    ), taken as (
      select distinct ord from shared
      where ${isBeyond(sql`part`, sql`whole`, tolerance)}
    ), own as (
      select c.ord, c.code, c.parent, greatest(
        case when c.ord in (select ord from taken) then ${moment}::timestamptz else ${firstFrom.toISOString()}::timestamptz end,
        (select min(v.valid_from) from areas a join area_versions v on v.area_id = a.id where a.code = c.parent)) as begins
      from created c
    ), down as (
      select o.ord, o.code, o.begins from own o
      union
      select o.ord, o.code, greatest(o.begins, d.begins) from down d join own o on o.parent = d.code
    )
    update area_drafts a set begins = least(m.latest, ${moment}::timestamptz)
    from (select ord, max(begins) as latest from down group by ord) m where m.ord = a.ord`.execute(
    trx,
  );
}
