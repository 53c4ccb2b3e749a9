import type { Context } from '../../context.ts';
import type { PairKey } from '../../contract/people/pair.ts';
import * as routes from '../../contract/routes/people.ts';
import { dropPair, listPairs, putPair } from '../../db/people/pairs.ts';
import { officerInScope } from '../../db/rollups/metric-groups.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** Officers sent out together. */
export function pairRoutes(mount: Mount, { db, now }: Context): void {
  /** Both must be the account's own: nobody vouches for another's officers. */
  const mustHold = async (scope: number, { officerId, partnerId }: PairKey) => {
    const moment = new Date(now()).toISOString();
    for (const id of [officerId, partnerId])
      if (!(await officerInScope(db, id, scope, moment)))
        throw new Refusal('forbidden', `officer ${id} holds no grid in area ${scope}`);
  };

  mount(routes.listPairs, async ({ query, account }) => {
    const { from, to } = query;
    if (!isDay(from) || !isDay(to) || from >= to)
      throw new Refusal('invalid', 'from and to are days, YYYY-MM-DD, from before to');
    return { pairs: await listPairs(db, { areaId: account.areaId, from, to }) };
  });

  mount(routes.putPair, async ({ body, account }) => {
    const lastDay = body.lastDay ?? body.firstDay;
    if (!isDay(body.firstDay) || !isDay(lastDay) || lastDay < body.firstDay)
      throw new Refusal('invalid', 'firstDay and lastDay are days, YYYY-MM-DD, in this order');
    if (body.partnerId === body.officerId) throw new Refusal('invalid', 'a pair is two officers');
    const { areaId, name } = account;
    await mustHold(areaId, body);
    if (!(await putPair(db, { ...body, putBy: name }, now())))
      throw new Refusal('invalid', 'there is no such officer');
    return null;
  });

  mount(routes.dropPair, async ({ query, account }) => {
    const pair = query;
    if (!isDay(pair.firstDay)) throw new Refusal('invalid', 'firstDay is a day, YYYY-MM-DD');
    await mustHold(account.areaId, pair);
    if (!(await dropPair(db, pair, now()))) throw new Refusal('not-found');
    return null;
  });
}
