import { TEMPORARY_H } from '../../contract/accounts/managed.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { insertAccount, patchAccount } from '../../db/accounts/managed.ts';
import type { Before } from '../../db/imports/before.ts';
import type { Db } from '../../db/store/open.ts';
import { hashPassword } from '../../domain/accounts/password.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import type { AccountRow } from '../../domain/imports/parts.ts';
import { Refusal } from '../../errors.ts';
import type { Applied } from './apply-departments.ts';

/**
 * Makes the accounts that are new, each with a password to be changed, and gives the others their role and area, which ends their
 * sessions. `isKept` is false in a check: what it makes nobody signs in by, so no time is spent on hashing.
 */
export async function applyAccounts(
  trx: Db,
  rows: readonly AccountRow[],
  { accounts, areas }: Before,
  { now, isKept }: { now: number; isKept: boolean },
): Promise<Applied & { secrets: { code: string; secret: string }[] }> {
  const placed = rows.map((row) => ({ ...row, areaId: areas.get(row.area)!.id }));
  const fresh = placed.filter(({ name }) => !accounts.has(name));
  const other = placed.filter(({ area, name, role }) => {
    const before = accounts.get(name);
    return before && (before.role !== role || before.area !== area);
  });
  const temporaryUntil = now + TEMPORARY_H * HOUR_MS;
  const made = await Promise.all(
    fresh.map(async (account) => {
      const secret = createSecret();
      return { account, secret, passwordHash: isKept ? await hashPassword(secret) : secret };
    }),
  );
  for (const { account, passwordHash } of made) {
    const id = await insertAccount(trx, { ...account, passwordHash, temporaryUntil });
    // Made by somebody else meanwhile: the password that is told here would let nobody in.
    if (id === undefined) throw Refusal.of('wrong-state', 'account-exists', { name: account.name });
  }
  for (const { areaId, name, role } of other)
    await patchAccount(trx, accounts.get(name)!.id, { role, areaId }, { by: '', nowMs: now });
  return {
    given: rows.length,
    created: fresh.length,
    put: { changed: fresh.length + other.length },
    secrets: made.map(({ account, secret }) => ({ code: account.name, secret })),
  };
}
