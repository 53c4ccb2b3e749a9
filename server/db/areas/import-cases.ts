import { sql } from 'kysely';
import type { AreaImportReport } from '../../contract/areas/area-import.ts';
import type { Db } from '../store/open.ts';
import { lowestFirst } from './lowest-first.ts';

/**
 * How many open cases would lie elsewhere if the areas were at once what `area_drafts` and `area_closing` make of them, by the rule of
 * `layAnew`; and of these how many come to another level, and to a grid that nobody has at `from`.
 */
export async function casesMovedByImport(
  trx: Db,
  from: Date,
): Promise<AreaImportReport['touched']['cases']> {
  const moment = from.toISOString();
  const { rows } = await sql<AreaImportReport['touched']['cases']>`
    with recursive drafts as materialized (
      select d.code, d.level, d.parent, d.geom, a.id from area_drafts d left join areas a on a.code = d.code
      where d.sound and d.state <> 'unchanged'
    ), lying as materialized (
      select a.code, v.level, p.code as parent, v.geom, a.id
      from areas_at(${moment}::timestamptz) v join areas a on a.id = v.area_id left join areas p on p.id = v.parent_id
      where a.code not in (select code from drafts) and a.id not in (select area_id from area_closing)
      union all select code, level, parent, geom, id from drafts
    ), looked as materialized (
      select c.id, c.position, c.area_ids, c.levels from cases c
      where c.ended_at is null and (
        c.area_ids && array(select id from drafts where id is not null union all select area_id from area_closing)
        or exists (select from drafts d where d.geom && c.position and ST_Covers(d.geom, c.position)))
    ), ladder as (
      select c.id, t.code, t.level, t.parent, t.id as area_id, 1 as n
      from looked c cross join lateral (
        select t.* from lying t where t.geom && c.position and ST_Covers(t.geom, c.position)
        order by ${lowestFirst('t.level')},
          t.id is distinct from c.area_ids[1], t.id
        limit 1) t
      union all
      select l.id, t.code, t.level, t.parent, t.id, l.n + 1 from ladder l join lying t on t.code = l.parent
    ), placed as (
      select id, array_agg(coalesce(area_id, 0) order by n) as area_ids, (array_agg(level order by n))[1] as level,
        (array_agg(area_id order by n))[1] as lowest
      from ladder group by id
    )
    select count(*)::int as moved, (count(*) filter (where p.level <> c.levels[1]))::int as "otherLevel",
      (count(*) filter (where p.level = 'grid' and not exists (
        select from officer_assignments o where o.area_id = p.lowest and o.valid_from <= ${moment}
          and (o.valid_to is null or o.valid_to > ${moment}))))::int as "withoutOfficer"
    from placed p join looked c on c.id = p.id where p.area_ids <> c.area_ids`.execute(trx);
  return rows[0]!;
}
