import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/people.ts';
import { listHandhelds } from '../../db/handhelds/scope.ts';
import { listOfficers } from '../../db/people/people.ts';
import { listPosts } from '../../db/people/posts.ts';
import { iso, utcDay } from '../../db/store/moments.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Officers and handhelds as of a moment, within what the account may see. */
export function peopleRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listOfficers, async ({ query, reader }) => ({
    officers: await listOfficers(db, {
      ...{ all: query.all, at: moment(query.at, now()), within: reader.areaId },
    }),
  }));

  mount(routes.listPosts, async ({ query, reader }) => {
    const day = query.all ? undefined : (query.day ?? utcDay(now()));
    if (day !== undefined && !isDay(day)) throw Refusal.of('invalid', 'no-day', { day });
    return { posts: await listPosts(db, { within: reader.areaId, moment: now(), day }) };
  });

  mount(routes.listHandhelds, async ({ query, account }) => ({
    handhelds: await listHandhelds(db, {
      scope: account.areaId,
      moment: iso(moment(query.at, now())),
    }),
  }));
}
