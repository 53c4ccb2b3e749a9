import type { HandheldWarning } from '../../../server/contract/fixes/handheld.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import type { Link } from '../queue/link.ts';
import type { Queue } from '../queue/queue.ts';

/** One edition of a warning, as the socket brings them; what is over goes. */
export async function keepWarning(queue: Queue, warning: HandheldWarning): Promise<void> {
  const others = ((await queue.get('warnings')) ?? []).filter(({ id }) => id !== warning.id);
  await queue.put('warnings', warning.endedAt ? others : [warning, ...others]);
}

/** Editions this phone said it has, since the app began. */
const told = new Set<string>();

/**
 * Reads what stands in the own grid, where no socket brings it, and says that it is here; warnings of a grid that is not the own one any more
 * go. What the socket brought meanwhile is newer.
 */
export async function takeWarnings({ queue, link }: { queue: Queue; link: Link }): Promise<void> {
  const before = new Set((await queue.get('warnings'))?.map(nameOf));
  const { warnings } = await link.call(routes.listOwnWarnings);
  const come = ((await queue.get('warnings')) ?? []).filter((one) => !before.has(nameOf(one)));
  const newer = new Set(come.map(({ id }) => id));
  await queue.put('warnings', [...come, ...warnings.filter(({ id }) => !newer.has(id))]);
  // What a socket brings is acknowledged there.
  const taken = warnings.filter((one) => !told.has(nameOf(one)));
  if (link.socket.connected || taken.length === 0) return;
  const editions = taken.map(({ edition, id }) => ({ edition, id }));
  await link.call(routes.noteOwnWarnings, { body: { taken: editions } });
  for (const one of taken) told.add(nameOf(one));
}

const nameOf = ({ edition, id }: HandheldWarning) => `${id} ${edition}`;

/** A warning as an officer sees it: at another level it is another one. */
export const seenAs = ({ id, level }: HandheldWarning) => `${id} ${level}`;

/** Notes that the officer saw a warning; what is over by now is forgotten. */
export async function seeWarning(queue: Queue, warning: HandheldWarning): Promise<void> {
  const standing = new Set(((await queue.get('warnings')) ?? []).map(seenAs));
  const seen = (await queue.get('warningsSeen')) ?? [];
  await queue.put('warningsSeen', [...seen.filter((one) => standing.has(one)), seenAs(warning)]);
}
