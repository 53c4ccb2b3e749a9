import type { WarningRate } from '../../contract/warnings/warning.ts';
import type { Db } from '../../db/store/open.ts';
import { countWarnings } from '../../db/warnings/count.ts';
import { wilson } from '../../domain/wilson.ts';

/** Warnings of an area and each right below it by month, with the share of those judged that were false. */
export async function warningRates(
  db: Db,
  asked: { areaId: number; fromMs: number; toMs: number },
): Promise<WarningRate[]> {
  const rows = await countWarnings(db, asked);
  return rows.map((row) => ({ ...row, falseShare: shareOf(row.false, row.real + row.false) }));
}

/** Null where nothing was counted. */
function shareOf(count: number, of: number) {
  const { share: best, low, high } = wilson(count, of);
  return of === 0 ? null : { low, best, high };
}
