import { type Static, Type } from 'typebox';
import { WARNING_LEVELS, WarningLevel } from './warning.ts';

const strict = { additionalProperties: false };
const Moment = Type.String({ format: 'date-time' });
const oneALevel = { minItems: WARNING_LEVELS.length, maxItems: WARNING_LEVELS.length };

/** What an excess must be, all of it, to have a level. */
export const ExcessRule = Type.Object(
  {
    level: WarningLevel,
    recurrenceD: Type.Number({
      minimum: 1,
      maximum: 1_000_000,
      description:
        'Chance alone gives one as strong in so many days, anywhere watched, of any kind',
    }),
    excess: Type.Number({
      minimum: 0,
      maximum: 10_000,
      description: 'Incidents above the expected',
    }),
    ratio: Type.Number({
      minimum: 1,
      maximum: 1_000,
      description: 'Incidents as a multiple of the expected',
    }),
    grave: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'Serious and severe incidents among them',
    }),
  },
  strict,
);
export type ExcessRule = Static<typeof ExcessRule>;

/** What severe incidents of one kind about one place within a day must be, all of it, to have a level. */
export const SevereRule = Type.Object(
  {
    level: WarningLevel,
    count: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Incidents' }),
    recurrenceD: Type.Number({
      minimum: 0,
      maximum: 85,
      description:
        'Some place watched has as many once in so many days at most: where there are dozens a day, one is no news. 84 days are looked back',
    }),
  },
  strict,
);
export type SevereRule = Static<typeof SevereRule>;

/** What risk warnings are raised from and how loudly: a rule a level, mildest first, each at least as strict as the one before it. */
export const WarningThresholds = Type.Object(
  {
    levels: Type.Array(ExcessRule, {
      ...oneALevel,
      description:
        'Of excesses that the scan finds. The recurrence of the mildest bounds false alarms: one in so many days',
    }),
    severe: Type.Array(SevereRule, oneALevel),
  },
  strict,
);
export type WarningThresholds = Static<typeof WarningThresholds>;

/** What holds where no area says otherwise: chance gives a blue one in a month at most, an orange in ten years, a red in a thousand; the greater the level, the more it must be about. */
export const DEFAULT_THRESHOLDS: WarningThresholds = {
  levels: [
    { level: 'blue', recurrenceD: 30, excess: 0, ratio: 1, grave: 0 },
    { level: 'yellow', recurrenceD: 365, excess: 5, ratio: 1.5, grave: 0 },
    { level: 'orange', recurrenceD: 3_650, excess: 10, ratio: 2, grave: 1 },
    { level: 'red', recurrenceD: 365_000, excess: 20, ratio: 2, grave: 3 },
  ],
  severe: [
    { level: 'blue', count: 1, recurrenceD: 1 },
    { level: 'yellow', count: 2, recurrenceD: 7 },
    { level: 'orange', count: 3, recurrenceD: 30 },
    { level: 'red', count: 5, recurrenceD: 80 },
  ],
};

/** A version on record: where it holds, since when and until when. */
export const ThresholdsRecord = Type.Object({
  area: Type.String({ description: 'Code of the area it holds for, with everything below' }),
  areaId: Type.Integer(),
  version: Type.Integer(),
  thresholds: WarningThresholds,
  from: Moment,
  to: Type.Union([Moment, Type.Null()], { description: 'null: until another version' }),
  publishedBy: Type.String(),
  publishedAt: Moment,
});
export type ThresholdsRecord = Static<typeof ThresholdsRecord>;

const area = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'Code of the area they hold for, with everything below',
});

export const ThresholdsInput = Type.Object(
  {
    area,
    thresholds: WarningThresholds,
    from: Type.String({ format: 'date-time', description: 'In force from; a moment to come' }),
  },
  strict,
);
export type ThresholdsInput = Static<typeof ThresholdsInput>;

export const ThresholdsWithdrawal = Type.Object(
  { area, version: Type.Integer({ minimum: 1 }) },
  strict,
);
export type ThresholdsWithdrawal = Static<typeof ThresholdsWithdrawal>;

export const ThresholdsTrialInput = Type.Object({ area, thresholds: WarningThresholds }, strict);
export type ThresholdsTrialInput = Static<typeof ThresholdsTrialInput>;

/** Whole days before today that thresholds are tried on. */
export const TRIAL_D = 30;

const Raised = Type.Object({
  raised: Type.Integer(),
  byPeak: Type.Object(
    { blue: Type.Integer(), yellow: Type.Integer(), orange: Type.Integer(), red: Type.Integer() },
    { description: 'By highest level' },
  ),
});
const LevelOrNone = Type.Union([WarningLevel, Type.Null()]);

/**
 * What thresholds would have raised: whole days before today looked at anew, once each at its end, with the incidents as they are known now.
 * Looks in the course of a day, and what persons closed, are left out on both sides.
 */
export const ThresholdsTrial = Type.Object({
  from: Type.String({ description: 'First day, YYYY-MM-DD in the time zone of the area' }),
  to: Type.String({ description: 'Last day' }),
  areas: Type.Integer({ description: 'Areas watched by themselves that were looked at' }),
  incidents: Type.Integer({ description: 'Incidents of these days' }),
  inForce: Raised,
  proposed: Raised,
  changes: Type.Array(
    Type.Object({
      areaId: Type.Integer(),
      category: Type.Union([Type.String(), Type.Null()], { description: 'null: all together' }),
      from: Type.String({ description: 'First day it was found' }),
      to: Type.String({ description: 'Last day it was found' }),
      before: LevelOrNone,
      after: LevelOrNone,
    }),
    { description: 'Warnings that would be more, fewer or of another highest level' },
  ),
});
export type ThresholdsTrial = Static<typeof ThresholdsTrial>;
