import { type Static, Type } from 'typebox';
import { CaseUnit } from '../cases/figures.ts';
import { ScoringScheme, ScoringSchemeInput } from './schemes.ts';

const { from: Day } = ScoringScheme.properties;
const { area, code, rules } = ScoringSchemeInput.properties;

/** Rules to be tried on the last whole period of theirs, beside the scheme of that code where one scored it. */
export const SchemeTrialInput = Type.Object(
  {
    ...{ area, code, rules },
    level: CaseUnit,
  },
  { additionalProperties: false },
);
export type SchemeTrialInput = Static<typeof SchemeTrialInput>;

const Tried = Type.Union([
  Type.Object({
    total: Type.Union([Type.Number(), Type.Null()]),
    rank: Type.Union([Type.Integer(), Type.Null()]),
    stars: Type.Union([Type.Integer(), Type.Null()]),
    last: Type.Boolean(),
  }),
  Type.Null(),
]);
export const SchemeTrial = Type.Object({
  from: Day,
  to: Day,
  rows: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      before: Type.Unsafe<Static<typeof Tried>>({
        ...Tried,
        description: 'By the version that scored the period; null: by none',
      }),
      after: Tried,
    }),
    { description: 'Whose total, rank, stars or place among the last differ come first' },
  ),
  changed: Type.Integer({ description: 'How many of the rows differ' }),
});
export type SchemeTrial = Static<typeof SchemeTrial>;
