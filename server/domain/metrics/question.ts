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
  says: string;
  needed?: true;
}

/** What each part of a question may be, and how to say so. */
const PARTS: Record<Exclude<keyof RawQuestion, NamedPeriod>, Part> = {
  level: { fits: oneOf(METRIC_LEVELS), says: METRIC_LEVELS.join(', '), needed: true },
  period: { fits: oneOf(PERIODS), says: PERIODS.join(', ') },
  from: { fits: isDay, says: 'a day, YYYY-MM-DD', needed: true },
  to: { fits: isDay, says: 'the day after the last one asked for, YYYY-MM-DD', needed: true },
  areaId: { fits: whole(1, Number.MAX_SAFE_INTEGER), says: 'the id of an area' },
  unitId: {
    fits: whole(1, Number.MAX_SAFE_INTEGER),
    says: 'the id of an officer, or of an area of the level',
  },
  metrics: {
    fits: (text) => text.split(',').every((id) => METRIC_IDS.has(id)),
    says: 'ids of /metrics/definitions with commas between',
  },
  limit: { fits: whole(1, METRIC_PAGE_MAX), says: `a whole number from 1 to ${METRIC_PAGE_MAX}` },
  cursor: {
    fits: (text) => readCursor(text) !== undefined,
    says: '`next` of the page before, unchanged',
  },
  asOf: {
    fits: whole(0, Number.MAX_SAFE_INTEGER),
    says: '`versions.edition` of an earlier answer',
  },
  definitions: {
    fits: (text) => text === DEFINITIONS_VERSION,
    says: `${DEFINITIONS_VERSION}, by which figures are computed now; an answer by other definitions cannot be given again`,
  },
  updatedSince: {
    fits: whole(0, Number.MAX_SAFE_INTEGER),
    says: '`versions.edition` of an earlier answer',
  },
  sums: { fits: oneOf(['true', 'false']), says: 'true or false' },
  format: { fits: oneOf(METRIC_FORMATS), says: METRIC_FORMATS.join(', ') },
};

/** Reads a question, or says what is wrong with it and what is allowed. */
export function readQuestion(asked: RawQuestion): Question | { wrong: string } {
  const named = NAMED_PERIODS.filter((period) => asked[period] !== undefined);
  if (named.length > 1 || (named[0] && (asked.from ?? asked.to) !== undefined))
    return { wrong: 'days are told by from and to, or by one of month, quarter, year' };
  const [period] = named;
  const days = period && periodNamed(period, asked[period]!);
  if (period && !days) return { wrong: `${period} must be a whole ${period}, ${formOf(period)}` };
  const raw = { ...(period ? { period } : {}), ...asked, ...days };
  for (const [name, { fits, says, needed }] of Object.entries(PARTS)) {
    const text = raw[name as keyof typeof PARTS];
    if (text === undefined && needed) return { wrong: `${name} is missing; it is ${says}` };
    if (text !== undefined && !fits(text)) return { wrong: `${name} must be ${says}` };
  }
  const { from, to } = raw as { from: string; to: string };
  if (from >= to) return { wrong: `from (${from}) must come before to (${to})` };
  if (daysBetween(from, to) > METRIC_DAYS_MAX)
    return { wrong: `a question reaches over at most ${METRIC_DAYS_MAX} days; ask for parts` };
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
