import { type Static, Type } from 'typebox';
import { Level } from '../areas/area.ts';
import { LngLat } from '../areas/geo.ts';
import { Severity } from '../incidents/incident.ts';
import { literals } from '../literals.ts';
import { DAY_MS } from '../units.ts';

/**
 * Where a case stands, along the steps of GB/T 30428.8: reported (上报), accepted (立案), dispatched (派遣), in hand (处置), handled (反馈),
 * checked (核查), closed (结案); or it went into another one, or was taken back.
 */
export const CASE_STATES = [
  'reported',
  'accepted',
  'dispatched',
  'in-hand',
  'handled',
  'checked',
  'closed',
  'merged',
  'withdrawn',
] as const;
export const CaseState = literals(CASE_STATES);
export type CaseState = (typeof CASE_STATES)[number];

/** States in which nobody need do anything any more. */
export const ENDED_STATES: readonly CaseState[] = ['closed', 'merged', 'withdrawn'];

/** What can be done to a case; of two at one moment the one named first here came first. */
export const CASE_STEPS = [
  'report',
  'accept',
  'dispatch',
  'take',
  'set-out',
  'arrive',
  'handle',
  'check',
  'send-back',
  'close',
  'rate',
  'return',
  'pass-up',
  'pass-down',
  'suspend',
  'resume',
  'merge',
  'withdraw',
  'reopen',
] as const;
export const CaseStep = literals(CASE_STEPS);
export type CaseStep = (typeof CASE_STEPS)[number];

/** Stretches of a case that have a deadline of their own; `close` runs from its report to its end. */
export const CASE_PHASES = ['accept', 'dispatch', 'handle', 'check', 'close'] as const;
export const CasePhase = literals(CASE_PHASES);
export type CasePhase = (typeof CASE_PHASES)[number];

/** green: in time; yellow: near its deadline; red: over it. Of one that ended: green or red. */
export const LIGHTS = ['green', 'yellow', 'red'] as const;
export const Light = literals(LIGHTS);
export type Light = (typeof LIGHTS)[number];

/** A warning (黄牌) or a red card (红牌) for a deadline that was missed by so much. */
export const CARDS = ['yellow', 'red'] as const;
export const Card = literals(CARDS);
export type Card = (typeof CARDS)[number];

/** How long after its end a case that was withdrawn or merged may be opened again. */
export const REOPEN_WITHIN_MS = 30 * DAY_MS;

/** Whoever is seen so near the place of a case has arrived, metres. */
export const ARRIVAL_M = 50;

/** Metres within which cases of one category are of one place. */
export const SAME_PLACE_M = 50;

const Time = Type.String({ format: 'date-time' });
const TimeOrNull = Type.Union([Time, Type.Null()]);
const IdOrNull = Type.Union([Type.Integer(), Type.Null()]);

/** A case (案件, 事项): an incident that somebody must handle, as it stands. Its light and card follow from its facts and the clock. */
export const Case = Type.Object({
  id: Type.Integer(),
  incidentId: Type.String(),
  version: Type.Integer({ description: 'From 1; another one whenever anything of it changed' }),
  category: Type.String(),
  severity: Severity,
  points: Type.Number({ description: 'What its category is worth' }),
  position: LngLat,
  gridId: IdOrNull,
  level: Type.Unsafe<Static<typeof Level>>({ ...Level, description: 'At which it waits' }),
  areaId: Type.Integer({ description: 'The area at that level' }),
  state: CaseState,
  officerId: { ...IdOrNull, description: 'Who handles it' },
  departmentId: { ...IdOrNull, description: 'Which department handles it' },
  openedAt: Time,
  changedAt: Time,
  endedAt: TimeOrNull,
  suspendedUntil: { ...TimeOrNull, description: 'Its clock stands until then' },
  phase: Type.Union([CasePhase, Type.Null()], {
    description: 'What is due next; null: nothing has a deadline',
  }),
  yellowAt: TimeOrNull,
  dueAt: TimeOrNull,
  light: Light,
  card: Type.Union([Card, Type.Null()]),
  mergedInto: IdOrNull,
});
export type Case = Static<typeof Case>;

/** Something that was done to a case, or said to be; never changed. */
export const CaseFact = Type.Object({
  id: Type.String(),
  step: CaseStep,
  at: Type.String({ format: 'date-time', description: 'When it was done' }),
  receivedAt: Time,
  by: Type.Union([Type.String(), Type.Null()], {
    description: 'Account or handheld:CODE; null: the rule of the category',
  }),
  officerId: { ...IdOrNull, description: 'The officer who did it' },
  level: Type.Union([Level, Type.Null()], {
    description: 'For which level; null: as the one who handles it',
  }),
  why: Type.Union([Type.String(), Type.Null()]),
  until: { ...TimeOrNull, description: 'Of a suspension' },
  toOfficerId: { ...IdOrNull, description: 'Of a dispatch' },
  toDepartmentId: { ...IdOrNull, description: 'Of a dispatch' },
  toLevel: Type.Union([Level, Type.Null()], { description: 'Of passing down' }),
  into: { ...IdOrNull, description: 'Of a merge: the other case' },
  rating: { ...IdOrNull, description: 'Of a rating: 1 to 5' },
  position: Type.Union([LngLat, Type.Null()], { description: 'Where it was done' }),
});
export type CaseFact = Static<typeof CaseFact>;
