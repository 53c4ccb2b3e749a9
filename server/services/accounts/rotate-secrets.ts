import { randomBytes } from 'node:crypto';
import { listSealed, replaceSealed, SEALED } from '../../db/accounts/sealed.ts';
import type { Db } from '../../db/store/open.ts';
import { putSetting, settingOr } from '../../db/store/settings.ts';
import { seal, sealingKey, unseal } from '../../domain/webhooks/seal.ts';

const KEY = 'session-secret';
const create = () => randomBytes(32).toString('hex');

/** The secrets that sign sessions, newest first: those of the environment, else those kept in the store, where the first is made. */
export const readSessionSecrets = async (
  db: Db,
  told: readonly string[] | undefined,
): Promise<readonly string[]> => told ?? (await settingOr(db, KEY, create)).split(',');

/** Puts a new secret before the one kept in the store; the one before that is forgotten. */
export async function renewStoredSecret(db: Db): Promise<readonly string[]> {
  const [last] = await readSessionSecrets(db, undefined);
  const secrets = [create(), last!];
  await putSetting(db, KEY, secrets.join(','));
  return secrets;
}

/** Seals everything anew under the newest secret; what none of them opens is left as it is and counted. */
export async function reseal(
  db: Db,
  secrets: readonly string[],
): Promise<{ sealed: number; unreadable: number }> {
  const key = sealingKey(secrets);
  const done = { sealed: 0, unreadable: 0 };
  for (const column of SEALED)
    for (const { id, sealed } of await listSealed(db, column)) {
      const text = unseal(sealed, key);
      if (text === null) done.unreadable++;
      else {
        await replaceSealed(db, column, { id, sealed, by: seal(text, key) });
        done.sealed++;
      }
    }
  return done;
}
