import type { Context } from '../../context.ts';
import { SAVED_VIEWS_MAX } from '../../contract/accounts/saved-view.ts';
import * as routes from '../../contract/routes/people/saved-views.ts';
import { dropView, listViews, putView } from '../../db/accounts/saved-views.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** Views that everybody keeps for the own account. */
export function savedViewRoutes(mount: Mount, { db }: Context): void {
  mount(routes.listViews, async ({ account }) => ({ views: await listViews(db, account.id) }));
  mount(routes.putView, async ({ account, body, params }) => {
    if (!(await putView(db, account.id, { ...params, ...body })))
      throw Refusal.of('wrong-state', 'views-most', { most: SAVED_VIEWS_MAX });
    return null;
  });
  mount(routes.dropView, async ({ account, params }) => {
    await dropView(db, account.id, params.name);
    return null;
  });
}
