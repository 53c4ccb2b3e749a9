import { type Static, Type } from 'typebox';
import { Level } from '../areas/area.ts';
import { LngLat } from '../areas/geo.ts';
import { FileProblem } from '../file-problem.ts';
import { SentAt } from '../fixes/sent-at.ts';
import { literals } from '../literals.ts';
import { record } from '../shapes.ts';
import { MINUTE_MS } from '../units.ts';
import { CASE_STEPS, Case, CaseFact, CasePhase, CaseState, CaseStep, Light } from './case.ts';

const Time = Type.String({ format: 'date-time' });
const TimeOrNull = Type.Union([Time, Type.Null()]);

/** Photos a case has at most; each is as large as one of an incident may be. */
export const CASE_PHOTOS_MAX = 30;

export const CasePhoto = Type.Object({
  id: Type.String(),
  step: Type.Unsafe<CaseStep>({
    ...CaseStep,
    description: 'What it shows: before, at or after which step',
  }),
  by: Type.String({ description: 'Account or handheld:CODE' }),
  officerId: Type.Union([Type.Integer(), Type.Null()], {
    description: 'The officer who had that handheld then; null: an account',
  }),
  receivedAt: Time,
});
export type CasePhoto = Static<typeof CasePhoto>;

/** A phase of a case and its deadline. */
export const CaseSpan = Type.Object({
  phase: CasePhase,
  level: Level,
  from: Time,
  to: TimeOrNull,
  kept: Type.Boolean({ description: 'It ended by what it waited for, not by being turned over' }),
  dueAt: TimeOrNull,
});
export type CaseSpan = Static<typeof CaseSpan>;

/** Where and when whoever was sent was seen at the place, by their own track. */
export const CaseArrival = Type.Object({
  sentAt: Type.String({ format: 'date-time', description: 'When it was dispatched or taken' }),
  claimedAt: { ...TimeOrNull, description: 'When the officer said so' },
  seenAt: {
    ...TimeOrNull,
    description: 'First fix since within `withinM` of the place; null: none on record',
  },
  withinM: Type.Number(),
  minutes: Type.Union([Type.Number(), Type.Null()], { description: 'From sentAt to seenAt' }),
});
export type CaseArrival = Static<typeof CaseArrival>;

export const CaseDetail = Type.Object({
  case: Case,
  text: Type.Union([Type.String(), Type.Null()], { description: 'What was said of its incident' }),
  incidentPhotos: Type.Array(Type.String(), { description: 'Ids, see the incident' }),
  facts: Type.Array(
    Type.Object({
      ...CaseFact.properties,
      idle: Type.Union([Type.String(), Type.Null()], {
        description: 'Why it had no effect: what came before it did not allow it; null: it had',
      }),
      idleWhy: Type.Union([FileProblem, Type.Null()], { description: '`idle` as a code' }),
    }),
    { description: 'In the order they were done' },
  ),
  spans: Type.Array(CaseSpan),
  grounds: Type.Array(
    Type.Object({
      areaId: Type.Integer({ description: 'The lowest area it lay in' }),
      name: Type.String(),
      until: Time,
    }),
    { description: 'Where it lay before areas were redrawn under it, one after the other' },
  ),
  photos: Type.Array(CasePhoto),
  arrival: Type.Union([CaseArrival, Type.Null()]),
  away: Type.Union(
    [
      Type.Object({
        lastDay: Type.String({ description: 'Local day, YYYY-MM-DD' }),
        substituteId: Type.Union([Type.Integer(), Type.Null()], { description: 'Who stands in' }),
      }),
      Type.Null(),
    ],
    {
      description:
        'The leave its officer is on today; the case stays with them until sent elsewhere',
    },
  ),
  rating: Type.Union([Type.Integer(), Type.Null()]),
  officers: Type.Array(Type.Object({ officerId: Type.Integer(), name: Type.String() }), {
    description: 'Whoever is named in it, also those who serve elsewhere or no more',
  }),
  allowed: Type.Array(CaseStep, { description: 'Steps the asker may take now' }),
});
export type CaseDetail = Static<typeof CaseDetail>;

/** What is told within so long of being done is told at once; later, both times are shown. */
export const TOLD_AT_ONCE_MS = 5 * MINUTE_MS;

