import { sql } from 'kysely';
import type { Account, Role } from '../../contract/accounts/account.ts';
import type { Db } from '../store/open.ts';

/** What a deployment asks of accounts and their sessions. */
export interface AccountRules {
  /** Minutes without a touch after which a session is over; 0: none. */
  idleMin: number;
  /** Roles that must have a second factor. */
  secondFactorRoles: readonly Role[];
}

const NO_RULES: AccountRules = { idleMin: 0, secondFactorRoles: [] };

/** Changes with everything an account may do and with its password: a session holds for one grant. */
export const GRANT = sql`md5(concat_ws('/', u.role, u.area_id, u.password_hash))`;

/** What user `u` must set before anything else; who is signed in by a provider shows a second factor there. */
export const dueOf = ({ secondFactorRoles }: AccountRules) => sql`case
  when u.temporary_until is not null then 'password'
  when u.totp_step is null and u.subject is null and u.role = any(${secondFactorRoles}::text[]) then 'second-factor' end`;

/** The account of user `u`, as JSON. */
export const accountOf = (rules: AccountRules) =>
  sql`jsonb_build_object('id', u.id, 'name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
  select name from area_versions where area_id = u.area_id order by version desc limit 1), 'due', ${dueOf(rules)})`;

export interface User {
  account: Account;
  grant: string;
  passwordHash: string;
  /** Unix ms; null: not disabled; the password is its own. */
  disabledAt: number | null;
  temporaryUntil: number | null;
  /** Secret of the second factor under the server's key; null: none was set up. */
  totpSealed: string | null;
  /** Time step of the last code that worked; null: the second factor is not confirmed. */
  totpStep: number | null;
}

const ms = (column: string) => sql.raw(`(extract(epoch from u.${column}) * 1000)::float8`);

/** The user of a name or an id, or undefined. */
export async function findUser(
  db: Db,
  key: string | number,
  rules: AccountRules = NO_RULES,
): Promise<User | undefined> {
  const { rows } = await sql<User>`
    select ${accountOf(rules)} as account, ${GRANT} as "grant", u.password_hash as "passwordHash",
      ${ms('disabled_at')} as "disabledAt", ${ms('temporary_until')} as "temporaryUntil",
      u.totp_sealed as "totpSealed", u.totp_step::float8 as "totpStep"
    from users u where ${typeof key === 'number' ? sql`u.id = ${key}` : sql`u.name = ${key}`}`.execute(
    db,
  );
  return rows[0];
}

/** Creates a user, or gives the one of that name a new password, role and area, and lets it in again. */
export async function upsertUser(
  db: Db,
  user: { name: string; passwordHash: string; role: Role; areaId: number },
): Promise<void> {
  const given = { password_hash: user.passwordHash, role: user.role, area_id: user.areaId };
  const anew = { ...given, disabled_at: null, temporary_until: null };
  await db
    .insertInto('users')
    .values({ name: user.name, ...given })
    .onConflict((c) => c.column('name').doUpdateSet(anew))
    .execute();
}
