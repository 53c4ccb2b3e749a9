import type { Context } from '../../context.ts';
import { BACK_TEST_DAYS_MAX } from '../../contract/norms/norm-test.ts';
import * as routes from '../../contract/routes/evaluation/rules-test.ts';
import { listJudgedPatrols } from '../../db/verdicts/judged-patrols.ts';
import { daysBetween } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { tryRules } from '../../jobs/verdicts/try-rules.ts';
import { areaOf } from '../areas/area-of.ts';
import { createTurns } from '../shell/in-turn.ts';
import type { Mount } from '../shell/mount.ts';

/** Patrols one request judges again; more are asked for day by day or area by area. */
const PATROLS_MAX = 2_000;

/** The rules of this server tried on patrols judged before. */
export function rulesTestRoutes(mount: Mount, { db, trials }: Context): void {
  const inTurn = createTurns();

  mount(routes.backTestRules, async ({ body: { area, from, to } }, reply) => {
    const areaId = await areaOf(db, area);
    const days = daysBetween(from, to);
    if (!(days > 0 && days <= BACK_TEST_DAYS_MAX))
      throw Refusal.of('invalid', 'days-to-try', { most: BACK_TEST_DAYS_MAX });
    const patrols = await listJudgedPatrols(db, { areaId, from, to });
    if (patrols.length > PATROLS_MAX)
      throw Refusal.of('invalid', 'too-many-to-try', {
        count: patrols.length,
        most: PATROLS_MAX,
      });
    return inTurn(reply, (gone) => tryRules(db, { gone, patrols, judge: trials.judge }));
  });
}
