import { sql } from 'kysely';
import type { DayRecord } from '../../contract/metrics/day.ts';
import type { Db } from '../store/open.ts';
import type { RollupRange } from './metric-groups.ts';
import { inForce } from './metric-groups.ts';

/** Day verdicts with the patrols they rest on, by day, grid and officer: at most `limit`. */
export async function listDays(
  db: Db,
  query: RollupRange & { officerId?: number; gridId?: number; limit: number },
): Promise<DayRecord[]> {
  const { rows } = await sql<DayRecord>`
    select r.day::text, r.officer_id as "officerId", r.grid_id as "gridId", r.norm_id as "normId",
      r.norm_version as "normVersion", r.edition, r.patrols_required as "patrolsRequired", r.patrols_done as "patrolsDone",
      v.verdict
    from day_rollups r
    join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id and v.day = r.day and v.edition = r.edition
    where ${inForce(query)}
      ${query.officerId === undefined ? sql`` : sql`and r.officer_id = ${query.officerId}`}
      ${query.gridId === undefined ? sql`` : sql`and r.grid_id = ${query.gridId}`}
    order by r.day, r.grid_id, r.officer_id
    limit ${query.limit}`.execute(db);
  return rows;
}
