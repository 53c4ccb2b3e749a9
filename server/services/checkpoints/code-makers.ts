import { CODE_NUMBER_MAX } from '../../contract/checkpoints/code.ts';
import type { AskedCheckpoint } from '../../db/checkpoints/asked.ts';
import { ensureCodes } from '../../db/checkpoints/codes.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import type { CodeMaker } from '../../domain/checkpoints/code-of-day.ts';
import { type SealingKey, seal, unseal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';

export interface CodeShop {
  db: Db;
  sealing: SealingKey;
  nowMs: number;
}

/**
 * What makes the codes of checkpoints that norms ask for, in their order; those that have none yet are given some. Throws `wrong-state` where
 * a secret cannot be opened or the numbers are used up.
 */
export async function codeMakersOf(
  { by, db, nowMs, sealing }: CodeShop & { by: string },
  asked: readonly AskedCheckpoint[],
): Promise<(CodeMaker & { timeZone: string })[]> {
  const wanted = asked.map(({ id, ...one }) => ({
    ...one,
    checkpointId: id,
    secret: seal(createSecret(), sealing),
  }));
  const records = await ensureCodes(db, wanted, { by, nowMs });
  return records.map(({ number, secret: sealed, timeZone }, k) => {
    const { area, id } = asked[k]!;
    const secret = unseal(sealed, sealing);
    if (secret === null || number > CODE_NUMBER_MAX)
      throw Refusal.of('wrong-state', 'codes-unreadable', { area, id });
    return { number, secret, timeZone };
  });
}
