import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import type { FixRow } from './columns.ts';

/** Keeps fixes of moments at which nobody carried the handheld, apart from all others. Says of each whether it is new. */
export async function keepOrphans(db: Db, rows: readonly FixRow[]): Promise<boolean[]> {
  const { rows: kept } = await sql<{ name: string }>`
    insert into orphan_fixes (handheld_id, session, seq, device_time, receive_time, body)
    select (o ->> 'handheldId')::int, to_timestamp((o ->> 'session')::float8 / 1e3), (o ->> 'seq')::int,
      to_timestamp((o ->> 't')::float8 / 1e3), to_timestamp((o ->> 'receivedMs')::float8 / 1e3), o
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as o
    on conflict do nothing
    returning handheld_id || '/' || (body ->> 'session') || '/' || seq || '/' || (body ->> 't') as name`.execute(
    db,
  );
  const names = new Set(kept.map(({ name }) => name));
  return rows.map((row) => names.delete(`${row.handheldId}/${row.session}/${row.seq}/${row.t}`));
}

/** Fixes kept apart of moments at which somebody carried the handheld by now, at most `limit`, handheld by handheld. */
export async function ownedOrphans(db: Db, limit: number): Promise<FixRow[]> {
  const { rows } = await sql<{ body: FixRow }>`
    select o.body from orphan_fixes o
    where exists (
      select from handheld_assignments a where a.handheld_id = o.handheld_id
        and a.valid_from <= o.device_time and (a.valid_to is null or o.device_time < a.valid_to))
    order by o.handheld_id, o.session, o.seq, o.device_time limit ${limit}`.execute(db);
  return rows.map(({ body }) => body);
}

/** Takes fixes out that are kept apart no longer. */
export async function releaseOrphans(db: Db, rows: readonly FixRow[]): Promise<void> {
  await sql`
    delete from orphan_fixes f using jsonb_array_elements(${JSON.stringify(
      rows.map(({ handheldId, session, seq, t }) => ({ handheldId, session, seq, t })),
    )}::jsonb) as o
    where f.handheld_id = (o ->> 'handheldId')::int and f.session = to_timestamp((o ->> 'session')::float8 / 1e3)
      and f.seq = (o ->> 'seq')::int and f.device_time = to_timestamp((o ->> 't')::float8 / 1e3)`.execute(
    db,
  );
}

/** Drops what came before a moment (Unix ms) and belongs to nobody still; returns how many there were. */
export async function dropOrphansBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql<{ handheld_id: number }>`
    delete from orphan_fixes where receive_time < ${iso(beforeMs)} returning handheld_id`.execute(
    db,
  );
  return rows.length;
}
