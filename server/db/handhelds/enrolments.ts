import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

export interface EnrolmentRow {
  handheldId: number;
  tokenHash: string;
}

/** Keeps enrolments made by an account, ISO moments; earlier ones of the handhelds that nobody used end. */
export async function insertEnrolments(
  db: Db,
  rows: readonly EnrolmentRow[],
  made: { createdBy: string; createdAt: string; expiresAt: string },
): Promise<void> {
  const { createdAt, createdBy, expiresAt } = made;
  await sql`
    with made as (
      select "handheldId" as handheld_id, "tokenHash" as token_hash
      from json_to_recordset(${JSON.stringify(rows)}::json) as e ("handheldId" bigint, "tokenHash" text)
    ), replaced as (
      update handheld_enrolments set ended_at = ${createdAt}
      where handheld_id in (select handheld_id from made) and ended_at is null
    )
    insert into handheld_enrolments (handheld_id, token_hash, created_by, created_at, expires_at)
    select handheld_id, token_hash, ${createdBy}, ${createdAt}::timestamptz, ${expiresAt}::timestamptz from made`.execute(
    db,
  );
}

/**
 * Gives the handheld of an enrolment its new secret and ends the enrolment; its code, or undefined where none is good at `moment` (ISO). Who
 * already has this secret by it is answered again: the first answer may have been lost.
 */
export async function redeemEnrolment(
  db: Db,
  { tokenHash, secretHash, moment }: { tokenHash: string; secretHash: string; moment: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    with redeemed as (
      update handheld_enrolments set ended_at = ${moment}
      where token_hash = ${tokenHash} and ended_at is null and expires_at > ${moment}
      returning handheld_id
    ), changed as (
      update handhelds h set secret_hash = ${secretHash}, enrolled_at = ${moment}, revoked_at = null, revoked_why = null
      from redeemed r where h.id = r.handheld_id
      returning h.code
    )
    select code from changed
    union all
    select h.code from handheld_enrolments e join handhelds h on h.id = e.handheld_id
    where e.token_hash = ${tokenHash} and h.secret_hash = ${secretHash}`.execute(db);
  return rows[0]?.code;
}
