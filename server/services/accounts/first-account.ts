import { sql } from 'kysely';
import type { FirstAccount } from '../../contract/accounts/first-account.ts';
import { findUser, type User, upsertUser } from '../../db/accounts/users.ts';
import { findOrMakeTop } from '../../db/areas/top-area.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import { choosePassword } from './choose-password.ts';

const KEY = 'set-up-token';

/**
 * The token by which whoever reads the server's output makes the first account, once; null where there is an account already. Every
 * offer takes the place of the one before; the store has its hash.
 */
export async function offerFirstAccount(
  db: Db,
  token: string = createSecret(),
): Promise<string | null> {
  return inTransaction(db, async (trx) => {
    if (await hasAccounts(trx)) return null;
    const value = hashSecret(token);
    await trx
      .insertInto('settings')
      .values({ key: KEY, value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute();
    return token;
  });
}

/** Makes the first administrator and the top of the tree; null where the token is not good, or no more. */
export async function makeFirstAccount(
  db: Db,
  { name, password, place, token }: FirstAccount,
  hash?: (password: string) => Promise<string>,
): Promise<User | null> {
  const passwordHash = await choosePassword(password, name, hash);
  return inTransaction(db, async (trx) => {
    const used = await trx
      .deleteFrom('settings')
      .where('key', '=', KEY)
      .where('value', '=', hashSecret(token))
      .executeTakeFirst();
    if (used.numDeletedRows === 0n || (await hasAccounts(trx))) return null;
    const areaId = await findOrMakeTop(trx, place);
    if (areaId === undefined) return null;
    await upsertUser(trx, { name, role: 'administrator', areaId, passwordHash });
    return (await findUser(trx, name))!;
  });
}

async function hasAccounts(db: Db): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (select from users) as has`.execute(
    db,
  );
  return rows[0]!.has;
}
