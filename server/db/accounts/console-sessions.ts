import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../store/open.ts';
import { ACCOUNT, GRANT } from './users.ts';

/** What a session is known by in the store. */
export const hashSessionId = (id: string) => createHash('sha256').update(id).digest('hex');

/** Sessions `s` in force with their users `u`: not expired, and the account is what it was when it signed in. */
const IN_FORCE = sql`console_sessions s
  join users u on u.name = s.data -> 'account' ->> 'name' and ${GRANT} = s.data ->> 'grant'
  where s.expires_at > now()`;

/** Reads what a console session holds, with the account as it is now; undefined once it is over, or its account is another. */
export async function readSession(db: Db, id: string): Promise<object | undefined> {
  const { rows } = await sql<{ data: object }>`
    select s.data || jsonb_build_object('account', ${ACCOUNT}) as data from ${IN_FORCE} and s.id_hash = ${hashSessionId(id)}`.execute(
    db,
  );
  return rows[0]?.data;
}

/** Those of some sessions, by the hash of their ids, that are in force. */
export async function sessionsInForce(
  db: Db,
  idHashes: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ idHash: string }>`
    select s.id_hash as "idHash" from ${IN_FORCE} and s.id_hash = any(${idHashes}::text[])`.execute(
    db,
  );
  return new Set(rows.map(({ idHash }) => idHash));
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
    values (${hashSessionId(id)}, ${JSON.stringify(data)}::jsonb, ${expiresAt.toISOString()})
    on conflict (id_hash) do update set data = excluded.data, expires_at = excluded.expires_at`.execute(
    db,
  );
  await sql`delete from console_sessions where expires_at < now()`.execute(db);
}

/** Ends a console session. */
export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('console_sessions').where('id_hash', '=', hashSessionId(id)).execute();
}
