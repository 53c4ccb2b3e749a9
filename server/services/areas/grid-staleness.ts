import type { GridStaleness } from '../../contract/areas/staleness.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { DAY_MS } from '../../contract/units.ts';
import { cellWeights } from '../../db/areas/cell-sets.ts';
import { lastSeen } from '../../db/fixes/last-seen.ts';
import type { Db } from '../../db/store/open.ts';
import { stalenessOf } from '../../domain/verification/measures/staleness.ts';
import { periodCoverage } from '../../domain/verification/measures/union-coverage.ts';
import { cellSetsOf } from './cell-sets.ts';

/** How long ago each cell of an area's grids was seen, as of a moment (Unix ms), so many days back. */
export async function stalenessOfGrids(
  db: Db,
  { areaId, at, days }: { areaId: number; at: number; days: number },
): Promise<GridStaleness[]> {
  const grids = await lastSeen(db, { areaId, at, sinceMs: at - days * DAY_MS });
  const rulesOf = grids.map(({ rules }) => rules ?? defaultNorm().rules);
  const keys = grids.map(({ gridId, gridVersion }, i) => ({
    gridId,
    gridVersion,
    swathM: rulesOf[i]!.swathM,
  }));
  const sets = await cellSetsOf(db, keys);
  const weights = await cellWeights(
    db,
    sets.map((set) => set.id),
  );
  return grids.map(({ visits }, i) => {
    const { id, cells } = sets[i]!;
    const weighted = cells.map((cell, k) => ({ cell, weight: weights.get(id)![k]! }));
    const { coveragePerPeriod, periodDays } = rulesOf[i]!;
    const period = Math.min(periodDays, days);
    return {
      ...keys[i]!,
      cells: [...cells],
      hours: stalenessOf(cells, visits, at).map(({ hours }) => hours),
      periodDays: period,
      periodCoverage: Math.round(periodCoverage(weighted, visits, at, period) * 1e4) / 1e4,
      periodRequired: coveragePerPeriod,
    };
  });
}
