import { AlertRules, Checkpoint, NormRules } from '../../../server/contract/norms/norm.ts';
import type { NormRecord } from '../../../server/contract/norms/norm-record.ts';
import type { BackTest, BackTestInput } from '../../../server/contract/norms/norm-test.ts';
import { percent } from '../../format.ts';
import { forWhomOf } from './for-whom.ts';

/** Numbers of the rules by what they are about, in the order of the form. */
export const GROUPS = {
  patrols: [
    'patrolsPerDay',
    'minutesPerPatrol',
    'minRestMinutes',
    'periodDays',
    'checkpointVisitsPerWeek',
  ],
  duty: ['dutyGraceMinutes', 'lateUploadHours'],
  measures: ['maxAccuracyM', 'maxGapS', 'idleAllowanceMinutes', 'vehicleSpeedMps', 'swathM'],
} as const;
/** Shares, percent in the form. */
export const SHARES = ['coveragePerPatrol', 'coveragePerPeriod'] as const;
export const PERCENT: Limits = { least: 0, most: 100, isOptional: false, isWhole: false };
export const ALERTS = [
  'lateStartMinutes',
  'willNotMakeItMinutes',
  'offGridMinutes',
  'silentMinutes',
  'idleMinutes',
  'backMinutes',
  'borderM',
] as const;

const NUMBERS = [...GROUPS.patrols, ...GROUPS.duty, ...GROUPS.measures];
type Own = (typeof NUMBERS)[number];
/** Numbers that a norm cannot do without. */
type Required = Exclude<Own, 'checkpointVisitsPerWeek'>;
type Share = (typeof SHARES)[number];

/** Least and most of a number, whether it may be left out and has no decimals, as the contract has them. */
export interface Limits {
  least: number;
  most: number;
  isOptional: boolean;
  isWhole: boolean;
}

const limitsIn =
  (schema: { properties: object; required?: readonly string[] }) =>
  (name: string): Limits => {
    const { maximum, minimum, type } = (
      schema.properties as Record<string, { minimum: number; maximum: number; type: string }>
    )[name]!;
    const isOptional = !schema.required?.includes(name);
    return { least: minimum, most: maximum, isOptional, isWhole: type === 'integer' };
  };
export const limitsOf = limitsIn(NormRules as never) as (name: Own) => Limits;
export const alertLimitsOf = limitsIn(AlertRules as never) as (
  name: (typeof ALERTS)[number],
) => Limits;
export const checkpointLimitsOf = limitsIn(Checkpoint as never) as (
  name: 'radiusM' | 'minDwellS',
) => Limits;

/** By what alerts are raised where a norm says nothing of them. */
const ALERTS_UNLESS_TOLD = Object.fromEntries(
  ALERTS.map((name) => [
    name,
    (AlertRules.properties[name] as { default?: number }).default ?? null,
  ]),
) as NormFields['alerts'];

/** A norm as the form has it. */
export type NormFields = Partial<Record<Own, number | null>> &
  Record<Share, number> & {
    area: string;
    gridType?: NonNullable<NormRecord['gridType']>;
    officerCategory?: NonNullable<NormRecord['officerCategory']>;
    name: string;
    /** `06:30-11:00` */
    windows: string[];
    dutyHours: string;
    dutyDays: number[];
    observesHolidays: boolean;
    checkpointsOrdered: boolean;
    alerts: Partial<Record<(typeof ALERTS)[number], number | null>>;
    checkpoints: Checkpoint[];
  };

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';
const WINDOW = new RegExp(`^(${CLOCK})-(${CLOCK})$`);
export const isWindow = (text: string): boolean => WINDOW.test(text);

const hoursOf = (text: string) => {
  const [from, to] = text.split('-') as [string, string];
  return { from, to };
};
const said = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));

/** Rules as form fields. */
export const toFields = (all: NormRules): Omit<NormFields, 'area' | 'name'> => {
  const { alerts, checkpoints, checkpointsOrdered, dutyDays, dutyHours, windows, ...rules } = all;
  const { observesHolidays = false } = all;
  return {
    ...Object.fromEntries(NUMBERS.map((name) => [name, rules[name] ?? null])),
    ...(Object.fromEntries(
      SHARES.map((name) => [name, Math.round(rules[name] * 1000) / 10]),
    ) as Record<Share, number>),
    windows: windows.map(({ from, to }) => `${from}-${to}`),
    dutyHours: `${dutyHours.from}-${dutyHours.to}`,
    dutyDays,
    observesHolidays,
    checkpointsOrdered,
    alerts: { ...ALERTS_UNLESS_TOLD, ...alerts },
    checkpoints,
  };
};

/** The norm of some form fields, as the API takes it; it has no date yet. */
export const toNorm = (fields: NormFields): BackTestInput['norm'] => {
  const { alerts, area, dutyDays, dutyHours, name } = fields;
  const isTold = ALERTS.some((one) => (alerts[one] ?? null) !== ALERTS_UNLESS_TOLD[one]);
  return {
    area,
    ...forWhomOf(fields),
    name,
    rules: {
      ...(said(Object.fromEntries(NUMBERS.map((key) => [key, fields[key]]))) as Record<
        Required,
        number
      >),
      ...(Object.fromEntries(SHARES.map((key) => [key, fields[key] / 100])) as Record<
        Share,
        number
      >),
      checkpoints: fields.checkpoints,
      windows: fields.windows.map(hoursOf),
      dutyHours: hoursOf(dutyHours),
      dutyDays: [...dutyDays].sort(),
      ...(fields.observesHolidays ? { observesHolidays: true } : {}),
      checkpointsOrdered: fields.checkpointsOrdered,
      ...(isTold ? { alerts: said(alerts) as AlertRules } : {}),
    },
  };
};

/** Changed days by officer or grid, most first. */
export const countChanges = (
  changes: BackTest['changes'],
  by: 'officerId' | 'gridId',
): { id: number; days: number }[] => {
  const days = new Map<number, number>();
  for (const change of changes) days.set(change[by], (days.get(change[by]) ?? 0) + 1);
  return [...days]
    .map(([id, count]) => ({ id, days: count }))
    .sort((a, b) => b.days - a.days || a.id - b.id);
};

/** Of days drawn by lot: how many, and in which part of all the changed ones lie. */
export const drawnFigures = ({ drawn, share }: Pick<BackTest, 'drawn' | 'share'>) => {
  const [low, high] = [percent(share.low, 1), percent(share.high, 1)];
  return { ...drawn, low, high };
};
