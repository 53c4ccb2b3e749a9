import { sql } from 'kysely';
import type { Verdict } from '../../contract/patrols/verdict.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { JUDGED } from './judged.ts';

export interface JudgedPatrol {
  officerId: number;
  officerName: string;
  patrolId: number;
  gridName: string;
  startTime: string;
}

/** Judged patrols of an area's grids that began on local days, from `from` to before `to`, by start. */
export async function listJudgedPatrols(
  db: Db,
  { areaId, from, to }: { areaId: number; from: string; to: string },
): Promise<JudgedPatrol[]> {
  const at = (day: string) =>
    sql`(${day}::timestamp at time zone area_time_zone(${areaId}::bigint, ${day}::timestamp at time zone 'UTC'))`;
  const { rows } = await sql<JudgedPatrol>`
    select p.officer_id as "officerId", o.name as "officerName", p.id as "patrolId", g.name as "gridName",
      ${utc('p.start_time')} as "startTime"
    from patrols p
    join officers o on o.id = p.officer_id
    join areas_at(p.start_time) g on g.area_id = p.grid_id
    where p.start_time >= ${at(from)} and p.start_time < ${at(to)}
      and p.grid_id in (select area_subtree(${areaId}::bigint, ${at(from)}, ${at(to)}))
      and exists (select from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id)
    order by p.start_time, p.officer_id, p.id`.execute(db);
  return rows;
}

/** The verdict in force over a patrol, and whether people decided over it. */
export async function readVerdictInForce(
  db: Db,
  { officerId, patrolId }: Pick<JudgedPatrol, 'officerId' | 'patrolId'>,
): Promise<{ verdict: Verdict; decided: boolean }> {
  const { rows } = await sql<{ verdict: Verdict; decided: boolean }>`
    select v.body as verdict, d.outcome is not null as decided
    from patrols p ${JUDGED}
    where p.officer_id = ${officerId} and p.id = ${patrolId}`.execute(db);
  return rows[0]!;
}
