import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/** What a day is that is not what its weekday says: a public holiday (放假), or worked in place of another (调休上班). */
export const DAY_KINDS = ['holiday', 'working-day'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** A day of the calendar of holidays. */
export const Holiday = Type.Object(
  {
    day: Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' }),
    kind: literals(DAY_KINDS),
    name: Type.String({ maxLength: 200, description: 'Of the festival; may be empty' }),
  },
  { additionalProperties: false },
);
export type Holiday = Static<typeof Holiday>;

/** Days put by one request: ten years of every day. */
export const HOLIDAYS_MAX = 4_000;

export const HolidaysInput = Type.Object(
  { holidays: Type.Array(Holiday, { minItems: 1, maxItems: HOLIDAYS_MAX }) },
  { additionalProperties: false },
);
