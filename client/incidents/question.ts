import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { dayIn, today } from '../format.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { WEEK_HOURS } from './columns.ts';
import { type Bars, type Brush, NO_BRUSH } from './crossfilter.ts';

/** Days shown unless told. */
const DEFAULT_DAYS = 28;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The question as the address has it: local days, both included, and what they are narrowed to. */
export interface Question {
  fromDay: string;
  toDay: string;
  areaId: number | null;
  brush: Brush;
}

const range = (text: string | null, most: number): readonly [number, number] | null => {
  const [from, to] = (/^(\d{1,15})-(\d{1,15})$/.exec(text ?? '') ?? []).slice(1).map(Number);
  return from !== undefined && to !== undefined && from < to && to <= most ? [from, to] : null;
};

const list = (text: string | null): string[] => (text ? text.split(',') : []);

export const readQuestion = (params: URLSearchParams, todayText: string): Question => {
  const toDay = DAY.test(params.get('to') ?? '') ? params.get('to')! : todayText;
  const first = dayjs(toDay)
    .subtract(DEFAULT_DAYS - 1, 'day')
    .format('YYYY-MM-DD');
  const from = params.get('from') ?? '';
  const area = params.get('area') ?? '';
  const found = params.get('found');
  return {
    fromDay: DAY.test(from) && from <= toDay ? from : first,
    toDay,
    areaId: /^\d{1,15}$/.test(area) ? Number(area) : null,
    brush: {
      time: range(params.get('t'), Number.MAX_SAFE_INTEGER),
      hours: range(params.get('h'), WEEK_HOURS),
      categories: list(params.get('category')),
      severities: list(params.get('severity')).map(Number),
      detected: found === null ? null : found === 'detected',
    },
  };
};

export const writeQuestion = ({ areaId, brush, fromDay, toDay }: Question) => {
  const { categories, detected, hours, severities, time } = brush;
  const entries = {
    from: fromDay,
    to: toDay,
    area: areaId,
    t: time?.join('-'),
    h: hours?.join('-'),
    category: categories.join(','),
    severity: severities.join(','),
    found: detected === null ? null : detected ? 'detected' : 'reported',
  };
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])),
  );
};

/** The page of one incident. */
export const incidentPath = (id: string): string => `/incidents/${encodeURIComponent(id)}`;

/** Longest span with bars of an hour, and with bars of a day. */
const HOURLY_DAYS = 8;
const DAILY_DAYS = 190;

export const useQuestion = () => {
  const timeZone = useTimeZone();
  const [params, setParams] = useSearchParams();
  const todayText = today(timeZone).format('YYYY-MM-DD');
  const question = useMemo(() => readQuestion(params, todayText), [params, todayText]);
  const { fromDay, toDay } = question;
  const [fromMs, toMs] = useMemo(
    () => [
      dayIn(dayjs(fromDay), timeZone).valueOf(),
      dayIn(dayjs(toDay).add(1, 'day'), timeZone).valueOf(),
    ],
    [fromDay, toDay, timeZone],
  );
  const bars = useMemo<Bars>(() => {
    const days = (toMs - fromMs) / DAY_MS;
    const barMs = days <= HOURLY_DAYS ? HOUR_MS : days <= DAILY_DAYS ? DAY_MS : 7 * DAY_MS;
    return { fromMs, barMs, count: Math.ceil((toMs - fromMs) / barMs) };
  }, [fromMs, toMs]);
  return {
    question,
    fromMs,
    toMs,
    bars,
    todayText,
    timeZone,
    /** Another period or area is another step back; what it is narrowed to is not. */
    ask: (part: Partial<Omit<Question, 'brush'>>) =>
      setParams(writeQuestion({ ...question, ...part, brush: { ...question.brush, time: null } })),
    narrow: (part: Partial<Brush>) =>
      setParams(writeQuestion({ ...question, brush: { ...question.brush, ...part } }), {
        replace: true,
      }),
    widen: () => setParams(writeQuestion({ ...question, brush: NO_BRUSH }), { replace: true }),
  };
};
