import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import type { Report } from '../../contract/reports/report.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface ReportedArea {
  id: number;
  code: string;
  name: string;
  level: Level;
  timeZone: string;
  /** Level of the areas right below it; null where there are none. */
  below: Level | null;
}

/** An area as it is called at a moment (Unix ms), else as it was last; undefined where there is none. */
export async function reportedArea(
  db: Db,
  areaId: number,
  at: number,
): Promise<ReportedArea | undefined> {
  const { rows } = await sql<ReportedArea>`
    select v.area_id as id, n.code, v.name, v.level, v.time_zone as "timeZone",
      (select c.level from areas_at(${iso(at)}::timestamptz) c where c.parent_id = v.area_id limit 1) as below
    from area_versions v join areas n on n.id = v.area_id where v.area_id = ${areaId}
    order by (valid_from <= ${iso(at)} and (valid_to is null or ${iso(at)} < valid_to)) desc, version desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** Incidents of an area by category: those that began on local days from `from` to before `to`, and how many from `before` to before `from`. */
export async function incidentCounts(
  db: Db,
  asked: { areaId: number; timeZone: string; before: string; from: string; to: string },
): Promise<Report['incidents']> {
  const [before, from, to] = [asked.before, asked.from, asked.to].map(
    (day) => sql`(${day}::timestamp at time zone ${asked.timeZone})`,
  ) as [ReturnType<typeof sql>, ReturnType<typeof sql>, ReturnType<typeof sql>];
  const counted = (condition: ReturnType<typeof sql>) =>
    sql`(count(*) filter (where ${condition}))::int`;
  const { rows } = await sql<Report['incidents'][number]>`
    select i.category, c.name_zh as "nameZh", c.name_en as "nameEn",
      ${counted(sql`i.occurred_from >= ${from} and i.found_by = 'reported'`)} as reported,
      ${counted(sql`i.occurred_from >= ${from} and i.found_by = 'detected'`)} as detected,
      ${counted(sql`i.occurred_from >= ${from} and i.severity in ('serious', 'severe')`)} as severe,
      ${counted(sql`i.occurred_from < ${from}`)} as before
    from incidents i join incident_categories c on c.code = i.category
    where i.occurred_from >= ${before} and i.occurred_from < ${to}
      and i.grid_id in (select area_subtree(${asked.areaId}::bigint, ${before}, ${to}))
    group by i.category, c.name_zh, c.name_en
    order by count(*) filter (where i.occurred_from >= ${from}) desc, i.category`.execute(db);
  return rows;
}
