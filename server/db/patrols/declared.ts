import { sql } from 'kysely';
import { DAY_MS } from '../../contract/units.ts';
import type { DeclaredChanges, DeclaredOnRecord } from '../../domain/days/reconcile-declared.ts';
import { nameDaysOfPatrol } from '../queue/rollup-jobs.ts';
import { verdictJobs } from '../queue/verdict-jobs.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { withdrawPatrol } from './withdrawn-patrols.ts';

/** An officer's declared patrols on record that began between two moments, Unix ms. */
export async function declaredOnRecord(
  db: Db,
  officerId: number,
  fromMs: number,
  toMs: number,
): Promise<DeclaredOnRecord[]> {
  const { rows } = await sql<DeclaredOnRecord>`
    select id, coalesce(declared_grid_id, grid_id) as "gridId", round(date_part('epoch', start_time) * 1000) as "startMs",
      round(date_part('epoch', end_time) * 1000) as "endMs", round(date_part('epoch', guessed_until) * 1000) as "guessedUntilMs"
    from patrols
    where officer_id = ${officerId} and origin = 'declared' and start_time between ${iso(fromMs)} and ${iso(toMs)}`.execute(
    db,
  );
  return rows;
}

/** Puts changes on record, names what changed for judgement, due at `dueAt` (Unix ms); says whether anything did. Within a commit. */
export async function applyDeclared(
  db: Db,
  officerId: number,
  { added, moved, withdrawn }: DeclaredChanges,
  dueAt: number,
): Promise<boolean> {
  for (const { id } of withdrawn) await withdrawPatrol(db, { officerId, id }, dueAt);
  for (const patrol of moved) {
    await nameDaysOfPatrol(db, { officerId, patrolId: patrol.id, dueAt });
    await sql`
      update patrols set start_time = ${iso(patrol.startMs)}, end_time = ${isoOrNull(patrol.endMs)},
        guessed_until = ${isoOrNull(patrol.guessedUntilMs)}, grid_id = ${patrol.gridId}, declared_grid_id = null
      where officer_id = ${officerId} and id = ${patrol.id}`.execute(db);
  }
  for (const patrol of added)
    await sql`
      insert into patrols (officer_id, grid_id, origin, start_time, end_time, guessed_until)
      values (${officerId}, ${patrol.gridId}, 'declared', ${iso(patrol.startMs)}, ${isoOrNull(patrol.endMs)},
        ${isoOrNull(patrol.guessedUntilMs)})`.execute(db);
  const put = [...moved, ...added];
  if (put.length === 0) return withdrawn.length > 0;
  const starts = put.map(({ startMs }) => iso(startMs));
  const ended = sql`
    select officer_id, id from patrols
    where officer_id = ${officerId} and origin = 'declared' and start_time = any(${starts}::timestamptz[])
      and end_time is not null`;
  await verdictJobs.name(ended, dueAt).execute(db);
  await withdrawRecognised(db, officerId, starts, dueAt);
  return true;
}

/** What was recognised before its presses came is what was declared. */
async function withdrawRecognised(db: Db, officerId: number, starts: string[], dueAt: number) {
  const { rows } = await sql<{ id: number }>`
    select r.id from patrols r where r.officer_id = ${officerId} and r.origin = 'recognised' and exists (
      select from patrols p where p.officer_id = r.officer_id and p.origin = 'declared'
        and p.start_time = any(${starts}::timestamptz[]) and p.guessed_until is null
        and p.start_time < r.end_time and (p.end_time is null or p.end_time > r.start_time))`.execute(
    db,
  );
  for (const { id } of rows) await withdrawPatrol(db, { officerId, id }, dueAt);
}

const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));

/** Officers with a patrol under way that began no later than `beforeMs`, and when. Unix ms. */
export async function forgottenPatrols(
  db: Db,
  beforeMs: number,
): Promise<{ officerId: number; startMs: number }[]> {
  const { rows } = await sql<{ officerId: number; startMs: number }>`
    select officer_id as "officerId", round(date_part('epoch', start_time) * 1000) as "startMs" from patrols
    where origin = 'declared' and end_time is null and start_time <= ${iso(beforeMs)}`.execute(db);
  return rows;
}

/** Names the days (UTC) of a time of an officer, to be looked at again for patrols nobody declared. */
export async function nameForRecognition(
  db: Db,
  officerId: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<void> {
  const days = Math.floor(toMs / DAY_MS) - Math.floor(fromMs / DAY_MS) + 1;
  await sql`
    insert into recognition_jobs (officer_id, day)
    select ${officerId}, (${iso(fromMs)}::timestamptz at time zone 'UTC')::date + d from generate_series(0, ${days - 1}::int) d
    on conflict do nothing`.execute(db);
}
