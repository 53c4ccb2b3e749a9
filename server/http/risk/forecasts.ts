import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/analysis/risk.ts';
import { DAY_MS } from '../../contract/units.ts';
import { areaName, dateOf, readScores } from '../../db/risk/forecasts.ts';
import { SERVED } from '../../domain/forecast-service/methods.ts';
import { STANDING_RULE } from '../../domain/forecast-service/standing.ts';
import { DECIDES_AFTER, summariseScores } from '../../domain/forecast-service/summary.ts';
import { servingMethod } from '../../services/risk/serving-method.ts';
import type { Mount } from '../shell/mount.ts';

/** Days read: the weeks looked back on, and as many again for days that wait for their scores. */
const READ_D = STANDING_RULE.windowWeeks * 14;

/** How forecasts did against what happened. */
export function forecastRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getForecastScores, async ({ query, account }) => {
    const areaId = query.areaId ?? account.areaId;
    const standing = await servingMethod(db, areaId, now());
    const ofArea = standing.areaId ?? areaId;
    const fromDay = Math.floor(now() / DAY_MS) - READ_D;
    const scores = await readScores(db, ofArea, fromDay);
    const { window, ...summary } = summariseScores(scores);
    const dayAt = (k: number) => (window.at(k) ? dateOf(window.at(k)!.day) : null);
    return {
      areaId: ofArea,
      areaName: await areaName(db, ofArea, now()),
      stored: standing.areaId !== null,
      method: SERVED,
      serving: standing.serving,
      standsDown: standing.standsDown,
      decidesAfter: DECIDES_AFTER,
      from: dayAt(0),
      to: dayAt(-1),
      ...summary,
    };
  });
}
