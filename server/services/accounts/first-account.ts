import { sql } from 'kysely';
import type { FirstAccount } from '../../contract/accounts/first-account.ts';
import type { NormInput } from '../../contract/people/provision.ts';
import { findUser, type User, upsertUser } from '../../db/accounts/users.ts';
import { findOrMakeTop } from '../../db/areas/top-area.ts';
import { putNorms } from '../../db/norms/provision-norms.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import { PRESETS } from '../../domain/norms/presets.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import { Refusal } from '../../errors.ts';
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

/** Makes the first administrator, the top of the tree and the norms it begins with; null where the token is not good, or no more. */
export async function makeFirstAccount(
  db: Db,
  { name, password, place, token }: FirstAccount,
  { hash, nowMs }: { hash?: (password: string) => Promise<string>; nowMs: number },
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
    const put = await putNorms(trx, firstNorms(place, nowMs), name);
    if ('refused' in put) throw Refusal.of('invalid', put.refused);
    return (await findUser(trx, name))!;
  });
}

/** The norms a place begins with, from the beginning of its day on. */
function firstNorms({ code, rules, timeZone }: FirstAccount['place'], nowMs: number): NormInput[] {
  if (!rules) return [];
  const from = new Date(startOfDay(localDayAt(nowMs, timeZone), timeZone)).toISOString();
  return PRESETS[rules.preset].norms.map((norm) => ({
    ...norm,
    ...{ area: code, from, name: norm.name[rules.language] },
  }));
}

/** Whether anybody can sign in. */
export async function hasAccounts(db: Db): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select exists (select from users) as has`.execute(
    db,
  );
  return rows[0]!.has;
}
