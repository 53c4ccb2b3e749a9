import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { putKey } from '../../db/handhelds/keys.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** By which key this handheld signs from now on. */
export function ownKeyRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.putOwnKey, async ({ body, handheld: { handheldId } }) => {
    if (!(await putKey(db, { handheldId, key: body.key, nowMs: now() })))
      throw Refusal.of('forbidden', 'key-of-secret');
    return null;
  });
}
