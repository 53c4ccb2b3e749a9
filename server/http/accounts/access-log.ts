import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/access-log.ts';
import { listEntries } from '../../db/access/access-log.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Who looked at whom and who did what, for auditors. */
export function accessLogRoutes(mount: Mount, { db }: Context): void {
  mount(routes.listAccess, async ({ query, account }) => {
    const { from, to, cursor, limit = routes.ACCESS_PAGE_MAX, ...filter } = query;
    const entries = await listEntries(db, {
      ...{ ...filter, within: account.areaId, before: cursor, limit },
      ...{ fromMs: moment(from, undefined), toMs: moment(to, undefined) },
    });
    return { entries, next: entries.length < limit ? null : entries.at(-1)!.id };
  });
}
