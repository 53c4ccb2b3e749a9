import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/people.ts';
import { dropPair, listPairs, putPair } from '../../db/people/pairs.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** Officers sent out together. */
export function pairRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listPairs, async ({ query, account }) => {
    const { from, to } = query;
    if (!isDay(from) || !isDay(to) || from >= to) throw Refusal.of('invalid', 'days-in-order');
    return { pairs: await listPairs(db, { areaId: account.areaId, from, to }) };
  });

  mount(routes.putPair, async ({ body, account }) => {
    const lastDay = body.lastDay ?? body.firstDay;
    if (!isDay(body.firstDay) || !isDay(lastDay) || lastDay < body.firstDay)
      throw Refusal.of('invalid', 'days-in-order');
    if (body.partnerId === body.officerId) throw Refusal.of('invalid', 'pair-of-two');
    if (!(await putPair(db, { ...body, putBy: account.name }, now())))
      throw Refusal.of('invalid', 'no-such-officer');
    return null;
  });

  mount(routes.dropPair, async ({ query }) => {
    if (!isDay(query.firstDay)) throw Refusal.of('invalid', 'no-day', { day: query.firstDay });
    if (!(await dropPair(db, query, now()))) throw Refusal.of('not-found');
    return null;
  });
}
