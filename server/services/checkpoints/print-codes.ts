import {
  PRINT_MAX,
  type PrintCodesBody,
  type PrintedCode,
} from '../../contract/checkpoints/print.ts';
import { listAskedCheckpoints } from '../../db/checkpoints/asked.ts';
import { codeOf, TAG } from '../../domain/checkpoints/code-of-day.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { localTime } from '../../domain/time/local-time.ts';
import { Refusal } from '../../errors.ts';
import { type CodeShop, codeMakersOf } from './code-makers.ts';

/**
 * The codes of an area's checkpoints, by day, then area and id; those that have none yet are given some. The same again gives the same. Throws
 * `invalid` where they are too many.
 */
export async function printCodes(
  shop: CodeShop & { by: string },
  { areaId, days = 1, from, kind }: Omit<PrintCodesBody, 'area'> & { areaId: number },
): Promise<PrintedCode[]> {
  const { db, nowMs } = shop;
  const asked = await listAskedCheckpoints(db, { areaId, atMs: nowMs });
  const count = asked.length * (kind === 'tag' ? 1 : days);
  if (count > PRINT_MAX) throw Refusal.of('invalid', 'codes-at-once', { count, most: PRINT_MAX });
  const makers = await codeMakersOf(shop, asked);
  const printed = makers.flatMap(({ timeZone, ...maker }, k): PrintedCode[] => {
    const { area, areaName, id, name } = asked[k]!;
    const first = from ?? localTime(nowMs, timeZone).day;
    const each =
      kind === 'tag' ? [null] : Array.from({ length: days }, (_, day) => addDays(first, day));
    return each.map((day) => ({
      ...{ area, areaName, checkpoint: id, name, day },
      code: codeOf(maker, day ?? TAG),
    }));
  });
  return kind === 'tag'
    ? printed
    : printed.sort((a, b) => (a.day! < b.day! ? -1 : a.day! > b.day! ? 1 : 0));
}
