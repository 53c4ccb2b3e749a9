import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Keeps the key (hex) a handheld signs with, the first that is told with the secret in force. Whether it is the one that holds now. */
export async function putKey(
  db: Db,
  { handheldId, key, nowMs }: { handheldId: number; key: string; nowMs: number },
): Promise<boolean> {
  await sql`
    insert into handheld_keys (handheld_id, public_key, secret_hash, since)
    select id, ${Buffer.from(key, 'hex')}, secret_hash, ${iso(nowMs)}::timestamptz from handhelds where id = ${handheldId}
    on conflict do nothing`.execute(db);
  const { rows } = await sql`
    select from handheld_keys k join handhelds h on h.id = k.handheld_id and h.secret_hash = k.secret_hash
    where k.handheld_id = ${handheldId} and k.public_key = ${Buffer.from(key, 'hex')}`.execute(db);
  return rows.length > 0;
}
