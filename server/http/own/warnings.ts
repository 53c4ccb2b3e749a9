import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { STANDING_STATES } from '../../contract/warnings/warning.ts';
import { listWarnings, readWarnings } from '../../db/warnings/list.ts';
import { missedWarnings, noteReceipt } from '../../db/warnings/receipts.ts';
import { forHandheld } from '../../services/warnings/for-handheld.ts';
import type { Mount } from '../shell/mount.ts';

/** What a handheld reads where no socket brings it, and that it has it. */
export function ownWarningRoutes(mount: Mount, { db, now, roster }: Context): void {
  mount(routes.listOwnWarnings, async ({ handheld: { handheldId } }) => {
    const duty = await roster.find(handheldId);
    if (!duty?.grid) return { warnings: [] };
    const { warnings } = await listWarnings(db, { within: duty.grid.id, states: STANDING_STATES });
    return { warnings: warnings.map(forHandheld) };
  });

  mount(routes.noteOwnWarnings, async ({ body, handheld: { handheldId } }) => {
    const editions = new Map(body.taken.map(({ id, edition }) => [id, edition]));
    const missed = await missedWarnings(db, { handheldId }, now());
    const taken = missed.map(({ warningId }) => warningId).filter((id) => editions.has(id));
    for (const { id, edition } of await readWarnings(db, taken))
      await noteReceipt(db, {
        handheldId,
        warningId: id,
        // Nobody has an edition that is to come.
        edition: Math.min(edition, editions.get(id)!),
        at: now(),
      });
    return null;
  });
}
