import { sql } from 'kysely';
import { WARNING_LEVELS, type WarningRate } from '../../contract/warnings/warning.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export type WarningCounts = Omit<WarningRate, 'falseShare'>;

/**
 * Warnings an area and each area right below it had a month, by the run that first found them, in [fromMs, toMs). A warning counts where its own area lies:
 * one that spans several areas counts for the area above them only.
 */
export async function countWarnings(
  db: Db,
  { areaId, fromMs, toMs }: { areaId: number; fromMs: number; toMs: number },
): Promise<WarningCounts[]> {
  const counted = (condition: ReturnType<typeof sql>) =>
    sql`(count(*) filter (where ${condition}))::int`;
  const { rows } = await sql<WarningCounts>`
    with units as (
      select a.area_id, a.name, a.time_zone, a.area_id = ${areaId} as whole
      from areas_at(${iso(toMs)}::timestamptz) a where a.area_id = ${areaId} or a.parent_id = ${areaId}
    ), placed as (
      select u.area_id, below.id from units u
      cross join lateral area_subtree(u.area_id, ${iso(fromMs)}::timestamptz, ${iso(toMs)}::timestamptz) as below (id)
    )
    select u.area_id as "areaId", u.name as "areaName",
      to_char(w.found_from at time zone u.time_zone, 'YYYY-MM') as month, count(*)::int as raised,
      ${counted(sql`w.verdict = 'real'`)} as real, ${counted(sql`w.verdict = 'false'`)} as "false",
      ${counted(sql`w.verdict = 'unclear'`)} as unclear,
      json_build_object(${sql.join(
        WARNING_LEVELS.flatMap((level) => [
          sql`${sql.lit(level)}`,
          counted(sql`w.peak = ${sql.lit(level)}`),
        ]),
      )}) as "byPeak"
    from units u
    join placed p on p.area_id = u.area_id
    join warnings w on w.area_id = p.id and w.found_from >= ${iso(fromMs)} and w.found_from < ${iso(toMs)}
      and w.merged_into is null
    group by u.area_id, u.name, u.whole, month
    order by u.whole desc, u.area_id, month`.execute(db);
  return rows;
}
