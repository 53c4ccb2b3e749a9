import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { TFunction } from 'i18next';
import { MINUTE_MS } from '../server/contract/units.ts';
import { figureText } from '../server/contract/words/figure.ts';

export { grouped, oneDigit, percent } from '../server/contract/words/figure.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** A moment (Unix ms or ISO 8601) in an IANA time zone, in a dayjs pattern. */
export const formatAt = (moment: number | string, timeZone: string, pattern: string): string =>
  dayjs(moment).tz(timeZone).format(pattern);

/** The calendar day (YYYY-MM-DD) before one. */
export const dayBefore = (day: string): string =>
  dayjs.utc(day).subtract(1, 'day').format('YYYY-MM-DD');

/** The calendar day (YYYY-MM-DD) after one. */
export const dayAfter = (day: string): string => dayjs.utc(day).add(1, 'day').format('YYYY-MM-DD');

/** Every calendar day (YYYY-MM-DD) from one to the other, both among them; at least the first. */
export const daysFrom = (fromDay: string, toDay: string): string[] => {
  const count = Math.max(0, dayjs.utc(toDay).diff(dayjs.utc(fromDay), 'day')) + 1;
  return Array.from({ length: count }, (_, i) =>
    dayjs.utc(fromDay).add(i, 'day').format('YYYY-MM-DD'),
  );
};

/** A calendar day as picked, as the first moment of that day in the time zone. */
export const dayIn = (day: Dayjs, timeZone: string): Dayjs =>
  dayjs.tz(day.format('YYYY-MM-DD'), timeZone);

/** A day and a time of the clock as picked, as that moment in the time zone. */
export const minuteIn = (picked: Dayjs, timeZone: string): Dayjs =>
  dayjs.tz(picked.format('YYYY-MM-DD HH:mm'), timeZone);

/** The moment (ISO) picked by the clock of a time zone; as it was to the second where it shows the same minute. */
export const momentOf = (picked: Dayjs, before: string | null, timeZone: string): string =>
  before !== null &&
  formatAt(before, timeZone, 'YYYY-MM-DD HH:mm') === picked.format('YYYY-MM-DD HH:mm')
    ? before
    : minuteIn(picked, timeZone).toISOString();

/** What clocks in the time zone show at a moment, as they are typed into a form: no moment itself, see `minuteIn`. */
export const wallClock = (moment: number | string, timeZone: string): Dayjs =>
  dayjs(formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm'));

// By what clocks show, as text: dayjs takes the begin of a day by the clocks of this computer where those change that day.
const dayAt = (moment: number, timeZone: string): Dayjs =>
  dayjs(formatAt(moment, timeZone, 'YYYY-MM-DD'));

/** First moment of the day that holds `t` (Unix ms) in the time zone, Unix ms. */
export const dayStart = (t: number, timeZone: string): number =>
  dayIn(dayAt(t, timeZone), timeZone).valueOf();

export const today = (timeZone: string): Dayjs => dayAt(Date.now(), timeZone);

/** The last day that is over. Figures of a period begin with the one around it: on the first of a month nothing of that month is known. */
export const lastDay = (timeZone: string): Dayjs => today(timeZone).subtract(1, 'day');

/** Whole minutes from ISO time to ISO time or now. */
export const minutesBetween = (from: string, to: string | null, nowMs: number): number =>
  Math.max(0, Math.round(((to ? Date.parse(to) : nowMs) - Date.parse(from)) / MINUTE_MS));

/** Minutes in words: `86 min`, `2 h 5 min`. */
export const minutesText = (t: TFunction, minutes: number): string => {
  const whole = Math.round(minutes);
  return whole < 180
    ? t('time.min', { count: whole })
    : t('time.hm', { hours: Math.floor(whole / 60), minutes: whole % 60 });
};

const AGO: readonly [belowS: number, key: string, perS: number][] = [
  [5, 'time.now', 1],
  [60, 'time.secondsAgo', 1],
  [3600, 'time.minutesAgo', 60],
  [86_400, 'time.hoursAgo', 3600],
  [Number.POSITIVE_INFINITY, 'time.daysAgo', 86_400],
];

export const agoText = (t: TFunction, agoMs: number): string => {
  const agoS = Math.max(0, agoMs / 1000);
  const [, key, perS] = AGO.find(([belowS]) => agoS < belowS)!;
  return t(key, { count: Math.floor(agoS / perS) });
};

/** A figure with its unit as the contract names it: min, share, count, s, m. */
export const figure = (t: TFunction, value: number, unit: string | undefined): string =>
  figureText((name) => t(`unit.${name}`), value, unit);
