import type { Context } from '../../context.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { BACK_TEST_DAYS_MAX } from '../../contract/norms/norm-test.ts';
import * as routes from '../../contract/routes/evaluation/norms.ts';
import { gridDaysBelow } from '../../db/norms/norm-trial.ts';
import { chooseNorm, listNorms } from '../../db/norms/norms.ts';
import { putNorms } from '../../db/norms/provision-norms.ts';
import { withdrawNorm } from '../../db/norms/withdraw-norm.ts';
import { daysBetween } from '../../domain/metrics/periods.ts';
import { publicationDefects } from '../../domain/norms/check-publication.ts';
import { PRESETS } from '../../domain/norms/presets.ts';
import { normContradictions } from '../../domain/verification/norm-contradictions.ts';
import { Refusal } from '../../errors.ts';
import { backTest } from '../../jobs/verdicts/back-test.ts';
import { areaOf } from '../areas/area-of.ts';
import { createTurns } from '../shell/in-turn.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { replyOfPut } from '../shell/replies/put-reply.ts';

/** Norms: what holds and why, presets, trying one on the past, publishing one from a moment to come, and taking that back until then. */
export function normRoutes(mount: Mount, { db, now, roster, trials }: Context): void {
  const inTurn = createTurns();

  mount(routes.listNorms, async ({ reader }) => ({
    norms: await listNorms(db, reader.areaId, new Date(now()).toISOString()),
  }));

  mount(routes.chooseNorm, async ({ query }) => {
    const { gridId, category, at } = query;
    const time = new Date(moment(at, now())).toISOString();
    const norm = (await chooseNorm(db, { gridId, category, moment: time })) ?? null;
    return { norm, rules: norm?.rules ?? defaultNorm().rules };
  });

  mount(routes.listNormPresets, async () => ({ presets: Object.values(PRESETS) }));

  mount(routes.publishNorm, async ({ body: norm, account }) => {
    await areaOf(db, norm.area);
    const defects = publicationDefects({
      rules: norm.rules,
      fromMs: Date.parse(norm.from),
      nowMs: now(),
    });
    if (defects.length > 0) throw Refusal.of('invalid', defects);
    const { changed } = replyOfPut(await putNorms(db, [norm], account.name));
    roster.forget();
    return { published: changed > 0 };
  });

  mount(routes.withdrawNorm, async ({ body }) => {
    await areaOf(db, body.area);
    if (!(await withdrawNorm(db, body, new Date(now()).toISOString())))
      throw Refusal.of('wrong-state', 'not-to-withdraw', { version: body.version });
    roster.forget();
    return null;
  });

  mount(routes.backTestNorm, async ({ body }, reply) => {
    const { norm, from, most, to } = body;
    const areaId = await areaOf(db, norm.area);
    const days = daysBetween(from, to);
    if (!(days > 0 && days <= BACK_TEST_DAYS_MAX))
      throw Refusal.of('invalid', 'days-to-try', { most: BACK_TEST_DAYS_MAX });
    const contradictions = normContradictions(norm.rules);
    if (contradictions.length > 0)
      throw Refusal.of(
        'invalid',
        contradictions.map((code) => ({ code, values: {} })),
      );
    const keys = await gridDaysBelow(db, { areaId, from, to });
    return inTurn(reply, (gone) => backTest(db, { gone, keys, most, norm, judge: trials.judge }));
  });
}
