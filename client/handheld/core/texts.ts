import type { HandheldText } from '../../../server/contract/fixes/handheld.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import { isFinal, type Link } from '../queue/link.ts';
import type { Queue } from '../queue/queue.ts';

/** Ids of texts read since the app began: what was on its way meanwhile must not bring them back. */
const readHere = new Set<number>();

/** A text may come twice, by the socket and by HTTP: it is read once. */
export async function keepText(queue: Queue, text: HandheldText): Promise<void> {
  const isRead = (await queue.get('textsRead'))?.includes(text.id);
  const others = ((await queue.get('texts')) ?? []).filter(({ id }) => id !== text.id);
  if (isRead || readHere.has(text.id)) return;
  await queue.put('texts', [...others, text]);
}

/** The officer read a text: it goes from the screen at once, and the server hears of it as soon as it can be reached. */
export async function readText({ queue, link }: Reach, id: number): Promise<void> {
  readHere.add(id);
  await queue.put('textsRead', [...((await queue.get('textsRead')) ?? []), id]);
  await queue.put(
    'texts',
    ((await queue.get('texts')) ?? []).filter((text) => text.id !== id),
  );
  await tellRead({ queue, link });
}

/** Tells which texts were read that the server was not told of yet. */
export async function tellRead({ queue, link }: Reach): Promise<void> {
  for (const id of (await queue.get('textsRead')) ?? []) {
    const told = { params: { id }, body: { state: 'read' } } as const;
    const isDone = await link.call(routes.noteOwnText, told).then(() => true, isFinal);
    if (!isDone) return;
    await queue.put(
      'textsRead',
      ((await queue.get('textsRead')) ?? []).filter((other) => other !== id),
    );
  }
}

/** Takes the texts that no socket brought. */
export async function takeTexts({ queue, link }: Reach): Promise<void> {
  const { texts } = await link.call(routes.listOwnTexts);
  for (const text of texts) {
    await keepText(queue, text);
    await link.call(routes.noteOwnText, { params: { id: text.id }, body: { state: 'taken' } });
  }
}

interface Reach {
  queue: Queue;
  link: Link;
}
