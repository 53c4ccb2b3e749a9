import { sql } from 'kysely';
import type { PatrolHead } from '../../contract/patrols/day-standings.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** What stands of every patrol of an area that started within [fromMs, toMs), newest first. */
export async function patrolHeads(
  db: Db,
  { areaId, fromMs, toMs }: { areaId: number; fromMs: number; toMs: number },
): Promise<PatrolHead[]> {
  const [from, to] = [iso(fromMs), iso(toMs)];
  const { rows } = await sql<PatrolHead>`
    select p.grid_id as "gridId", coalesce(d.outcome, v.outcome) as outcome, p.end_time is null as "isOpen"
    from patrols p
    left join lateral (
      select outcome from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by version desc limit 1
    ) v on true
    left join lateral standing_decision(p.officer_id, p.id) d on true
    where p.start_time >= ${from} and p.start_time < ${to}
      and p.grid_id in (select area_subtree(${areaId}::bigint, ${from}::timestamptz, ${to}::timestamptz))
    order by p.start_time desc, p.id desc`.execute(db);
  return rows;
}
