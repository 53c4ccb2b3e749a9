import { type Static, Type } from 'typebox';
import { LngLat } from '../areas/geo.ts';
import { literals } from '../literals.ts';
import { closed } from '../shapes.ts';

/**
 * By what a checkpoint can be visited alone: `code` any code of it, `day-code` the one of the day. Positions do not count then. A sign can be
 * photographed and used for good; the code of the day is had by who was there that day, or from somebody who was.
 */
export const CONFIRMED_BY = ['code', 'day-code'] as const;

/** A place that must be visited (重点部位): by coming within its radius for long enough, or by scanning a code of it. */
export const Checkpoint = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  name: Type.String({ maxLength: 200 }),
  position: LngLat,
  radiusM: Type.Number({ minimum: 5, maximum: 500, default: 30 }),
  minDwellS: Type.Number({ minimum: 0, maximum: 3600, default: 0 }),
  confirmedBy: Type.Optional(
    literals(CONFIRMED_BY, { description: 'Only this counts; unless told positions do too' }),
  ),
});
export type Checkpoint = Static<typeof Checkpoint>;

const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM, local' });

const Minutes = (minimum: number, fallback: number, description: string) =>
  Type.Integer({ minimum, maximum: 720, default: fallback, description });

/** When a norm has an alert raised while the day runs. An alert asks somebody to look; it judges nothing. */
export const AlertRules = Type.Object({
  lateStartMinutes: Minutes(
    0,
    60,
    'After a window began without a patrol; at the latest at its end',
  ),
  willNotMakeItMinutes: Minutes(0, 5, 'After the last moment at which the day could still be met'),
  offGridMinutes: Minutes(1, 10, 'Outside the grid without a break during a patrol'),
  silentMinutes: Minutes(2, 10, 'Without any fix during a patrol'),
  idleMinutes: Type.Optional(
    Type.Integer({
      minimum: 5,
      maximum: 720,
      description: 'In one place during a patrol; the idle allowance, at least 5, unless set',
    }),
  ),
  backMinutes: Minutes(1, 2, 'Back inside, moving or heard again before an alert ends'),
  borderM: Type.Number({
    minimum: 0,
    maximum: 500,
    default: 20,
    description: 'Nearer to the border than this is neither inside nor outside',
  }),
});
export type AlertRules = Static<typeof AlertRules>;

/** The rule a patrol or a day is judged by (巡查标准). Every figure has its unit in its name. */
export const NormRules = Type.Object({
  patrolsPerDay: Type.Integer({ minimum: 0, maximum: 12, default: 2 }),
  minutesPerPatrol: Type.Number({ minimum: 0, maximum: 1440, default: 120 }),
  coveragePerPatrol: Type.Number({ minimum: 0, maximum: 1, default: 0.5 }),
  periodDays: Type.Integer({
    minimum: 1,
    maximum: 366,
    default: 7,
    description: 'Days within which every part of the grid is to be walked (comb-like coverage)',
  }),
  coveragePerPeriod: Type.Number({ minimum: 0, maximum: 1, default: 0.9 }),
  windows: Type.Array(Type.Object({ from: Clock, to: Clock }), {
    default: [],
    description: 'Staggered hours a patrol must start in; empty: any time',
  }),
  minRestMinutes: Type.Number({ minimum: 0, maximum: 720, default: 30 }),
  checkpoints: Type.Array(Checkpoint, { default: [] }),
  checkpointsOrdered: Type.Boolean({ default: false }),
  checkpointVisitsPerWeek: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 70,
      description: 'Patrols that are to visit each checkpoint within any 7 days; 1 unless told',
    }),
  ),
  dutyDays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
    default: [1, 2, 3, 4, 5, 6, 7],
    description: 'ISO weekdays on duty, Monday is 1',
  }),
  observesHolidays: Type.Optional(
    Type.Boolean({
      description:
        'Off duty on public holidays, on duty on weekend days worked in their place, by the calendar; weekdays alone unless told',
    }),
  ),
  dutyHours: Type.Object(
    { from: Clock, to: Clock },
    { default: { from: '06:00', to: '22:00' }, description: 'Fixes outside are refused' },
  ),
  dutyGraceMinutes: Type.Number({ minimum: 0, maximum: 240, default: 30 }),
  maxAccuracyM: Type.Number({ minimum: 5, maximum: 1000, default: 60 }),
  maxGapS: Type.Number({ minimum: 30, maximum: 3600, default: 180 }),
  idleAllowanceMinutes: Type.Number({ minimum: 0, maximum: 720, default: 20 }),
  vehicleSpeedMps: Type.Number({ minimum: 2, maximum: 50, default: 4 }),
  swathM: Type.Number({
    minimum: 5,
    maximum: 200,
    default: 25,
    description: 'How far to either side of the track a cell counts as seen',
  }),
  lateUploadHours: Type.Number({ minimum: 0, maximum: 720, default: 72 }),
  alerts: Type.Optional(AlertRules),
});
export type NormRules = Static<typeof NormRules>;

/** Rules as somebody states them; those on record may have fields of other releases. */
export const StatedRules = closed(NormRules);
