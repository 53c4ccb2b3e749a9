import { sql } from 'kysely';
import type { LngLat } from '../../contract/areas/geo.ts';
import type { HandheldText } from '../../contract/fixes/handheld.ts';
import type { OfficerMessage } from '../../contract/people/message.ts';
import { DAY_MS } from '../../contract/units.ts';
import type { Stretch } from '../fixes/lies-in.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A text that nobody took for so long is told no more. */
const WAITS_MS = 7 * DAY_MS;

const PLACE = sql`case when lng is not null then json_build_object('lng', lng, 'lat', lat) end as place`;
const COLUMNS = sql`id, text, ${PLACE}, sent_by as "by", ${utc('sent_at')} as at`;

/** Puts a text to handhelds on record, for each of them. */
export async function insertText(
  db: Db,
  text: {
    handheldIds: readonly number[];
    text: string;
    place?: LngLat | undefined;
    by: string;
    nowMs: number;
  },
): Promise<(HandheldText & { handheldId: number })[]> {
  const { rows } = await sql<HandheldText & { handheldId: number }>`
    insert into handheld_texts (handheld_id, text, lng, lat, sent_by, sent_at)
    select unnest(${text.handheldIds}::bigint[]), ${text.text}, ${text.place?.lng ?? null}, ${text.place?.lat ?? null},
      ${text.by}, ${iso(text.nowMs)}
    returning handheld_id as "handheldId", ${COLUMNS}`.execute(db);
  return rows;
}

/** Whoever carried the handheld of a text when it was sent. */
const CARRIED = sql`a.handheld_id = t.handheld_id and t.sent_at >= a.valid_from and (a.valid_to is null or t.sent_at < a.valid_to)`;

/** Texts that a handheld has not taken yet, in the order they were sent; none that was meant for who carried it before. */
export async function waitingTexts(
  db: Db,
  handheldId: number,
  nowMs: number,
): Promise<HandheldText[]> {
  const now = iso(nowMs);
  const { rows } = await sql<HandheldText>`
    select ${COLUMNS} from handheld_texts t
    where handheld_id = ${handheldId} and taken_at is null and sent_at > ${iso(nowMs - WAITS_MS)}
      and not exists (
        select from handheld_assignments a where ${CARRIED} and not exists (
          select from handheld_assignments b where b.handheld_id = t.handheld_id and b.officer_id = a.officer_id
            and b.valid_from <= ${now} and (b.valid_to is null or ${now} < b.valid_to)))
    order by id`.execute(db);
  return rows;
}

/** Texts to handhelds in stretches of time, newest first, at most so many; what went to several handhelds at once is one. */
export async function messagesIn(
  db: Db,
  stretches: readonly Stretch[],
  most: number,
): Promise<OfficerMessage[]> {
  const { rows } = await sql<OfficerMessage>`
    select id, text, ${PLACE}, sent_by as "by", ${utc('sent_at')} as at,
      ${utc('taken_at')} as "takenAt", ${utc('read_at')} as "readAt"
    from (
      select min(t.id) as id, t.text, t.lng, t.lat, t.sent_by, t.sent_at, min(t.taken_at) as taken_at, min(t.read_at) as read_at
      from unnest(${stretches.map((s) => s.handheldId)}::bigint[], ${stretches.map((s) => iso(s.fromMs))}::timestamptz[],
        ${stretches.map((s) => iso(s.toMs))}::timestamptz[]) as s (handheld_id, first, last)
      join handheld_texts t on t.handheld_id = s.handheld_id and t.sent_at between s.first and s.last
      group by t.text, t.lng, t.lat, t.sent_by, t.sent_at
    ) told order by sent_at desc, id desc limit ${most}`.execute(db);
  return rows;
}

/** Handhelds that an officer carries at a moment. */
export async function handheldsOf(db: Db, officerId: number, nowMs: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select handheld_id as id from handheld_assignments
    where officer_id = ${officerId} and valid_from <= ${iso(nowMs)} and (valid_to is null or ${iso(nowMs)} < valid_to)
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Drops texts sent before a moment (Unix ms), taken or not; how many. */
export async function dropTextsBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql`
    delete from handheld_texts where sent_at < ${iso(beforeMs)} returning id`.execute(db);
  return rows.length;
}

/** A text of a handheld, and when something came of it. */
interface Note {
  handheldId: number;
  id: number;
  nowMs: number;
}

/** Notes that a handheld took a text, the first time; whether there is such a text. */
export async function noteTaken(db: Db, { handheldId, id, nowMs }: Note): Promise<boolean> {
  const { rows } = await sql`
    update handheld_texts set taken_at = coalesce(taken_at, ${iso(nowMs)})
    where id = ${id} and handheld_id = ${handheldId} returning id`.execute(db);
  return rows.length > 0;
}

/** Notes that the officer read a text, the first time, and so that it was taken; whether there is such a text. */
export async function noteRead(db: Db, { handheldId, id, nowMs }: Note): Promise<boolean> {
  const { rows } = await sql`
    update handheld_texts set read_at = coalesce(read_at, ${iso(nowMs)}), taken_at = coalesce(taken_at, ${iso(nowMs)})
    where id = ${id} and handheld_id = ${handheldId} returning id`.execute(db);
  return rows.length > 0;
}
