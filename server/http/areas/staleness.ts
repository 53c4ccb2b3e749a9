import type { Context } from '../../context.ts';
import type { GridStaleness } from '../../contract/areas/staleness.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import * as routes from '../../contract/routes/areas.ts';
import { DAY_MS } from '../../contract/units.ts';
import { cellWeights } from '../../db/areas/cell-sets.ts';
import { countGrids, lastSeen } from '../../db/fixes/last-seen.ts';
import type { Db } from '../../db/store/open.ts';
import { stalenessOf } from '../../domain/verification/measures/staleness.ts';
import { periodCoverage } from '../../domain/verification/measures/union-coverage.ts';
import { Refusal } from '../../errors.ts';
import { cellSetsOf } from '../../services/areas/cell-sets.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** A town's worth: an answer names every cell. */
const GRIDS_MAX = 100;

/** The staleness map: how long ago each part of the ground was seen. */
export function stalenessRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getStaleness, async ({ params, query }) => {
    const { id } = params;
    const { days = routes.STALENESS_DAYS } = query;
    const at = moment(query.at, now());
    const iso = new Date(at).toISOString();
    const count = await countGrids(db, id, at);
    if (count > GRIDS_MAX)
      throw new Refusal('invalid', `area ${id} has ${count} grids; at most ${GRIDS_MAX} at once`);
    return { at: iso, days, grids: await stalenessOfGrids(db, { areaId: id, at, days }) };
  });
}

async function stalenessOfGrids(
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
