import { type Static, Type } from 'typebox';

const Day = Type.String({ format: 'date', description: 'Local day of the grid, YYYY-MM-DD' });
const officer = Type.Integer({ minimum: 1 });

/** Two officers sent out together (结伴巡查), in either order: their handhelds are lawfully carried side by side. */
export const PairInput = Type.Object(
  {
    officerId: officer,
    partnerId: officer,
    firstDay: Day,
    lastDay: Type.Union([Day, Type.Null()], { description: 'null: until further notice' }),
  },
  { additionalProperties: false },
);
export type PairInput = Static<typeof PairInput>;

/** A pair on record. */
export const Pair = Type.Object({
  ...PairInput.properties,
  putBy: Type.String({ description: 'Account that put it on record' }),
});
export type Pair = Static<typeof Pair>;

/** Names a pair on record. */
export const PairKey = Type.Object({ officerId: officer, partnerId: officer, firstDay: Day });
export type PairKey = Static<typeof PairKey>;
