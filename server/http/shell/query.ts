import { Type } from 'typebox';
import { Refusal } from '../../errors.ts';

/** Moments in a query: ISO 8601 with an offset, or Unix milliseconds. */
export const MomentQuery = Type.String({
  pattern:
    '^(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?(Z|[+-]\\d{2}:?\\d{2})|\\d{10,14})$',
  description: 'ISO 8601 with offset, or Unix milliseconds',
});

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

export const IdParam = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
