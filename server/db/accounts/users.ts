import { sql } from 'kysely';
import type { Account, Role } from '../../contract/accounts/account.ts';
import type { Db } from '../store/open.ts';

/** Changes with everything an account may do and with its password: a session holds for one grant. */
export const GRANT = sql`md5(concat_ws('/', u.role, u.area_id, u.password_hash))`;
/** The account of user `u`, as JSON. */
export const ACCOUNT = sql`jsonb_build_object('name', u.name, 'role', u.role, 'areaId', u.area_id, 'areaName', (
  select name from area_versions where area_id = u.area_id order by version desc limit 1))`;

export interface User {
  account: Account;
  grant: string;
  passwordHash: string;
}

/** The user of a name, or undefined. */
export async function findUser(db: Db, name: string): Promise<User | undefined> {
  const { rows } = await sql<User>`
    select ${ACCOUNT} as account, ${GRANT} as "grant", u.password_hash as "passwordHash"
    from users u where u.name = ${name}`.execute(db);
  return rows[0];
}

/** Creates a user, or gives the one of that name a new password, role and area. */
export async function upsertUser(
  db: Db,
  user: { name: string; passwordHash: string; role: Role; areaId: number },
): Promise<void> {
  await db
    .insertInto('users')
    .values({
      name: user.name,
      password_hash: user.passwordHash,
      role: user.role,
      area_id: user.areaId,
    })
    .onConflict((c) =>
      c.column('name').doUpdateSet({
        password_hash: user.passwordHash,
        role: user.role,
        area_id: user.areaId,
      }),
    )
    .execute();
}
