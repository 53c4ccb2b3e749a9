import type { ProviderRefusal } from '../../contract/accounts/account.ts';
import { endSessions } from '../../db/accounts/console-sessions.ts';
import {
  areaOfCode,
  endProvided,
  findProvided,
  type Identity,
  insertProvided,
  updateProvided,
} from '../../db/accounts/provided.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { type ClaimRule, type Claims, grantOf } from '../../domain/accounts/claim-rules.ts';
import { NO_HASH } from '../../domain/accounts/password.ts';

const NAME_MAX = 64;

/** What somebody is called here: as the provider says, else by the subject. */
export const nameOf = ({ preferred_username, email, sub }: Claims): string =>
  String(preferred_username ?? email ?? sub).slice(0, NAME_MAX);

/**
 * The account of an identity that a provider has proven: made at the first sign-in, given the role and area of its claims at each, ended
 * when they give none any more. An account of the same name that is not the provider's is never taken over.
 */
export async function admitProvided(
  db: Db,
  identity: Identity,
  claims: Claims,
  { rules, nowMs }: { rules: readonly ClaimRule[]; nowMs: number },
): Promise<{ id: number } | { refused: ProviderRefusal }> {
  return inTransaction(db, async (trx) => {
    const known = await findProvided(trx, identity);
    const grant = grantOf(claims, rules);
    const areaId = grant && (await areaOfCode(trx, grant.areaCode));
    if (!grant || areaId === undefined || areaId === null) {
      if (known) {
        await endProvided(trx, known.id, nowMs);
        await endSessions(trx, known.id);
      }
      return { refused: grant ? 'no-area' : 'no-role' };
    }
    const { role } = grant;
    if (known?.isDisabledHere) return { refused: 'disabled' };
    if (known) {
      await updateProvided(trx, known.id, { role, areaId });
      return { id: known.id };
    }
    const made = { ...identity, name: nameOf(claims), role, areaId, passwordHash: NO_HASH };
    const id = await insertProvided(trx, made);
    return id === undefined ? { refused: 'name-taken' } : { id };
  });
}
