import { sql } from 'kysely';
import type { PatrolHead } from '../../contract/patrols/day-standings.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { JUDGED_OR_NOT, OUTCOME } from '../verdicts/judged.ts';

/** What stands of every patrol of an area that started within [fromMs, toMs), newest first. */
export async function patrolHeads(
  db: Db,
  { areaId, fromMs, toMs }: { areaId: number; fromMs: number; toMs: number },
): Promise<PatrolHead[]> {
  const [from, to] = [iso(fromMs), iso(toMs)];
  const { rows } = await sql<PatrolHead>`
    select p.grid_id as "gridId", ${OUTCOME} as outcome, p.end_time is null as "isOpen"
    from patrols p
    ${JUDGED_OR_NOT}
    where p.start_time >= ${from} and p.start_time < ${to}
      and p.grid_id in (select area_subtree(${areaId}::bigint, ${from}::timestamptz, ${to}::timestamptz))
    order by p.start_time desc, p.id desc`.execute(db);
  return rows;
}
