import { type Static, Type } from 'typebox';
import { authorship } from '../authorship.ts';
import { Severity } from '../incidents/incident.ts';
import { literals } from '../literals.ts';
import { pick } from '../shapes.ts';

const Hours = Type.Union([Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }), Type.Null()]);
const HoursOver = Type.Union([Type.Number({ minimum: 0, maximum: 10_000 }), Type.Null()]);
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** How long each phase of a case may take, what is near, and what a card is for. Hours are of the clock that `time` names. */
export const DeadlineRules = Type.Object(
  {
    time: literals(['calendar', 'working'], {
      description:
        'calendar: every hour counts; working: those of `workingHours` on working days of the place',
    }),
    workingHours: Type.Object({ from: Clock, to: Clock }, { additionalProperties: false }),
    hours: Type.Object(
      { accept: Hours, dispatch: Hours, handle: Hours, check: Hours, close: Hours },
      {
        additionalProperties: false,
        description:
          'By phase; null: no deadline. accept, dispatch, handle and check run one after the other, close from the report to the end',
      },
    ),
    yellowShare: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Share of the time that is gone when the light turns yellow',
    }),
    cards: Type.Object(
      { yellow: HoursOver, red: HoursOver },
      {
        additionalProperties: false,
        description: 'Hours over a deadline at which a card is given; null: none',
      },
    ),
  },
  { additionalProperties: false },
);
export type DeadlineRules = Static<typeof DeadlineRules>;

const Code = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });

/** Deadlines of an area and what lies below, for a category (with those below it) and severity or for all, from a moment on. */
export const DeadlineInput = Type.Object(
  {
    area: Code('Code of the area'),
    category: Type.Union([Code('Code of the category'), Type.Null()]),
    severity: Type.Union([Severity, Type.Null()]),
    rules: DeadlineRules,
    from: Type.String({ format: 'date-time' }),
  },
  { additionalProperties: false },
);
export type DeadlineInput = Static<typeof DeadlineInput>;

/** Which deadlines are taken back before they hold. */
export const DeadlineWithdrawal = pick(DeadlineInput, ['area', 'category', 'severity', 'from'], {
  additionalProperties: false,
});
export type DeadlineWithdrawal = Static<typeof DeadlineWithdrawal>;

export const Deadline = Type.Object({
  ...DeadlineInput.properties,
  areaId: Type.Integer(),
  to: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  ...authorship,
});
export type Deadline = Static<typeof Deadline>;
