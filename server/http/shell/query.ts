import { readTime } from '../../domain/reading/times.ts';
import { Refusal } from '../../errors.ts';

/** What no question can mean, and no store would be asked. */
const FROM_MS = Date.UTC(1970, 0, 1);
const TO_MS = Date.UTC(3000, 0, 1);

/** A moment of a query as Unix ms; `fallback` where none is given. @throws ReadingError for a day no calendar has, `invalid` for one far off. */
export function moment<T extends number | undefined>(
  text: string | undefined,
  fallback: T,
): number | T {
  if (text === undefined) return fallback;
  const ms = /^\d+$/.test(text) ? Number(text) : readTime(text, { timeZone: 'UTC' }).t;
  if (ms >= FROM_MS && ms < TO_MS) return ms;
  throw new Refusal('invalid', `${text} does not lie in the years 1970 to 2999`);
}
