import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/** What one search finds, in the order shown. */
export const HIT_KINDS = [
  'officer',
  'grid',
  'place',
  'patrol',
  'case',
  'warning',
  'incident',
] as const;
export type HitKind = (typeof HIT_KINDS)[number];

/** At most so many of each kind are named. */
export const HITS_EACH = 6;
/** Incidents are looked for by the beginning of their id this far back, days; by the whole id without end. */
export const INCIDENT_PREFIX_DAYS = 92;

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(of: T) =>
  Type.Union([of, Type.Null()]);

/** One thing found: what it is called and what tells it from others of its kind; null: it has no such thing. */
export const SearchHit = Type.Object({
  kind: literals(HIT_KINDS),
  id: Type.String({ description: 'Id as text' }),
  name: OrNull(Type.String({ description: 'Of an officer, an area, or the officer of a patrol' })),
  code: OrNull(Type.String()),
  category: OrNull(Type.String({ description: 'Code of the category of an incident' })),
  areaId: OrNull(Type.Integer({ description: 'The area it is or lies in' })),
  officerId: OrNull(Type.Integer({ description: 'Whose patrol it is' })),
  at: OrNull(Type.String({ format: 'date-time', description: 'When it began' })),
  state: OrNull(Type.String({ description: 'Of a case or a warning; severity of an incident' })),
});
export type SearchHit = Static<typeof SearchHit>;
