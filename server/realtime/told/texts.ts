import type { Semaphore } from 'async-mutex';
import type { Server } from 'socket.io';
import type { Context } from '../../context.ts';
import type { HandheldText } from '../../contract/fixes/handheld.ts';
import { noteTaken, waitingTexts } from '../../db/handhelds/texts.ts';
import { toHandheld } from './to-handheld.ts';

type Told = Pick<Context, 'db' | 'now'>;

/** Whoever sends a text waits so long for a handheld to take it; it has it later all the same. */
const ACK_TIMEOUT_MS = 3_000;

/** Tells a connected handheld a text; whether it took it. What is not taken comes again on connecting: it may come twice, never not at all. */
export async function tellText(
  io: Server,
  { db, now }: Told,
  handheldId: number,
  text: HandheldText,
): Promise<boolean> {
  if (!(await toHandheld(io, handheldId, ['text', text], ACK_TIMEOUT_MS))) return false;
  await noteTaken(db, { handheldId, id: text.id, nowMs: now() });
  return true;
}

/** Tells a handheld that connected the texts it has not taken yet, looked for in its turn. */
export async function catchUpTexts(
  io: Server,
  context: Told & { looks: Semaphore },
  handheldId: number,
): Promise<void> {
  const { db, looks, now } = context;
  const waiting = () => waitingTexts(db, handheldId, now());
  for (const text of await looks.runExclusive(waiting))
    if (!(await tellText(io, context, handheldId, text))) return;
}
