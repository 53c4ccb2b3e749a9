import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/analysis/warning-thresholds.ts';
import { DEFAULT_THRESHOLDS } from '../../contract/warnings/thresholds.ts';
import type { WatchedArea } from '../../db/risk/days.ts';
import { listThresholds, putThresholds, withdrawThresholds } from '../../db/risk/thresholds.ts';
import { thresholdDefects } from '../../domain/risk/check-thresholds.ts';
import { Refusal } from '../../errors.ts';
import { tryThresholds, watchedWithin } from '../../jobs/risk/try-thresholds.ts';
import { areaOf } from '../areas/area-of.ts';
import { createTurns } from '../shell/in-turn.ts';
import type { Mount } from '../shell/mount.ts';

/** Thresholds of warnings: what holds, trying others on the last 30 days, publishing them from a moment to come, and taking that back until then. */
export function warningThresholdRoutes(mount: Mount, { db, now }: Context): void {
  /** A trial reads months of incidents. */
  const inTurn = createTurns();

  mount(routes.listWarningThresholds, async ({ account }) => ({
    builtIn: DEFAULT_THRESHOLDS,
    thresholds: await listThresholds(db, account.areaId, now()),
  }));

  mount(routes.publishWarningThresholds, async ({ body, account }) => {
    const defects = thresholdDefects(body.thresholds);
    if (Date.parse(body.from) < now())
      defects.push({ code: 'from-is-past', values: { from: body.from } });
    if (defects.length > 0) throw Refusal.of('invalid', defects);
    await watchedIn(body.area);
    const put = await putThresholds(db, body, account.name);
    if (typeof put === 'object')
      throw Refusal.of('invalid', 'version-starts', { starts: put.starts });
    return { published: put === 'put' };
  });

  mount(routes.withdrawWarningThresholds, async ({ body }) => {
    if (await withdrawThresholds(db, body, now())) return null;
    const { version } = body;
    throw Refusal.of('wrong-state', 'not-to-withdraw', { version });
  });

  mount(routes.tryWarningThresholds, async ({ body: { area, thresholds } }, reply) => {
    const defects = thresholdDefects(thresholds);
    if (defects.length > 0) throw Refusal.of('invalid', defects);
    const areas = await watchedIn(area);
    return inTurn(reply, (gone) => tryThresholds(db, { areas, gone, thresholds, nowMs: now() }));
  });

  /** Where thresholds of an area would be asked for; one in a district would never be. */
  async function watchedIn(code: string): Promise<WatchedArea[]> {
    const watched = await watchedWithin(db, await areaOf(db, code), now());
    if (watched.length > 0) return watched;
    throw Refusal.of('invalid', 'not-watched', { area: code });
  }
}