const IdOf = (description: string) => Type.Optional(Type.Integer({ minimum: 1, description }));
const Why = Type.Optional(Type.String({ maxLength: 2_000 }));
const strict = { additionalProperties: false };

/** What a person does to a case. `version`: the one it was decided by; where another came first, it is refused and says what. */
export const CaseStepBody = Type.Object(
  {
    step: literals(CASE_STEPS.filter((step) => step !== 'report')),
    version: Type.Integer({ minimum: 1 }),
    key: Type.Optional(
      Type.String({
        pattern: '^[\\w:.-]{1,64}$',
        description: 'Names it, so that sending it again is harmless',
      }),
    ),
    at: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          'When it was done; now unless told. Of more than 5 min ago it says `why`, of 72 h ago at most; a clock is stopped and started from now on',
      }),
    ),
    why: Why,
    until: Type.Optional(Type.String({ format: 'date-time', description: 'Of a suspension' })),
    officerId: IdOf('Of a dispatch: to whom'),
    departmentId: IdOf('Of a dispatch: to which department'),
    level: Type.Optional(
      Type.Unsafe<Level>({ ...Level, description: 'Of passing down: to which' }),
    ),
    into: IdOf('Of a merge: the other case'),
    rating: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  },
  strict,
);
export type CaseStepBody = Static<typeof CaseStepBody>;

/** Steps an officer takes by the own handheld; the last two who leads the area, of others' work. */
export const OWN_STEPS = [
  'take',
  'set-out',
  'arrive',
  'handle',
  'return',
  'pass-up',
  'check',
  'send-back',
] as const;

/** What an officer did to a case, at device time `t`. A fact that comes late takes its place among the others. */
export const OwnCaseStep = Type.Object(
  {
    key: Type.String({ pattern: '^[\\w:.-]{1,64}$', description: "The phone's own name of it" }),
    step: literals(OWN_STEPS),
    t: Type.Integer({ description: 'Device time, Unix milliseconds' }),
    sentAt: Type.Optional(SentAt),
    why: Why,
    position: Type.Optional(LngLat),
    version: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'The one the phone showed: what others did since is told; it refuses nothing',
      }),
    ),
  },
  strict,
);
export type OwnCaseStep = Static<typeof OwnCaseStep>;

const Told = record(Type.String());
export const OwnCaseReply = Type.Object({
  case: Case,
  idle: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it has no effect, where it has none; it is on record all the same',
  }),
  told: Type.Union([Told, Type.Null()], {
    description: 'That, and what others did since `version`, in every language; null: neither',
  }),
});
export type OwnCaseReply = Static<typeof OwnCaseReply>;

/** Who could be sent, the best first. */
export const CaseProposals = Type.Object({
  officers: Type.Array(
    Type.Object({
      officerId: Type.Integer(),
      name: Type.String(),
      why: literals(['grid', 'stand-in', 'near', 'specialist'], {
        description:
          'Holds the grid, stands in for who does, is near, or belongs to the department',
      }),
      walkMin: Type.Union([Type.Number(), Type.Null()], {
        description: 'Minutes on foot from where last seen; null: not seen now',
      }),
      inHand: Type.Integer({ description: 'Open cases the officer has' }),
    }),
  ),
  departments: Type.Array(
    Type.Object({ departmentId: Type.Integer(), name: Type.String(), inHand: Type.Integer() }),
  ),
});
export type CaseProposals = Static<typeof CaseProposals>;

export const CaseDuplicates = Type.Object({
  duplicates: Type.Array(
    Type.Object({
      case: Case,
      awayM: Type.Number(),
      apartMin: Type.Number(),
      likeness: Type.Number({ description: 'From 0 to 1: nearer in place and time' }),
    }),
    { description: 'Open ones of the same category near by, the likeliest first' },
  ),
});
export type CaseDuplicates = Static<typeof CaseDuplicates>;

export const CasePage = Type.Object({
  cases: Type.Array(Case),
  next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page' }),
  at: Type.String({ format: 'date-time', description: 'When the lights were so' }),
});
export type CasePage = Static<typeof CasePage>;

export const CaseCounts = Type.Object({
  counts: Type.Array(
    Type.Object({
      state: CaseState,
      light: Light,
      count: Type.Integer(),
    }),
  ),
});
export type CaseCounts = Static<typeof CaseCounts>;
