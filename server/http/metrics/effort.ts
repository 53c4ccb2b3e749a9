import type { Context } from '../../context.ts';
import { COVERAGE_HOURS_DAYS_MAX } from '../../contract/metrics/coverage-hours.ts';
import * as routes from '../../contract/routes/evaluation/metrics.ts';
import { DAY_MS } from '../../contract/units.ts';
import { coverageHours } from '../../db/patrols/coverage-hours.ts';
import { CONFIDENCE, weighEffort } from '../../domain/effort/weigh-effort.ts';
import { addDays } from '../../domain/metrics/periods.ts';
import { gatherEffort } from '../../services/metrics/effort.ts';
import type { Mount } from '../shell/mount.ts';
import { requireDays } from '../shell/query.ts';
import { editionOf, withinOf } from './metric-basis.ts';

const DAYS = 28;
const DAYS_MAX = 92;

/** Where patrols and incidents do not meet. */
export function effortRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getEffort, async ({ query, account }) => {
    const scope = account.areaId;
    const areaId = query.areaId ?? scope;
    const to = query.to ?? new Date(now() + DAY_MS).toISOString().slice(0, 10);
    const from = query.from ?? addDays(to, -DAYS);
    const days = requireDays({ from, to }, DAYS_MAX);
    const { edition } = await editionOf(db, undefined);
    const within = await withinOf(db, { areaId, scope, edition });
    const facts = await gatherEffort(db, areaId, { from, to, edition, within });
    const grids = weighEffort(facts, days).map((row, k) => ({
      ...row,
      code: facts[k]!.code,
      name: facts[k]!.name,
      // Infinity has no JSON: no bound.
      effortRatio: row.effortRatio && {
        low: row.effortRatio.low,
        best: finite(row.effortRatio.best),
        high: finite(row.effortRatio.high),
      },
    }));
    return { areaId, from, to, edition, confidence: CONFIDENCE, grids };
  });

  mount(routes.getCoverageHours, async ({ query, account }) => {
    const { areaId = account.areaId, from, to } = query;
    requireDays(query, COVERAGE_HOURS_DAYS_MAX);
    return { areaId, from, to, ...(await coverageHours(db, { areaId, from, to })) };
  });
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);
