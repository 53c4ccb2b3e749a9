import type { Server } from 'socket.io';
import type { Context } from '../../context.ts';
import { RESEND_KEPT_MS } from '../../contract/fixes/handheld.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { readRestored } from '../../db/store/restored.ts';
import { toHandheld } from './to-handheld.ts';

/** Asked for from so long before: what was being stored while the backup was made came before it, or after. */
const MARGIN_MS = HOUR_MS;
const ACK_TIMEOUT_MS = 10_000;

/**
 * Asks a handheld that connected for what it was told is stored, and a store that came back from a backup has no more. The time is told as
 * so long ago, since its clock may be another; whoever heard of this restore before does nothing.
 */
export async function askAgain(
  io: Server,
  { db, now }: Pick<Context, 'db' | 'now'>,
  handheldId: number,
): Promise<void> {
  const restored = await readRestored(db);
  // Nobody has anything of before the restore any more.
  if (!restored || now() - restored.atMs > RESEND_KEPT_MS) return;
  const { asOfMs, atMs } = restored;
  const asked = { restoredAt: atMs, agoMs: now() - asOfMs + MARGIN_MS };
  await toHandheld(io, handheldId, ['resend', asked], ACK_TIMEOUT_MS);
}
