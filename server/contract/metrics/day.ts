import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { OUTCOMES, Outcome } from '../patrols/verdict.ts';

/** Why a day came out as it did, in the order reported. */
export const DAY_REASONS = [
  'off-duty-day',
  'on-leave',
  'not-assigned',
  'none-asked',
  'patrols-short',
  'rest-short',
  'window-taken',
  'counted-elsewhere',
  'off-duty',
  'suspicious-patrol',
  'unverifiable-patrol',
  'met',
] as const;

export const DayOutcome = literals([...OUTCOMES, 'not-required']);
export type DayOutcome = Static<typeof DayOutcome>;

/** One patrol as its day counts it. */
export const CountedPatrol = Type.Object({
  patrolId: Type.Integer(),
  verdictVersion: Type.Integer({ description: 'Of the latest verdict of the machine' }),
  decidedVersion: Type.Optional(
    Type.Integer({
      description:
        "Where a supervisor's outcome stands: the verdict version it was decided over; a newer verdict may stand beside it",
    }),
  ),
  outcome: Outcome,
  counts: Type.Boolean({ description: 'Whether it is one of the patrols done' }),
  why: Type.Union([literals(DAY_REASONS), Type.Null()], { description: 'Why it does not count' }),
});
export type CountedPatrol = Static<typeof CountedPatrol>;

/** The verdict over what one officer did in one grid on one local day, made of the verdicts over the patrols. */
export const DayVerdict = Type.Object({
  outcome: DayOutcome,
  reasons: Type.Array(
    Type.Object({
      code: literals(DAY_REASONS),
      measured: Type.Optional(Type.Integer()),
      required: Type.Optional(Type.Integer()),
    }),
  ),
  patrols: Type.Array(CountedPatrol),
});
export type DayVerdict = Static<typeof DayVerdict>;

const Day = Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' });

/** Days an officer is not on duty (请假), and who stands in. */
export const Leave = Type.Object(
  {
    officerId: Type.Integer({ minimum: 1 }),
    firstDay: Day,
    lastDay: Day,
    kind: literals(['leave', 'sick', 'training', 'other']),
    substituteId: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'Officer of whom the patrols of the grid are required instead',
    }),
  },
  { additionalProperties: false },
);
export type Leave = Static<typeof Leave>;

/** A day verdict on record, and what it was judged by. */
export const DayRecord = Type.Object({
  day: Day,
  officerId: Type.Integer(),
  gridId: Type.Integer(),
  normId: Type.Integer(),
  normVersion: Type.Integer(),
  edition: Type.Integer({ description: 'Edition of the roll-ups that brought it' }),
  patrolsRequired: Type.Integer(),
  patrolsDone: Type.Integer(),
  verdict: DayVerdict,
});
export type DayRecord = Static<typeof DayRecord>;

/** As Leave; `lastDay` null takes it back. */
export const LeaveInput = Type.Object(
  { ...Leave.properties, lastDay: Type.Union([Day, Type.Null()]) },
  { additionalProperties: false },
);
export type LeaveInput = Static<typeof LeaveInput>;
