import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { DAY_REASONS, DayOutcome } from '../metrics/day.ts';
import { Outcome, ReasonCode } from '../patrols/verdict.ts';
import { NormInput } from '../people/provision.ts';
import { omit, record } from '../shapes.ts';

const Day = Type.String({ format: 'date' });

/** Longest past period one back-test looks at. */
export const BACK_TEST_DAYS_MAX = 31;
/** Most patrols, and grid days on which nobody patrolled, that one back-test looks at. */
export const BACK_TEST_MAX = 2_000;

const Head = Type.Object({
  outcome: Type.Unsafe<Static<typeof DayOutcome>>(DayOutcome),
  patrolsDone: Type.Integer(),
  patrolsRequired: Type.Integer(),
  reasons: Type.Array(literals(DAY_REASONS), { description: 'Why the day comes out so' }),
});

/** A patrol that counts otherwise under the changed norm. */
const PatrolChange = Type.Object({
  patrolId: Type.Integer(),
  before: Outcome,
  after: Outcome,
  reasons: Type.Array(ReasonCode, {
    description: 'Of its verdict under the changed norm; empty where it was not judged again',
  }),
  why: Type.Union([literals(DAY_REASONS), Type.Null()], {
    description: 'Why it does not count under the changed norm though it is completed',
  }),
});

/** A day that would have been judged otherwise. */
export const DayChange = Type.Object({
  officerId: Type.Integer(),
  gridId: Type.Integer(),
  day: Day,
  before: Head,
  after: Head,
  patrols: Type.Array(PatrolChange, { description: 'Those that count or stand otherwise' }),
});
export type DayChange = Static<typeof DayChange>;

/** What a changed norm would have decided over a past period. */
export const BackTest = Type.Object({
  days: Type.Integer({ description: 'Officer-days looked at' }),
  changedDays: Type.Integer(),
  officers: Type.Integer({ description: 'Officers with a changed day' }),
  grids: Type.Integer({ description: 'Grids with a changed day' }),
  drawn: Type.Object(
    { gridDays: Type.Integer(), of: Type.Integer() },
    { description: 'Grid days looked at, by lot where there are more than `most` allows for' },
  ),
  share: Type.Object(
    { share: Type.Number(), low: Type.Number(), high: Type.Number() },
    {
      description:
        'Changed officer-days in those looked at; with where the share in all lies, 95 % (Wilson score), and both the share where all are looked at',
    },
  ),
  outcomes: record(Type.Integer(), {
    description: 'Changed days by outcome before and after, such as `completed -> incomplete`',
  }),
  changes: Type.Array(DayChange),
});
export type BackTest = Static<typeof BackTest>;

/** A norm as it would be published, and the local days, from `from` to before `to`, to try it on. */
export const BackTestInput = Type.Object(
  {
    norm: omit(NormInput, ['from']),
    from: Day,
    to: Day,
    most: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: BACK_TEST_MAX,
        description: `Most patrols, and grid days on which nobody patrolled, to look at; ${BACK_TEST_MAX} unless told. Of more, as many are drawn by lot; fewer are always among more`,
      }),
    ),
  },
  { additionalProperties: false },
);
export type BackTestInput = Static<typeof BackTestInput>;
