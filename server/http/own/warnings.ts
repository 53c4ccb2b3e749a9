import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { STANDING_STATES } from '../../contract/warnings/warning.ts';
import { listWarnings } from '../../db/warnings/list.ts';
import { forHandheld } from '../../services/warnings/for-handheld.ts';
import type { Mount } from '../shell/mount.ts';

/** What a handheld reads where no socket brings it. */
export function ownWarningRoutes(mount: Mount, { db, roster }: Context): void {
  mount(routes.listOwnWarnings, async ({ handheld: { handheldId } }) => {
    const duty = await roster.find(handheldId);
    if (!duty?.grid) return { warnings: [] };
    const { warnings } = await listWarnings(db, { within: duty.grid.id, states: STANDING_STATES });
    return { warnings: warnings.map(forHandheld) };
  });
}
