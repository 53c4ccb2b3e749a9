import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Area, Level } from '../../server/contract/areas/area.ts';
import { CASE_UNITS, type CaseUnit } from '../../server/contract/cases/figures.ts';
import {
  METRIC_LEVELS,
  type MetricLevel,
  PERIODS,
  type Period,
} from '../../server/contract/metrics/metrics.ts';
import { lastDay, today } from '../format.ts';
import { areaTree } from '../geo/area-tree.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { type Span, spanAt } from './periods.ts';

/** Shown unless others are picked. */
export const FIRST_COLUMNS = [
  'completionRate',
  'patrolsDone',
  'patrolsRequired',
  'onDutyRate',
  'effectiveMin',
  'coverageMean',
  'coverageUnion',
  'suspicious',
  'completeness',
];

export interface Sort {
  id: string;
  order: 'ascend' | 'descend';
}

/** What the page is asked, as the address bar has it. */
export interface Question {
  /** null: the highest below the area with several to compare. Departments have scores alone. */
  level: CaseUnit | null;
  period: Period;
  span: Span;
  areaId: number | null;
  columns: readonly string[];
  sort: Sort;
  /** The unit whose trend is open. */
  unitId: number | null;
  /** Edition of the figures; null: the latest. */
  asOf: number | null;
  scheme: string | null;
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | undefined =>
  values.find((value) => value === text);
const numberOf = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;

const sortOf = (text: string | null): Sort | null => {
  const match = /^(-?)(\w{1,64})$/.exec(text ?? '');
  return match && { id: match[2]!, order: match[1] ? 'descend' : 'ascend' };
};

/** Reads a question; what is missing or unreadable falls back to the month of `lastDayText`. */
export const readQuestion = (params: URLSearchParams, lastDayText: string): Question => {
  const period = oneOf(PERIODS, params.get('period')) ?? 'month';
  const at = params.get('at') ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(at) && !Number.isNaN(Date.parse(at)) ? at : lastDayText;
  const columns = (params.get('columns') ?? '').split(',').filter((id) => /^\w{1,64}$/.test(id));
  const shown = columns.length > 0 ? columns : FIRST_COLUMNS;
  return {
    level: oneOf(CASE_UNITS, params.get('level')) ?? null,
    period,
    span: spanAt(day, period),
    areaId: numberOf(params.get('area')),
    columns: shown,
    sort: sortOf(params.get('sort')) ?? { id: shown[0]!, order: 'descend' },
    unitId: numberOf(params.get('unit')),
    asOf: numberOf(params.get('asOf')),
    scheme: params.get('scheme'),
  };
};

/** The search parameters of a question; what it would fall back to anyway is left out. */
export const writeQuestion = (question: Question): Record<string, string> => {
  const { level, period, span, areaId, columns, sort, unitId, asOf, scheme } = question;
  const isFirst = columns.join() === FIRST_COLUMNS.join();
  const entries = {
    level,
    period,
    at: span.from,
    area: areaId,
    columns: isFirst ? null : columns.join(','),
    sort: `${sort.order === 'descend' ? '-' : ''}${sort.id}`,
    unit: unitId,
    asOf,
    scheme,
  };
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) =>
      value === null ? [] : [[key, String(value)]],
    ),
  );
};

/** The page with the trend, days and patrols of a unit. */
export const unitPath = (question: Question, level: MetricLevel, unitId: number): string =>
  `/evaluation?${new URLSearchParams(writeQuestion({ ...question, level, unitId }))}`;

/** Levels there can be rows of within an area, highest first: its own and those below it that are in use, and officers. */
export const levelsWithin = (areas: readonly Area[], top: Level): MetricLevel[] => {
  const used = new Set<string>(areas.map(({ level }) => level));
  const all = [...METRIC_LEVELS].reverse();
  return all.slice(all.indexOf(top)).filter((level) => level === 'officer' || used.has(level));
};

/** The level asked for unless another is: the highest below an area that has several to compare, else the next below it. */
export const firstLevel = (
  areas: readonly Area[],
  topId: number,
  levels: readonly MetricLevel[],
): MetricLevel => {
  const inside = areaTree(areas).below(topId);
  const counts = (level: MetricLevel) => inside.filter((area) => area.level === level).length;
  return (
    levels.find((level) => counts(level) > 1) ??
    levels.find((level) => counts(level) > 0) ??
    'officer'
  );
};

export const useQuestion = () => {
  const timeZone = useTimeZone();
  const [params, setParams] = useSearchParams();
  const todayText = today(timeZone).format('YYYY-MM-DD');
  const lastDayText = lastDay(timeZone).format('YYYY-MM-DD');
  const question = useMemo(() => readQuestion(params, lastDayText), [params, lastDayText]);
  return {
    question,
    todayText,
    /** Another question is another page to come back to; another order or choice of columns is not. */
    change: (part: Partial<Question>) =>
      setParams(writeQuestion({ ...question, ...part }), {
        replace: part.sort !== undefined || part.columns !== undefined,
      }),
  };
};
