import { type Static, Type } from 'typebox';
import { Datum } from '../areas/geo.ts';
import { literals } from '../literals.ts';
import { PostRole } from './post.ts';

export const OFFICER_CATEGORIES = ['full-time', 'part-time', 'specialist', 'volunteer'] as const;
export const OfficerCategory = literals(OFFICER_CATEGORIES);
export type OfficerCategory = (typeof OFFICER_CATEGORIES)[number];

/** An officer (网格员) with the grid held at the moment asked for; or who holds a post, with or without a grid. */
export const Officer = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  category: OfficerCategory,
  gridId: Type.Union([Type.Integer(), Type.Null()]),
  post: Type.Union([PostRole, Type.Null()]),
  postAreaId: Type.Union([Type.Integer(), Type.Null()]),
  homeAreaId: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Whose the officer is while no grid is held; null: of the top area',
  }),
});
export type Officer = Static<typeof Officer>;

/** So many days back it is counted what was refused of a handheld; one that was not heard in them is silent. */
export const RECENT_DAYS = 7;

/** What keeps a handheld from being of use: nobody carries it, who carries it holds no grid, nothing was heard of it in RECENT_DAYS. */
export const HANDHELD_LACKS = ['officer', 'grid', 'heard'] as const;

/** A handheld (手持终端) with the officer it was given to at the moment asked for. Its secret never leaves the store. */
export const Handheld = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  datum: Datum,
  officerId: Type.Union([Type.Integer(), Type.Null()]),
  refused: Type.Integer({
    description: `Fixes refused in the ${RECENT_DAYS} days before, whatever the reason`,
  }),
  heardAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: `When it was last heard in the ${RECENT_DAYS} days before; null: not at all`,
  }),
  lacks: Type.Array(literals(HANDHELD_LACKS), {
    description:
      'What keeps it from being of use: nobody carries it, who carries it holds no grid, it was not heard',
  }),
});
export type Handheld = Static<typeof Handheld>;
