import { CODE_NUMBER_MAX } from '../../contract/checkpoints/code.ts';
import {
  PRINT_MAX,
  type PrintCodesBody,
  type PrintedCode,
} from '../../contract/checkpoints/print.ts';
import { listAskedCheckpoints } from '../../db/checkpoints/asked.ts';
import { ensureCodes } from '../../db/checkpoints/codes.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import { codeOf, TAG } from '../../domain/checkpoints/code-of-day.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { type SealingKey, seal, unseal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';

/**
 * The codes of an area's checkpoints, by day, then area and id; those that have none yet are given some. The same again gives the same. Throws
 * `invalid` where they are too many.
 */
export async function printCodes(
  { by, db, nowMs, sealing }: { db: Db; sealing: SealingKey; nowMs: number; by: string },
  { areaId, days = 1, from, kind }: Omit<PrintCodesBody, 'area'> & { areaId: number },
): Promise<PrintedCode[]> {
  const asked = await listAskedCheckpoints(db, { areaId, atMs: nowMs });
  const count = asked.length * (kind === 'tag' ? 1 : days);
  if (count > PRINT_MAX) throw Refusal.of('invalid', 'codes-at-once', { count, most: PRINT_MAX });
  const wanted = asked.map(({ id, ...one }) => ({
    ...one,
    checkpointId: id,
    secret: seal(createSecret(), sealing),
  }));
  const records = await ensureCodes(db, wanted, { by, nowMs });
  const printed = records.flatMap(({ number, secret: sealed, timeZone }, k): PrintedCode[] => {
    const { area, areaName, id, name } = asked[k]!;
    const secret = unseal(sealed, sealing);
    if (secret === null || number > CODE_NUMBER_MAX)
      throw Refusal.of('wrong-state', 'codes-unreadable', { area, id });
    const first = from ?? localTime(nowMs, timeZone).day;
    const each =
      kind === 'tag' ? [null] : Array.from({ length: days }, (_, day) => addDays(first, day));
    return each.map((day) => ({
      ...{ area, areaName, checkpoint: id, name, day },
      code: codeOf({ number, secret }, day ?? TAG),
    }));
  });
  return kind === 'tag'
    ? printed
    : printed.sort((a, b) => (a.day! < b.day! ? -1 : a.day! > b.day! ? 1 : 0));
}
