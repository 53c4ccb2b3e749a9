import { type RawBuilder, sql } from 'kysely';
import type { Press } from '../../domain/days/declared-patrols.ts';
import { gridHeldAt } from '../people/is-held.ts';
import { iso, unixMs } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A press as it came in: by a handheld, or of an officer where it did not come by one. Times Unix ms. */
export type NewPress = Omit<Press, 'gridId' | 'isUnplaced'> & {
  isUnplaced?: boolean;
  by: { handheldId: number } | { officerId: number };
  /** The grid a start names. */
  gridId?: number | null;
  receivedMs?: number;
};

/** Puts a press on record; the same one again is left as it is. */
export async function insertPress(db: Db, press: NewPress): Promise<void> {
  const by = { handheldId: null, officerId: null, ...press.by };
  await sql`
    insert into patrol_presses (handheld_id, officer_id, kind, device_time, at, receive_time, grid_id, start_time, unplaced)
    values (${by.handheldId}, ${by.officerId}, ${press.kind}, ${iso(press.deviceMs)}, ${iso(press.atMs)},
      ${press.receivedMs === undefined ? null : iso(press.receivedMs)}, ${press.gridId ?? null},
      ${press.startMs === null ? null : iso(press.startMs)}, ${press.isUnplaced ?? false})
    on conflict do nothing`.execute(db);
}

/**
 * An end that is told to lie no later than the very start it names is of a clock that was set between them: like any that nobody can place it
 * stands when it came in. `namedMs`: by what the start may be named, Unix ms.
 */
export async function unplaceEnds(db: Db, handheldId: number, namedMs: readonly number[]) {
  const named = namedMs.map(iso);
  await sql`
    update patrol_presses e set at = greatest(e.receive_time, s.at + interval '1 ms'), unplaced = true
    from patrol_presses s
    where e.handheld_id = ${handheldId} and e.kind = 'end' and not e.unplaced and e.start_time = any(${named}::timestamptz[])
      and s.handheld_id = e.handheld_id and s.kind = 'start' and not s.unplaced and e.start_time in (s.device_time, s.at)
      and e.at <= s.at`.execute(db);
}

/** Whose presses `p` were: their officer's, or of whoever carried the handheld at the moment. */
export const ofOfficer = (
  officerId: RawBuilder<unknown>,
) => sql`(p.officer_id = ${officerId} or exists (
  select from handheld_assignments a where a.handheld_id = p.handheld_id and a.officer_id = ${officerId}
    and a.valid_from <= p.at and (a.valid_to is null or p.at < a.valid_to)))`;

/** Presses of an officer between two moments, each start with the grid it is for: the one it names, or the one the officer held then. */
export async function pressesOf(
  db: Db,
  officerId: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Press[]> {
  // An array of handhelds is looked up in the index; `in` beside `or` reads the presses of everybody.
  const { rows } = await sql<Press>`
    select p.kind, ${unixMs('p.at')} as "atMs", ${unixMs('p.device_time')} as "deviceMs", ${unixMs('p.start_time')} as "startMs",
      p.unplaced as "isUnplaced", coalesce(p.grid_id, ${gridHeldAt(sql`${officerId}::bigint`, sql`p.at`)}) as "gridId"
    from patrol_presses p
    where p.at >= ${iso(fromMs)} and p.at <= ${iso(toMs)} and (p.officer_id = ${officerId} or p.handheld_id = any(array(
      select handheld_id from handheld_assignments where officer_id = ${officerId}))) and ${ofOfficer(sql`${officerId}`)}`.execute(
    db,
  );
  return rows;
}

/** A press of a handheld as it was first put on record: sent again after its clock was set, it is still where it was. */
export async function pressOnRecord(
  db: Db,
  handheldId: number,
  { kind, deviceMs }: Pick<Press, 'kind' | 'deviceMs'>,
): Promise<Pick<Press, 'kind' | 'atMs' | 'isUnplaced'>> {
  const { rows } = await sql<{ atMs: number; isUnplaced: boolean }>`
    select ${unixMs('at')} as "atMs", unplaced as "isUnplaced" from patrol_presses
    where handheld_id = ${handheldId} and kind = ${kind} and device_time = ${iso(deviceMs)}`.execute(
    db,
  );
  return { kind, ...rows[0]! };
}

/** Id of the grid of a code at a moment (Unix ms), or undefined. */
export async function gridOfCode(db: Db, code: string, at: number): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select g.area_id as id from areas a join areas_at(${iso(at)}::timestamptz) g on g.area_id = a.id
    where a.code = ${code} and g.level = 'grid'`.execute(db);
  return rows[0]?.id;
}
