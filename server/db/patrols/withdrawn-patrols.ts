import { sql } from 'kysely';
import { nameDaysOfPatrol } from '../queue/rollup-jobs.ts';
import type { Db } from '../store/open.ts';

/**
 * Takes a patrol that no longer follows from what is on record out of all that is asked for, with its verdicts and objections, which are kept
 * as they were; names the days that counted it, due at `dueAt` (Unix ms). Its fixes stay.
 */
export async function withdrawPatrol(
  db: Db,
  { officerId, id }: { officerId: number; id: number },
  dueAt: number,
): Promise<void> {
  await nameDaysOfPatrol(db, { officerId, patrolId: id, dueAt });
  await sql`
    insert into withdrawn_patrols (officer_id, patrol_id, body)
    select p.officer_id, p.id, jsonb_build_object('patrol', to_jsonb(p),
      'verdicts', (select coalesce(jsonb_agg(to_jsonb(v) order by v.version), '[]') from verdicts v
        where v.officer_id = p.officer_id and v.patrol_id = p.id),
      'contests', (select coalesce(jsonb_agg(to_jsonb(c) order by c.id), '[]') from contests c
        where c.officer_id = p.officer_id and c.patrol_id = p.id))
    from patrols p where p.officer_id = ${officerId} and p.id = ${id}`.execute(db);
  for (const table of ['verdict_jobs', 'patrol_tracks', 'contests', 'verdicts'])
    await sql`delete from ${sql.table(table)} where officer_id = ${officerId} and patrol_id = ${id}`.execute(
      db,
    );
  await sql`delete from patrols where officer_id = ${officerId} and id = ${id}`.execute(db);
}
