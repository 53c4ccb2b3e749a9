import { sql } from 'kysely';
import type { BatchProof } from '../../contract/fixes/proof.ts';
import type { SessionOf } from '../../domain/entrance/sessions-of.ts';
import type { SignedBatch } from '../../domain/verification/check-signatures.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { prepared } from '../store/prepared.ts';

/** No range of integers ends after the last one: one that holds it is open. */
const LAST_SEQ = sql.lit(2 ** 31 - 1);

const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** Puts a signed batch on record; the same again changes nothing. */
export async function recordSignedBatch(
  db: Db,
  batch: Omit<BatchProof, 'signature'> &
    SessionOf & { hash: string; seqs: readonly number[]; isValid: boolean; receivedMs: number },
): Promise<void> {
  const { handheldId, hash, isValid, key, number, previous, receivedMs, seqs, session } = batch;
  await sql`
    insert into signed_batches (handheld_id, public_key, number, hash, previous, session, seqs, is_valid, received_at)
    values (${handheldId}, ${bytes(key)}, ${number}, ${bytes(hash)}, ${bytes(previous)}, ${iso(session)},
      (select coalesce(range_agg(int4range(seq, nullif(seq, ${LAST_SEQ}) + 1)), '{}') from unnest(${seqs}::int[]) seq), ${isValid}, ${iso(receivedMs)})
    on conflict do nothing`.execute(db);
}

/** Signed batches of sessions, and those that stand before them in the chains of their keys. */
export async function readSignedBatches(
  db: Db,
  sessions: readonly SessionOf[],
): Promise<SignedBatch[]> {
  const { rows } = await prepared(
    db,
    sql<SignedBatch>`
    with asked as materialized (
      select b.* from unnest(${sessions.map(({ handheldId }) => handheldId)}::bigint[],
        ${sessions.map(({ session }) => iso(session))}::timestamptz[]) as s (handheld_id, session)
      join signed_batches b on b.handheld_id = s.handheld_id and b.session = s.session
    ), whole as (
      select * from asked
      union
      select b.* from asked a join signed_batches b on b.handheld_id = a.handheld_id and b.public_key = a.public_key
        and b.number = a.number - 1
    )
    select w.handheld_id as "handheldId", encode(w.public_key, 'hex') as key, w.number, encode(w.hash, 'hex') as hash,
      encode(w.previous, 'hex') as previous, extract(epoch from w.session)::float8 * 1000 as session,
      (select coalesce(json_agg(json_build_array(lower(r), coalesce(upper(r) - 1, ${LAST_SEQ}))), '[]') from unnest(w.seqs) r) as seqs,
      w.is_valid as "isValid", k.handheld_id is not null as "isOwn"
    from whole w left join handheld_keys k on k.handheld_id = w.handheld_id and k.public_key = w.public_key
    order by w.handheld_id, w.public_key, w.number, w.hash, w.is_valid`,
  );
  return rows;
}

/** Forgets batches taken in before a moment (Unix ms); how many. */
export async function dropSignedBatchesBefore(db: Db, beforeMs: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from signed_batches where received_at < ${iso(beforeMs)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
