import { sql } from 'kysely';
import type { HandheldText } from '../../contract/fixes/handheld.ts';
import { DAY_MS } from '../../contract/units.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A text that nobody took for so long is told no more. */
const WAITS_MS = 7 * DAY_MS;

const COLUMNS = sql`id, text, sent_by as "by", ${utc('sent_at')} as at`;

/** Puts a text to a handheld on record. */
export async function insertText(
  db: Db,
  text: { handheldId: number; text: string; by: string; nowMs: number },
): Promise<HandheldText> {
  const { rows } = await sql<HandheldText>`
    insert into handheld_texts (handheld_id, text, sent_by, sent_at)
    values (${text.handheldId}, ${text.text}, ${text.by}, ${iso(text.nowMs)}) returning ${COLUMNS}`.execute(
    db,
  );
  return rows[0]!;
}

/** Texts that a handheld has not taken yet, in the order they were sent. */
export async function waitingTexts(
  db: Db,
  handheldId: number,
  nowMs: number,
): Promise<HandheldText[]> {
  const { rows } = await sql<HandheldText>`
    select ${COLUMNS} from handheld_texts
    where handheld_id = ${handheldId} and taken_at is null and sent_at > ${iso(nowMs - WAITS_MS)} order by id`.execute(
    db,
  );
  return rows;
}

/** Drops texts sent before a moment (Unix ms), taken or not; how many. */
export async function dropTextsBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql`
    delete from handheld_texts where sent_at < ${iso(beforeMs)} returning id`.execute(db);
  return rows.length;
}

/** Notes that a text was taken, the first time. */
export async function noteTaken(db: Db, id: number, nowMs: number): Promise<void> {
  await sql`update handheld_texts set taken_at = ${iso(nowMs)} where id = ${id} and taken_at is null`.execute(
    db,
  );
}
