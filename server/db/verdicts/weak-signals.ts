import { sql } from 'kysely';
import type { WeakPatrol } from '../../contract/patrols/over-time.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { JUDGED, OUTCOME } from './judged.ts';

export interface WeakPatrolOf extends WeakPatrol {
  officerId: number;
  officerName: string;
}

/**
 * Judged patrols begun between two moments (Unix ms) of officers who had a weak signal in any of them, with those of each latest verdict; of
 * grids within an area, or of one officer. What people decided a patrol to be otherwise than judged has no weak signals.
 */
export async function readWeakPatrols(
  db: Db,
  {
    fromMs,
    toMs,
    ...of
  }: { fromMs: number; toMs: number } & ({ areaId: number } | { officerId: number }),
): Promise<WeakPatrolOf[]> {
  const [since, until] = [iso(fromMs), iso(toMs)];
  const whose =
    'areaId' in of
      ? sql`p.grid_id in (select area_subtree(${of.areaId}::bigint, ${since}::timestamptz, ${until}::timestamptz))`
      : sql`p.officer_id = ${of.officerId}`;
  const { rows } = await sql<WeakPatrolOf>`
    with shown as materialized (
      select distinct p.officer_id
      from verdicts w join patrols p on p.officer_id = w.officer_id and p.id = w.patrol_id
      where w.weak <> '{}' and p.start_time >= ${since} and p.start_time < ${until} and ${whose}
    )
    select p.officer_id as "officerId", o.name as "officerName", p.id as "patrolId", ${utc('p.start_time')} as "startTime",
      g.name as "gridName", ${OUTCOME} as outcome,
      case when d.outcome is null or d.outcome = v.outcome then v.weak else '{}' end as signals
    from shown s
    join patrols p on p.officer_id = s.officer_id and p.start_time >= ${since} and p.start_time < ${until} and ${whose}
    join officers o on o.id = p.officer_id
    join areas_at(p.start_time) g on g.area_id = p.grid_id
    ${JUDGED}
    order by p.officer_id, p.start_time, p.id`.execute(db);
  return rows;
}
