import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/analysis/search.ts';
import { findAnything } from '../../services/search/find.ts';
import type { Mount } from '../shell/mount.ts';

/** One search over all that has a name, a code or a number. */
export function searchRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.search, async ({ query, account }) => ({
    hits: await findAnything(db, query.q.trim(), { within: account.areaId, nowMs: now() }),
  }));
}
