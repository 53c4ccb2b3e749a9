import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/people.ts';
import { readSetup } from '../../db/people/setup.ts';
import type { Mount } from '../shell/mount.ts';

/** What administrators still have to bring in or to assign. */
export function setupRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getSetup, ({ account }) => readSetup(db, { at: now(), within: account.areaId }));
}
