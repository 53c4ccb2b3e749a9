import { sql } from 'kysely';
import type { Account, Role } from '../../contract/accounts/account.ts';
import type { Db } from '../store/open.ts';

/** Account and password hash of a user name, or undefined. */
export async function findUser(
  db: Db,
  name: string,
): Promise<{ account: Account; passwordHash: string } | undefined> {
  const { rows } = await sql<Account & { passwordHash: string }>`
    select u.name, u.role, u.area_id as "areaId", v.name as "areaName", u.password_hash as "passwordHash"
    from users u
    join lateral (select name from area_versions where area_id = u.area_id order by version desc limit 1) v on true
    where u.name = ${name}`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const { passwordHash, ...account } = row;
  return { account, passwordHash };
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
