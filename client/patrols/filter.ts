import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { OUTCOMES, type Outcome } from '../../server/contract/patrols/verdict.ts';
import type { PatrolFilter } from '../api/patrols.ts';
import { dayIn, today } from '../format.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';

export const DEFAULT_DAYS = 7;

/** The filter as the address bar has it; days are local dates, both included. */
export interface Filter {
  fromDay: string;
  toDay: string;
  outcome: Outcome | null;
  areaId: number | null;
  officerId: number | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const idOf = (text: string | null): number | null =>
  text !== null && /^\d+$/.test(text) ? Number(text) : null;

/** Reads a filter from search parameters; what is missing or unreadable falls back to the last week. */
export const readFilter = (params: URLSearchParams, todayText: string): Filter => {
  const dayOf = (key: string, fallback: string): string => {
    const text = params.get(key);
    return text !== null && DAY.test(text) ? text : fallback;
  };
  const toDay = dayOf('to', todayText);
  const weekBefore = dayjs(toDay)
    .subtract(DEFAULT_DAYS - 1, 'day')
    .format('YYYY-MM-DD');
  return {
    fromDay: dayOf('from', weekBefore),
    toDay,
    outcome: OUTCOMES.find((o) => o === params.get('outcome')) ?? null,
    areaId: idOf(params.get('area')),
    officerId: idOf(params.get('officer')),
  };
};

export const writeFilter = ({ fromDay, toDay, outcome, areaId, officerId }: Filter) => {
  const entries = { from: fromDay, to: toDay, outcome, area: areaId, officer: officerId };
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) =>
      value === null ? [] : [[key, String(value)]],
    ),
  );
};

/** The filter as the API takes it: whole days of the areas' time zone. */
export const toQuery = (filter: Filter, timeZone: string): PatrolFilter => ({
  from: dayIn(dayjs(filter.fromDay), timeZone).toISOString(),
  to: dayIn(dayjs(filter.toDay).add(1, 'day'), timeZone).toISOString(),
  ...(filter.outcome ? { outcome: filter.outcome } : {}),
  ...(filter.areaId === null ? {} : { areaId: filter.areaId }),
  ...(filter.officerId === null ? {} : { officerId: filter.officerId }),
});

export const useFilter = () => {
  const timeZone = useTimeZone();
  const [params, setParams] = useSearchParams();
  const todayText = today(timeZone).format('YYYY-MM-DD');
  const filter = useMemo(() => readFilter(params, todayText), [params, todayText]);
  return {
    filter,
    todayText,
    timeZone,
    change: (part: Partial<Filter>) => setParams(writeFilter({ ...filter, ...part })),
    clear: () => setParams({}),
  };
};
