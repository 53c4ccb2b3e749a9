import { type FileProblem, type FileProblemCode, problem } from '../../contract/file-problem.ts';
import {
  METRIC_DAYS_MAX,
  METRIC_FORMATS,
  METRIC_LEVELS,
  METRIC_PAGE_MAX,
  type MetricLevel,
  PERIODS,
  type Period,
} from '../../contract/metrics/metrics.ts';
import { DEFINITIONS, DEFINITIONS_VERSION } from './definitions.ts';
import {
  daysBetween,
  formOf,
  isDay,
  isWithinReach,
  NAMED_PERIODS,
  type NamedPeriod,
  periodNamed,
} from './periods.ts';

/** A question to the metrics as it stands in an address: all texts. */
export type RawQuestion = Partial<
  Record<
    | 'level'
    | 'period'
    | 'from'
    | 'to'
    | NamedPeriod
    | 'areaId'
    | 'unitId'
    | 'metrics'
    | 'limit'
    | 'cursor'
    | 'asOf'
    | 'definitions'
    | 'updatedSince'
    | 'sums'
    | 'format',
    string
  >
>;

/** Where the page before ended: its edition, the period and the unit of its last row. */
export interface Cursor {
  edition: number;
  from: string;
  unitId: number;
}

export interface Question {
  level: MetricLevel;
  period: Period;
  from: string;
  to: string;
  areaId: number | undefined;
  /** Only this officer, or this area of the level. */
  unitId: number | undefined;
  /** Only these metrics, by id; undefined: all. */
  metrics: readonly string[] | undefined;
  limit: number | undefined;
  cursor: Cursor | undefined;
  asOf: number | undefined;
  updatedSince: number | undefined;
  /** Each row with the sums its metrics follow from. */
  sums?: boolean;
  format: (typeof METRIC_FORMATS)[number];
}

const oneOf = (values: readonly string[]) => (text: string) => values.includes(text);
const METRIC_IDS = new Set(DEFINITIONS.map(({ id }) => id));
const whole = (least: number, most: number) => (text: string) =>
  /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most;

interface Part {
  fits: (text: string) => boolean;
  /** What it must be; the name is put in. */
  right: Pick<FileProblem, 'code' | 'values'>;
  needed?: true;
}

const among = (choices: readonly string[]) => problem('one-of', { choices: choices.join(', ') });

/** What each part of a question may be, and how to say so. */
const PARTS: Record<Exclude<keyof RawQuestion, NamedPeriod>, Part> = {
  level: { fits: oneOf(METRIC_LEVELS), right: among(METRIC_LEVELS), needed: true },
  period: { fits: oneOf(PERIODS), right: among(PERIODS) },
  from: { fits: isDay, right: problem('part-day'), needed: true },
  to: { fits: isDay, right: problem('part-day-after'), needed: true },
  areaId: { fits: whole(1, Number.MAX_SAFE_INTEGER), right: problem('part-area') },
  unitId: {
    fits: whole(1, Number.MAX_SAFE_INTEGER),
    right: problem('part-unit'),
  },
  metrics: {
    fits: (text) => text.split(',').every((id) => METRIC_IDS.has(id)),
    right: problem('part-metrics'),
  },
  limit: {
    fits: whole(1, METRIC_PAGE_MAX),
    right: problem('part-whole', { least: 1, most: METRIC_PAGE_MAX }),
  },
  cursor: {
    fits: (text) => readCursor(text) !== undefined,
    right: problem('no-cursor'),
  },
  asOf: {
    fits: whole(0, Number.MAX_SAFE_INTEGER),
    right: problem('part-edition'),
  },
  definitions: {
    fits: (text) => text === DEFINITIONS_VERSION,
    right: problem('definitions-now', { version: DEFINITIONS_VERSION }),
  },
  updatedSince: {
    fits: whole(0, Number.MAX_SAFE_INTEGER),
    right: problem('part-edition'),
  },
  sums: { fits: oneOf(['true', 'false']), right: among(['true', 'false']) },
  format: { fits: oneOf(METRIC_FORMATS), right: among(METRIC_FORMATS) },
};

const wrong = (code: FileProblemCode, values: FileProblem['values'] = {}) => ({
  wrong: [problem(code, values)],
});

/** Reads a question, or says what is wrong with it and what is allowed. */
export function readQuestion(asked: RawQuestion): Question | { wrong: FileProblem[] } {
  const named = NAMED_PERIODS.filter((period) => asked[period] !== undefined);
  if (named.length > 1 || (named[0] && (asked.from ?? asked.to) !== undefined))
    return wrong('days-named-twice');
  const [period] = named;
  const days = period && periodNamed(period, asked[period]!);
  if (period && !days) return wrong('whole-period', { period, form: formOf(period) });
  const raw = { ...(period ? { period } : {}), ...asked, ...days };
  const beyond = [raw.from, raw.to].find((day) => day && isDay(day) && !isWithinReach(day));
  if (beyond) return wrong('moment-beyond', { given: beyond });
  for (const [name, { fits, right, needed }] of Object.entries(PARTS)) {
    const text = raw[name as keyof typeof PARTS];
    const is: FileProblem = { code: right.code, values: { ...right.values, name } };
    if (text === undefined && needed)
      return { wrong: [{ code: 'part-missing', values: { name } }, is] };
    if (text !== undefined && !fits(text)) return { wrong: [is] };
  }
  const { from, to } = raw as { from: string; to: string };
  if (from >= to) return wrong('from-to', { from, to });
  if (daysBetween(from, to) > METRIC_DAYS_MAX)
    return wrong('days-at-once', { most: METRIC_DAYS_MAX });
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return {
    level: raw.level as MetricLevel,
    period: (raw.period ?? 'day') as Period,
    from,
    to,
    areaId: number(raw.areaId),
    unitId: number(raw.unitId),
    metrics: raw.metrics?.split(','),
    limit: number(raw.limit),
    cursor: raw.cursor === undefined ? undefined : readCursor(raw.cursor),
    asOf: number(raw.asOf),
    updatedSince: number(raw.updatedSince),
    sums: raw.sums === 'true',
    format: (raw.format ?? 'json') as Question['format'],
  };
}

export const writeCursor = ({ edition, from, unitId }: Cursor): string =>
  `${edition}_${from}_${unitId}`;

function readCursor(text: string): Cursor | undefined {
  const match = /^(\d{1,15})_(\d{4}-\d{2}-\d{2})_(\d{1,15})$/.exec(text);
  if (!match || !isDay(match[2]!)) return undefined;
  return { edition: Number(match[1]), from: match[2]!, unitId: Number(match[3]) };
}
