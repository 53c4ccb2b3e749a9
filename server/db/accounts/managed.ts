import { type RawBuilder, sql } from 'kysely';
import type {
  AccountInput,
  AccountPatch,
  ManagedAccount,
} from '../../contract/accounts/managed.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { inForce } from './console-sessions.ts';
import type { AccountRules } from './users.ts';

const managed = (rules: AccountRules, where: RawBuilder<unknown>) => sql<ManagedAccount>`
  with live as (select u.id, count(*)::int as sessions from ${inForce(rules)} group by u.id)
  select u.id, u.name, u.role, u.area_id as "areaId", ${utc('u.created_at')} as "createdAt",
    ${utc('u.disabled_at')} as "disabledAt", ${utc('u.last_sign_in_at')} as "lastSignInAt",
    ${utc('u.temporary_until')} as "temporaryUntil", u.totp_step is not null as "secondFactor",
    u.subject is not null as provider, coalesce(live.sessions, 0) as sessions
  from users u left join live on live.id = u.id where ${where}`;

/** Accounts of an area and of what lies below it at `moment` (ISO), by name. */
export async function listAccounts(
  db: Db,
  { within, moment, rules }: { within: number; moment: string; rules: AccountRules },
): Promise<ManagedAccount[]> {
  const below = sql`u.area_id in (select area_subtree(${within}::bigint, '-infinity', ${moment}::timestamptz)) order by u.name`;
  return (await managed(rules, below).execute(db)).rows;
}

export async function findAccount(
  db: Db,
  id: number,
  rules: AccountRules,
): Promise<ManagedAccount | undefined> {
  return (await managed(rules, sql`u.id = ${id}`).execute(db)).rows[0];
}

/** Makes an account with a password to be changed until a moment, Unix ms. Returns its id; undefined where the name is taken. */
export async function insertAccount(
  db: Db,
  account: AccountInput & { passwordHash: string; temporaryUntil: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into users (name, role, area_id, password_hash, temporary_until)
    values (${account.name}, ${account.role}, ${account.areaId}, ${account.passwordHash}, ${iso(account.temporaryUntil)})
    on conflict (name) do nothing returning id`.execute(db);
  return rows[0]?.id;
}

/** Gives an account what a patch names; `nowMs`, Unix ms, and `by`: since when and by whom it is disabled. */
export async function patchAccount(
  db: Db,
  id: number,
  { role, areaId, disabled }: AccountPatch,
  { by, nowMs }: { by: string; nowMs: number },
): Promise<void> {
  await sql`
    update users set role = coalesce(${role ?? null}, role), area_id = coalesce(${areaId ?? null}::bigint, area_id),
      disabled_at = case when ${disabled ?? null}::boolean then coalesce(disabled_at, ${iso(nowMs)}::timestamptz)
        when not ${disabled ?? null}::boolean then null else disabled_at end,
      disabled_by = case when ${disabled ?? null}::boolean then ${by} else disabled_by end
    where id = ${id}`.execute(db);
}

/** Gives an account another password; `temporaryUntil`: Unix ms, null where it is its own. */
export async function setPassword(
  db: Db,
  {
    id,
    passwordHash,
    temporaryUntil,
  }: { id: number; passwordHash: string; temporaryUntil: number | null },
): Promise<void> {
  const until = temporaryUntil === null ? null : iso(temporaryUntil);
  await sql`
    update users set password_hash = ${passwordHash}, temporary_until = ${until}::timestamptz where id = ${id}`.execute(
    db,
  );
}

/** Notes that an account signed in, Unix ms. */
export async function noteSignIn(db: Db, id: number, nowMs: number): Promise<void> {
  await sql`update users set last_sign_in_at = ${iso(nowMs)} where id = ${id}`.execute(db);
}
