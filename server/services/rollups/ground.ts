import {
  type GridDay,
  type GridSpan,
  longestPeriod,
  readGroundHistory,
  readWeighedCells,
  replaceGroundDays,
} from '../../db/rollups/ground-days.ts';
import type { Db } from '../../db/store/open.ts';
import { foldGround, groundReach } from '../../domain/days/fold-ground.ts';
import { addDays } from '../../domain/metrics/periods.ts';

/**
 * Puts on record the ground of the grid days whose roll-ups an edition changed, and of the days after them that look back at those.
 * In the transaction that stores the roll-ups: as of any edition the ground is what the roll-ups of that edition give.
 */
export async function storeGround(
  trx: Db,
  changed: readonly (GridDay & { moved: boolean })[],
  edition: number,
): Promise<void> {
  const spans = spansOf(changed, groundReach({ periodDays: await longestPeriod(trx) }));
  const history = await readGroundHistory(trx, spans);
  const cellsOf = await readWeighedCells(trx, history);
  const grounds = spans.flatMap(({ gridId, from, until }) => {
    const days = history.get(gridId) ?? [];
    return [...new Set(days.map(({ day }) => day))]
      .filter((day) => day >= from && day < until)
      .map((day) => ({ gridId, ...foldGround(day, days, cellsOf)! }));
  });
  const moved = changed.filter((day) => day.moved);
  await replaceGroundDays(trx, spans, { grounds, moved, edition });
}

/** Per grid, the days whose ground the changed days bear on. `reach`: days that the ground of a day looks back, itself included. */
function spansOf(changed: readonly GridDay[], reach: number): GridSpan[] {
  const grids = new Map<number, { first: string; last: string }>();
  for (const { gridId, day } of changed) {
    const span = grids.get(gridId) ?? { first: day, last: day };
    if (day < span.first) span.first = day;
    if (day > span.last) span.last = day;
    grids.set(gridId, span);
  }
  return [...grids].map(([gridId, { first, last }]) => ({
    gridId,
    since: addDays(first, 1 - reach),
    from: first,
    until: addDays(last, reach),
  }));
}
