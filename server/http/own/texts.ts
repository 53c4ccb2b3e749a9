import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { noteRead, noteTaken, waitingTexts } from '../../db/handhelds/texts.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** Texts to whoever carries the handheld, where no socket brings them, and that they were read. */
export function ownTextRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listOwnTexts, async ({ handheld: { handheldId } }) => ({
    texts: await waitingTexts(db, handheldId, now()),
  }));

  mount(routes.noteOwnText, async ({ params: { id }, body, handheld: { handheldId } }) => {
    const note = body.state === 'read' ? noteRead : noteTaken;
    if (!(await note(db, { handheldId, id, nowMs: now() })))
      throw Refusal.of('not-found', 'no-text', { id });
    return null;
  });
}
