import type { TSchema } from 'typebox';
import { daysBetween, isDay, isWithinReach } from '../../domain/metrics/periods.ts';
import { readTime } from '../../domain/reading/times/times.ts';
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
  throw Refusal.of('invalid', 'moment-beyond', { given: text });
}

/** How many days lie between two of a query; throws `invalid` where they are none or more than `most`. */
export function requireDays({ from, to }: { from: string; to: string }, most: number): number {
  for (const day of [from, to]) if (!isDay(day)) throw Refusal.of('invalid', 'no-day', { day });
  const beyond = [from, to].find((day) => !isWithinReach(day));
  if (beyond) throw Refusal.of('invalid', 'moment-beyond', { given: beyond });
  if (from >= to) throw Refusal.of('invalid', 'from-to', { from, to });
  const days = daysBetween(from, to);
  if (days > most) throw Refusal.of('invalid', 'days-at-once', { most });
  return days;
}

interface Declared {
  properties?: object;
  /** The route takes names that are known only when it is asked, such as the columns of a collection, and looks at them itself. */
  additionalProperties?: unknown;
}

/** Throws `invalid` where a query has what the route does not know: a name written wrong would be answered as if it had not been asked. */
export function requireDeclared(asked: unknown, declared: TSchema | undefined): void {
  const { additionalProperties, properties = {} } = (declared ?? {}) as Declared;
  if (additionalProperties) return;
  const known = Object.keys(properties);
  const other = Object.keys(asked as object).find((name) => !known.includes(name));
  if (other === undefined) return;
  throw Refusal.of('invalid', 'no-parameter', { name: other, known: known.join(', ') || '–' });
}
