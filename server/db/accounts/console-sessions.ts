import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AccountSession } from '../../contract/accounts/managed.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { type AccountRules, accountOf, dueOf, GRANT } from './users.ts';

/** What a session is known by in the store. */
export const hashSessionId = (id: string) => createHash('sha256').update(id).digest('hex');

const fresh = ({ idleMin }: AccountRules) =>
  sql`(${idleMin} = 0 or s.seen_at > now() - make_interval(mins => ${idleMin}))`;

/** Sessions `s` in force with their users `u`: not expired, touched of late, and the account is what it was when it signed in. */
export const inForce = (rules: AccountRules) => sql`console_sessions s
  join users u on u.name = s.data -> 'account' ->> 'name' and ${GRANT} = s.data ->> 'grant'
  where s.expires_at > now() and u.disabled_at is null and ${fresh(rules)}`;

/** Notes, to the minute, that sessions were touched. */
const touched = (rules: AccountRules, idHashes: readonly string[]) => sql`touched as (
  update console_sessions s set seen_at = now()
  where s.id_hash = any(${idHashes}::text[]) and s.seen_at < now() - interval '1 minute' and ${fresh(rules)})`;

/** Reads what a console session holds, with the account as it is now and when it ends; undefined once it is over, or its account is another. */
export async function readSession(
  db: Db,
  id: string,
  rules: AccountRules,
): Promise<object | undefined> {
  const idHash = hashSessionId(id);
  const { rows } = await sql<{ data: object }>`
    with ${touched(rules, [idHash])}
    select s.data || jsonb_build_object('account', ${accountOf(rules)}, 'endsAt', ${utc('s.expires_at')}) as data
    from ${inForce(rules)} and s.id_hash = ${idHash}`.execute(db);
  return rows[0]?.data;
}

/** Those of some sessions with an open console, by the hash of their ids, that are in force and owe nothing. */
export async function sessionsInForce(
  db: Db,
  idHashes: readonly string[],
  rules: AccountRules,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ idHash: string }>`
    with ${touched(rules, idHashes)}
    select s.id_hash as "idHash"
    from ${inForce(rules)} and s.id_hash = any(${idHashes}::text[]) and ${dueOf(rules)} is null`.execute(
    db,
  );
  return new Set(rows.map(({ idHash }) => idHash));
}

/** Sessions of a user that are in force, last touched first. */
export async function listSessions(
  db: Db,
  userId: number,
  rules: AccountRules,
): Promise<Omit<AccountSession, 'own'>[]> {
  const { rows } = await sql<Omit<AccountSession, 'own'>>`
    select s.id_hash as id, ${utc('s.started_at')} as "startedAt", ${utc('s.seen_at')} as "seenAt",
      ${utc('s.expires_at')} as "expiresAt", s.data ->> 'address' as address, s.data ->> 'agent' as agent
    from ${inForce(rules)} and u.id = ${userId}
    order by s.seen_at desc, s.started_at desc`.execute(db);
  return rows;
}

/** Ends a session of a user. Returns whether there was one. */
export async function endSession(
  db: Db,
  { userId, idHash }: { userId: number; idHash: string },
): Promise<boolean> {
  const { rows } = await sql`
    delete from console_sessions s using users u
    where s.id_hash = ${idHash} and u.id = ${userId} and u.name = s.data -> 'account' ->> 'name'
    returning s.id_hash`.execute(db);
  return rows.length > 0;
}

/** Ends all sessions of a user: what it was taken and given back brings none of them back. */
export async function endSessions(db: Db, userId: number): Promise<void> {
  await sql`
    delete from console_sessions s using users u
    where u.id = ${userId} and u.name = s.data -> 'account' ->> 'name'`.execute(db);
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

/** Ends a console session by its own id. */
export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('console_sessions').where('id_hash', '=', hashSessionId(id)).execute();
}
