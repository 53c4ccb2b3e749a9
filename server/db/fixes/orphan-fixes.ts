import { sql } from 'kysely';
import { isHeld } from '../people/is-held.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import type { FixRow } from './columns.ts';
import { type FixFigures, rowsOf } from './figures.ts';
import { storeByName } from './own-names.ts';

/** A fix kept apart, and the moment by which it is asked whose it is, its clock put right, Unix ms. */
export interface Orphan extends FixRow {
  atMs: number;
}

/**
 * Keeps fixes apart from all others that belong to nobody, or to an officer without a grid then, by their names as `storeFixes` does: another
 * place of the same name and time is kept beside it. `momentOf` a fix is by which it is asked whose it is. Says of each whether it is new.
 */
export const keepOrphans = (
  db: Db,
  fixes: FixFigures,
  momentOf: (fix: FixRow) => number,
): Promise<boolean[]> =>
  storeByName(db, fixes, {
    store: (as) =>
      insertOrphans(
        db,
        rowsOf(as).map((row) => ({ ...row, atMs: momentOf(row) })),
      ),
    othersOfName: (as) => othersKeptApart(db, rowsOf(as)),
  });

async function insertOrphans(db: Db, rows: readonly Orphan[]): Promise<boolean[]> {
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

/** Of fixes whose names are there at their time: whether another place stands under them. */
async function othersKeptApart(db: Db, rows: readonly FixRow[]): Promise<boolean[]> {
  const { rows: found } = await sql<{ n: number }>`
    select o.n::int as n
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as o (fix, n)
    join orphan_fixes f on f.handheld_id = (o.fix ->> 'handheldId')::int
      and f.session = to_timestamp((o.fix ->> 'session')::float8 / 1e3)
      and f.seq = (o.fix ->> 'seq')::int and f.device_time = to_timestamp((o.fix ->> 't')::float8 / 1e3)
    where f.body -> 'lng' <> o.fix -> 'lng' or f.body -> 'lat' <> o.fix -> 'lat'`.execute(db);
  const others = new Set(found.map(({ n }) => n));
  return rows.map((_, i) => others.has(i + 1));
}

const AT = sql`coalesce(to_timestamp((o.body ->> 'atMs')::float8 / 1e3), o.device_time)`;

/** Fixes kept apart whose carrier is on record by now, at most `limit` after another, handheld by handheld. */
export async function ownedOrphans(
  db: Db,
  { after, limit }: { after: Orphan | undefined; limit: number },
): Promise<Orphan[]> {
  const [handheldId, session, seq, t] = after
    ? [after.handheldId, after.session, after.seq, after.t]
    : [-1, 0, 0, 0];
  const { rows } = await sql<{ body: Orphan }>`
    select o.body from orphan_fixes o
    where ${isHeld(sql`o.handheld_id`, AT)}
      and (o.handheld_id, o.session, o.seq, o.device_time) >
        (${handheldId}::int, to_timestamp(${session}::float8 / 1e3), ${seq}::int, to_timestamp(${t}::float8 / 1e3))
    order by o.handheld_id, o.session, o.seq, o.device_time limit ${limit}`.execute(db);
  return rows.map(({ body }) => ({ ...body, atMs: body.atMs ?? body.t }));
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
