import { sql } from 'kysely';
import { type IncidentColumns, SEVERITIES } from '../../contract/incidents/incident.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

type Flat = Omit<IncidentColumns, 'cut' | 'from'>;

/** Incidents that began in [fromMs, toMs) in grids within an area, by columns, newest first. */
export async function incidentColumns(
  db: Db,
  { within, fromMs, toMs, limit }: { within: number; fromMs: number; toMs: number; limit: number },
): Promise<IncidentColumns> {
  const [from, to] = [iso(fromMs), iso(toMs)];
  const column = (value: ReturnType<typeof sql>) =>
    sql`coalesce(json_agg(${value} order by occurred_from desc, id), '[]')`;
  const { rows } = await sql<Flat>`
    with found as materialized (
      select id, category, severity, found_by, position, occurred_from, grid_id from incidents
      where occurred_from >= ${from} and occurred_from < ${to}
        and grid_id in (select area_subtree(${within}::bigint, ${from}::timestamptz, ${to}::timestamptz))
      order by occurred_from desc, id limit ${limit + 1}
    ), codes as (
      select category, (row_number() over (order by category))::int - 1 as n from found group by category
    )
    select (select coalesce(json_agg(category order by n), '[]') from codes) as categories,
      ${column(sql`id`)} as id,
      ${column(sql`floor(extract(epoch from occurred_from - ${from}::timestamptz))::float8`)} as seconds,
      ${column(sql`n`)} as category,
      ${column(sql`array_position(array[${sql.join(SEVERITIES.map((one) => sql.lit(one)))}], severity) - 1`)} as severity,
      ${column(sql`(found_by = 'detected')::int`)} as detected,
      ${column(sql`round(ST_X(position) * 1e6)::int`)} as "lngE6",
      ${column(sql`round(ST_Y(position) * 1e6)::int`)} as "latE6",
      ${column(sql`grid_id`)} as "gridId"
    from found join codes using (category)`.execute(db);
  const columns = rows[0]!;
  const cut = columns.id.length > limit;
  if (cut)
    for (const values of Object.values(columns))
      if (values !== columns.categories) values.length = limit;
  return { from, cut, ...columns };
}
