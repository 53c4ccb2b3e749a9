import type { Context } from '../../context.ts';
import type { HandheldText } from '../../contract/fixes/handheld.ts';
import { noteTaken } from '../../db/handhelds/texts.ts';

/** Tells a handheld a text that is on record, by whatever it speaks; what it does not take now it takes on connecting. */
export async function tellText(
  { announce, db, now, protocols }: Pick<Context, 'announce' | 'db' | 'now' | 'protocols'>,
  { handheldId, ...text }: HandheldText & { handheldId: number },
): Promise<'sent' | 'waiting'> {
  const outcome = protocols.commands.text(handheldId, inWords(text));
  if (outcome === 'sent') await noteTaken(db, { handheldId, id: text.id, nowMs: now() });
  else if (await announce.text(handheldId, text)) return 'sent';
  return outcome;
}

/** Terminals of other protocols show text alone. */
const inWords = ({ place, text }: HandheldText): string =>
  place ? `${text} (${place.lng.toFixed(5)}, ${place.lat.toFixed(5)})` : text;
