import { sql } from 'kysely';
import { SESSION_MAX_MS } from '../../contract/fixes/fix.ts';
import type { WalkedShare } from '../../domain/days/credit-grid.ts';
import { askAllFixes } from '../fixes/cold/all-fixes.ts';
import { TAKEN_AT } from '../fixes/taken-at.ts';
import { nameDaysOfPatrol } from '../queue/rollup-jobs.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { nameForRecognition } from './declared.ts';

/** Puts a guessed end on record while it is a guess still, names the patrol for judgement and what lies behind it for recognition. */
export async function setPatrolEnd(
  db: Db,
  patrol: { officerId: number; id: number; startMs: number; endMs: number; untilMs: number },
  dueAt: number,
): Promise<void> {
  const { officerId, id } = patrol;
  await inTransaction(db, async (trx) => {
    await nameDaysOfPatrol(trx, { officerId, patrolId: id, dueAt });
    await sql`
      with settled as (
        update patrols set end_time = ${iso(Math.max(patrol.endMs, patrol.startMs))}
        where officer_id = ${officerId} and id = ${id} and guessed_until = ${iso(patrol.untilMs)}
        returning officer_id, id
      )
      ${verdictJobs.name(sql`select officer_id, id from settled`, dueAt)}`.execute(trx);
    await nameForRecognition(trx, officerId, { fromMs: patrol.startMs, toMs: patrol.untilMs });
  });
}

/** Credits a patrol to a grid, its declared one kept, and names the days of both. */
export async function setPatrolGrid(
  db: Db,
  { officerId, id, gridId }: { officerId: number; id: number; gridId: number },
  dueAt: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await nameDaysOfPatrol(trx, { officerId, patrolId: id, dueAt });
    await sql`
      update patrols set grid_id = ${gridId},
        declared_grid_id = nullif(coalesce(declared_grid_id, grid_id), ${gridId}::bigint)
      where officer_id = ${officerId} and id = ${id} and grid_id <> ${gridId}`.execute(trx);
    await nameDaysOfPatrol(trx, { officerId, patrolId: id, dueAt });
  });
}

/** In which grids the unmarked fixes of a patrol lie, what the officer has to do with each, and how many fixes there are. */
export async function walkedShares(
  db: Db,
  patrol: { officerId: number; startMs: number; endMs: number },
  timeZone: string,
): Promise<{ shares: WalkedShare[]; all: number }> {
  const { officerId, startMs, endMs } = patrol;
  const start = sql`${iso(startMs)}::timestamptz`;
  const handhelds = sql`select handheld_id from handheld_assignments where officer_id = ${officerId}`;
  const span = { handhelds, fromMs: startMs, toMs: endMs, cells: true };
  const { rows } = await askAllFixes(db, span, (from, fixes) =>
    sql<Omit<WalkedShare, 'gridId'> & { gridId: number | null }>`
    with walked as (
      select f.cell, (array_agg(f.position))[1] as position, count(*)::int as fixes
      from handheld_assignments a
      join (select f.handheld_id, f.session, f.cell, f.position, f.marks, ${TAKEN_AT} as at from ${fixes} f) f
        on f.handheld_id = a.handheld_id and f.session between ${iso(startMs - SESSION_MAX_MS)} and ${iso(endMs + SESSION_MAX_MS)}
        and f.at between ${start} and ${iso(endMs)} and f.marks = 0
        and a.valid_from <= f.at and (a.valid_to is null or f.at < a.valid_to)
      where a.officer_id = ${officerId}
      group by f.cell
    ), held as (
      select oa.officer_id, oa.area_id from officer_assignments oa
      where oa.valid_from <= ${start} and (oa.valid_to is null or ${start} < oa.valid_to)
    ), owed as (
      select area_id from held where officer_id = ${officerId}
      union
      select h.area_id from officer_leave l join held h on h.officer_id = l.officer_id
      where l.substitute_id = ${officerId} and (${start} at time zone ${timeZone})::date between l.first_day and l.last_day
    )
    select g.area_id as "gridId", sum(w.fixes)::int as fixes, g.area_id in (select area_id from owed) as owed,
      exists (select from held h cross join lateral area_placement(h.area_id, ${start}) o
        cross join lateral area_placement(g.area_id, ${start}) p
        where h.officer_id = ${officerId} and p.town_id is not distinct from o.town_id
          and p.district_id is not distinct from o.district_id) as near
    from walked w
    left join areas_at(${start}) g on g.level = 'grid' and g.geom && w.position and ST_Covers(g.geom, w.position)
    group by g.area_id`.execute(from),
  );
  return {
    shares: rows.filter((row): row is WalkedShare => row.gridId !== null),
    all: rows.reduce((sum, { fixes }) => sum + fixes, 0),
  };
}
