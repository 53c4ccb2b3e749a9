import { Refusal } from '../../errors.ts';

/** A moment of a query as Unix ms; `fallback` where none is given. Throws `invalid` for a day no calendar has. */
export function moment<T extends number | undefined>(
  text: string | undefined,
  fallback: T,
): number | T {
  if (text === undefined) return fallback;
  const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isNaN(ms)) throw new Refusal('invalid', `${text} is no moment`);
  return ms;
}
