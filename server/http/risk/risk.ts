import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/analysis/risk.ts';
import { Refusal } from '../../errors.ts';
import { areaRisk } from '../../services/risk/area-risk.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Where incidents are to be expected next. */
export function riskRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getRisk, async ({ query, account }) => {
    const atMs = moment(query.at, now());
    const areaId = query.areaId ?? account.areaId;
    const risk = await areaRisk(db, areaId, { atMs, hours: query.hours ?? 24 });
    if (!risk) throw Refusal.of('not-found', 'not-there-then');
    return risk;
  });
}
