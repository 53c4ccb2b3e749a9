import type { NormRules } from '../../../server/contract/norms/norm.ts';
import type { NormRecord } from '../../../server/contract/norms/norm-record.ts';
import type { BackTest, BackTestInput } from '../../../server/contract/norms/norm-test.ts';
import { asJson } from './json-field.ts';

/** Rules with fields of their own in the form; shares are percent there. The others are edited as JSON. */
export const SHARES = ['coveragePerPatrol', 'coveragePerPeriod'] as const;
export const NUMBERS = [
  'patrolsPerDay',
  'minutesPerPatrol',
  'minRestMinutes',
  'periodDays',
] as const;

type Own = (typeof NUMBERS)[number] | (typeof SHARES)[number];

/** A norm as the form has it. */
export type NormFields = Record<Own, number> & {
  area: string;
  gridType?: NonNullable<NormRecord['gridType']>;
  officerCategory?: NonNullable<NormRecord['officerCategory']>;
  name: string;
  /** `06:30-11:00` */
  windows: string[];
  rest: string;
};

const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d';
const WINDOW = new RegExp(`^(${CLOCK})-(${CLOCK})$`);
export const isWindow = (text: string): boolean => WINDOW.test(text);

/** Rules as form fields. */
export const toFields = ({ windows, ...rules }: NormRules): Omit<NormFields, 'area' | 'name'> => {
  const own = new Set<string>([...NUMBERS, ...SHARES]);
  return {
    ...(Object.fromEntries(NUMBERS.map((name) => [name, rules[name]])) as Record<Own, number>),
    ...Object.fromEntries(SHARES.map((name) => [name, Math.round(rules[name] * 1000) / 10])),
    windows: windows.map(({ from, to }) => `${from}-${to}`),
    rest: asJson(Object.fromEntries(Object.entries(rules).filter(([name]) => !own.has(name)))),
  };
};

/** The norm of some form fields, as the API takes it; it has no date yet. */
export const toNorm = (fields: NormFields): BackTestInput['norm'] => {
  const { area, gridType, officerCategory, name, windows, rest } = fields;
  return {
    area,
    ...(gridType ? { gridType } : {}),
    ...(officerCategory ? { officerCategory } : {}),
    name,
    rules: {
      ...(JSON.parse(rest) as NormRules),
      ...(Object.fromEntries(NUMBERS.map((key) => [key, fields[key]])) as Pick<NormRules, Own>),
      ...Object.fromEntries(SHARES.map((key) => [key, fields[key] / 100])),
      windows: windows.map((text) => {
        const [from, to] = text.split('-') as [string, string];
        return { from, to };
      }),
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
