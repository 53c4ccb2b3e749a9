import { DAY_MS } from '../../../contract/units.ts';

const CLOCK = /^\D*\d{1,2}[:时點点]/;
/** hhmmss; a spreadsheet takes the first zero. */
const DIGITS = /^\d{5,6}$/;
const SHARE_OF_DAY = /^0?\.\d+$|^0$/;

/**
 * One text of a day and a time that stand in columns of their own: `8:05`, `080500`, or the share of the day that a spreadsheet
 * keeps. A time that has its day with it stays as it is.
 */
export function joinDayAndTime(day: string, time: string): string {
  if (CLOCK.test(time)) return `${day} ${time}`;
  if (day === '') return time;
  if (DIGITS.test(time)) return `${day}T${time.padStart(6, '0')}`;
  if (!SHARE_OF_DAY.test(time)) return time;
  const second = new Date(Math.round((Number(time) * DAY_MS) / 1000) * 1000);
  return `${day}T${second.toISOString().slice(11, 19)}`;
}
