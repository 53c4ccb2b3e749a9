import type { Semaphore } from 'async-mutex';
import type { Server } from 'socket.io';
import type { Context } from '../../context.ts';
import type { Warning } from '../../contract/warnings/warning.ts';
import { readWarnings } from '../../db/warnings/list.ts';
import { missedWarnings, noteReceipt } from '../../db/warnings/receipts.ts';
import { forHandheld } from '../../services/warnings/for-handheld.ts';
import type { Push } from './push.ts';
import { toHandheld } from './to-handheld.ts';

type Told = Pick<Context, 'db' | 'now'>;

/** A handheld that has not acknowledged by then is told again when it comes back. */
const ACK_TIMEOUT_MS = 30_000;

/** Tells the handhelds in a warning's grids that are connected; the others are pushed to, and hear of it on connecting. */
export async function tellHandhelds(
  io: Server,
  context: Told & { push: Push },
  warning: Warning,
): Promise<void> {
  const missed = await missedWarnings(context.db, { warningId: warning.id }, context.now());
  await Promise.all(
    missed.map(async ({ handheldId }) => {
      if (!(await tell(io, context, handheldId, warning)))
        await context.push.tell(handheldId, { warning });
    }),
  );
}

/** Tells a handheld that connected what it has not acknowledged yet, looked for in its turn. */
export async function catchUp(
  io: Server,
  context: Told & { looks: Semaphore },
  handheldId: number,
): Promise<void> {
  const { db, looks, now } = context;
  const warnings = await looks.runExclusive(async () => {
    const missed = await missedWarnings(db, { handheldId }, now());
    return readWarnings(
      db,
      missed.map(({ warningId }) => warningId),
    );
  });
  for (const warning of warnings) if (!(await tell(io, context, handheldId, warning))) return;
}

/** The receipt is on record only once the handheld has acknowledged: what is not may come twice, never not at all. */
async function tell(
  io: Server,
  { db, now }: Told,
  handheldId: number,
  warning: Warning,
): Promise<boolean> {
  if (!(await toHandheld(io, handheldId, ['warning', forHandheld(warning)], ACK_TIMEOUT_MS)))
    return false;
  await noteReceipt(db, {
    handheldId,
    warningId: warning.id,
    edition: warning.edition,
    at: now(),
  });
  return true;
}
