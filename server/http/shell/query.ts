import { readTime } from '../../domain/reading/times.ts';

/** A moment of a query as Unix ms; `fallback` where none is given. @throws ReadingError for a day no calendar has. */
export function moment<T extends number | undefined>(
  text: string | undefined,
  fallback: T,
): number | T {
  if (text === undefined) return fallback;
  return /^\d+$/.test(text) ? Number(text) : readTime(text, { timeZone: 'UTC' }).t;
}
