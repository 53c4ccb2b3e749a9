import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

const hash = (id: string) => createHash('sha256').update(id).digest('hex');

/** Reads what a console session holds; undefined once expired. */
export async function readSession(db: Db, id: string): Promise<object | undefined> {
  const row = await db
    .selectFrom('console_sessions')
    .select('data')
    .where('id_hash', '=', hash(id))
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row?.data;
}

/** Keeps a console session until `expiresAt`, and clears away those that are over. */
export async function writeSession(
  db: Db,
  id: string,
  data: object,
  expiresAt: Date,
): Promise<void> {
  await sql`
    insert into console_sessions (id_hash, data, expires_at)
    values (${hash(id)}, ${JSON.stringify(data)}::jsonb, ${expiresAt.toISOString()})
    on conflict (id_hash) do update set data = excluded.data, expires_at = excluded.expires_at`.execute(
    db,
  );
  await sql`delete from console_sessions where expires_at < now()`.execute(db);
}

/** Ends a console session. */
export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('console_sessions').where('id_hash', '=', hash(id)).execute();
}
