import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../../server/domain/reading/times/periods.ts';
import {
  createTimeReader,
  readTime,
  type TimeFormat,
} from '../../../server/domain/reading/times/times.ts';

const read = (text: string, timeZone = 'Asia/Shanghai', format?: TimeFormat) =>
  new Date(readTime(text, { timeZone, format }).t).toISOString();

describe('a time without an offset is what clocks of the stated zone showed', () => {
  test.each([
    ['2016-07-01T12:00:00', 'America/Chicago', '2016-07-01T17:00:00.000Z'],
    ['2016-01-01 12:00', 'America/Chicago', '2016-01-01T18:00:00.000Z'],
    ['2026-01-01', 'Asia/Shanghai', '2025-12-31T16:00:00.000Z'],
    ['2026-01-01T00:00:00Z', 'Asia/Shanghai', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T00:00:00+02:00', 'Asia/Shanghai', '2025-12-31T22:00:00.000Z'],
    // Skipped: moved on by the gap. Twice: the earlier.
    ['2024-03-10 02:30', 'America/Chicago', '2024-03-10T08:30:00.000Z'],
    ['2024-11-03 01:30', 'America/Chicago', '2024-11-03T06:30:00.000Z'],
    ['1990-07-01 08:00', 'Asia/Shanghai', '1990-06-30T23:00:00.000Z'],
  ])('%s on clocks of %s is %s', (text, zone, moment) => {
    expect(read(text, zone)).toBe(moment);
  });
});

test('times that clocks showed twice or never are counted, days alone and those with an offset not', () => {
  const times = createTimeReader({ timeZone: 'America/Chicago' });
  const twice = ['2024-11-03 01:00', '2024-11-03 01:59:59', '20241103013000'];
  const skipped = ['2024-03-10 02:00', '2024-03-10 02:59'];
  const plain = [
    ...['2024-11-03 00:59', '2024-11-03 02:00', '2024-03-10 01:59', '2024-03-10 03:00'],
    ...['2024-11-03T01:30-06:00', '2024-11-03', '1890-01-01 12:00'],
  ];
  for (const text of [...twice, ...skipped, ...plain]) times.read(text);
  expect(times.notes().filter(({ code }) => code.startsWith('clock'))).toEqual([
    { code: 'clock-twice', values: { count: 3 } },
    { code: 'clock-skipped', values: { count: 2 } },
  ]);
  const beijing = createTimeReader({ timeZone: 'Asia/Shanghai' });
  beijing.read('1991-09-15 01:30');
  beijing.read('2026-09-15 01:30');
  const midnight = createTimeReader({ timeZone: 'America/Sao_Paulo' });
  midnight.read('2018-11-04');
  expect([beijing.notes(), midnight.notes()]).toEqual([
    [{ code: 'clock-twice', values: { count: 1 } }],
    [],
  ]);
});

const MORNING = '2026-11-03T00:05:00.000Z';
const AFTERNOON = '2026-11-03T07:05:00.000Z';

describe('ways of writing a time', () => {
  test.each([
    ['2026-11-03 8:05', MORNING],
    ['2026/11/3 8:05', MORNING],
    ['2026‐11‐03 8:05', MORNING],
    ['20261103 080500', MORNING],
    ['2026/11/03 08:05:00', MORNING],
    ['2026-11-3 8:05', MORNING],
    ['2026.11.3 8:05', MORNING],
    ['2026年11月3日 8:05', MORNING],
    ['2026年11月03日8时5分', MORNING],
    ['2026年11月3日 星期二 8点05分00秒', MORNING],
    ['２０２６／１１／３　８：０５', MORNING],
    ['2026/11/3 上午8:05', MORNING],
    ['2026年11月3日 下午3:05', AFTERNOON],
    ['2026/11/3 15:05', AFTERNOON],
    ['2026/11/3 3:05 PM', AFTERNOON],
    ['2026-11-03 03:05:00 pm', AFTERNOON],
    ['3 Nov 2026 8:05', MORNING],
    ['Nov 3, 2026 3:05 PM', AFTERNOON],
    ['Tue, 03 Nov 2026 00:05:00 GMT', MORNING],
    ['13/11/2026 8:05', '2026-11-13T00:05:00.000Z'],
    ['11/13/2026 8:05', '2026-11-13T00:05:00.000Z'],
    ['2026-11-03T08:05:00 +0800', MORNING],
    ['2026-11-03T08:05+08', MORNING],
    ['20261103T000500Z', MORNING],
    ['2026-11-03T00:05:00.000Z[UTC]', MORNING],
    ['2026-11-03T00:05:00,250Z', '2026-11-03T00:05:00.250Z'],
    ['20261103', '2026-11-02T16:00:00.000Z'],
    ['20261103080500', MORNING],
    ['202611030805', MORNING],
    ['1793664300', '2026-11-03T00:05:00.000Z'],
    ['1793664300.25', '2026-11-03T00:05:00.250Z'],
    ['1793664300000', MORNING],
    ['1793664300000000000', MORNING],
    ['2026-11-03 24:00', '2026-11-03T16:00:00.000Z'],
    ['2024-02-29 8:05', '2024-02-29T00:05:00.000Z'],
    ['12/11/2026 12:00 AM', null],
    ['2026/11/3 12:00 AM', '2026-11-02T16:00:00.000Z'],
    ['2026/11/3 中午12:00', '2026-11-03T04:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['2017-01-01 07:59:60', '2016-12-31T23:59:59.000Z'],
    ['2026-11-03 08:05:00 北京时间', MORNING],
    ['北京时间2026年11月3日8时5分', MORNING],
    ['Tue Nov 03 2026 08:05:00 GMT+0800 (中国标准时间)', MORNING],
    ['2026-11-03 08:05:00:250', '2026-11-03T00:05:00.250Z'],
    ['20261103080500250', '2026-11-03T00:05:00.250Z'],
  ])('%s', (text, moment) => {
    if (moment === null) expect(() => read(text)).toThrow('--time-format');
    else expect(read(text)).toBe(moment);
  });
});

test.each<[string, TimeFormat, string]>([
  ['05/03/2024 08:05', 'dd/mm/yyyy', '2024-03-05T00:05:00.000Z'],
  ['05/03/2024 08:05', 'mm/dd/yyyy', '2024-05-03T00:05:00.000Z'],
  ['45356.3368055556', 'excel', '2024-03-05T00:05:00.000Z'],
  ['45356', 'excel', '2024-03-04T16:00:00.000Z'],
  ['19821', 'days', '2024-04-08T00:00:00.000Z'],
])('%s as %s is %s', (text, format, moment) => {
  expect(read(text, 'Asia/Shanghai', format)).toBe(moment);
});

describe('what is no time, or may be two, is refused with what is right', () => {
  test.each([
    ['never', 'is not readable as a time'],
    ['', 'is not readable as a time'],
    ['2026-02-30 08:00', 'there is no day 2026-02-30'],
    ['2023-02-29', 'there is no day'],
    ['2026-11-31', 'there is no day'],
    ['2026-02-30T08:00:00+08:00', 'there is no day'],
    ['2024-13-01 10:00', 'there is no day'],
    ['20240230', 'there is no day'],
    ['31/04/2024', 'there is no day'],
    ['05/03/2024 08:30', '--time-format dd/mm/yyyy'],
    ['03/05/2024 08:30:00 +08:00', 'may be two days'],
    ['5/3/24', 'four digits'],
    ['26/11/3 8:05', 'four digits'],
    ['26年11月3日', 'four digits'],
    ['3-Nov-26 8:05', 'four digits'],
    ['45356.35417', '--time-format excel'],
    ['12', 'no plausible time'],
    ['2026-11-03 25:00', 'there is no time'],
    ['2026-11-03 24:01', 'there is no time'],
    ['2026-11-03T12:30:60Z', 'leap second'],
    ['2026-11-03 8:05 CST', 'no time of day'],
    ['2026-11-03 13:05 AM', 'no hour 13'],
    ['2026-11-03T08:00+25:00', 'further from UTC'],
  ])('%j', (text, says) => {
    expect(() => read(text)).toThrow(says);
  });
});

describe('a header may name the zone of its times, which holds before the stated one', () => {
  test.each([
    ['时间(UTC)', '2026-11-03T08:05:00.000Z'],
    ['time_utc', '2026-11-03T08:05:00.000Z'],
    ['utc', '2026-11-03T08:05:00.000Z'],
    ['Time [GMT-05:30]', '2026-11-03T13:35:00.000Z'],
    ['时间（UTC＋8）', '2026-11-03T00:05:00.000Z'],
    ['发生时间（北京时间）', '2026-11-03T00:05:00.000Z'],
    ['outcome time', '2026-11-02T23:05:00.000Z'],
    ['time_utc+99', '2026-11-03T08:05:00.000Z'],
  ])('%s', (header, moment) => {
    const times = createTimeReader({ timeZone: 'Asia/Tokyo' });
    expect(new Date(times.read('2026-11-03 8:05', header)).toISOString()).toBe(moment);
    expect(times.notes()).toHaveLength(header === 'outcome time' ? 0 : 1);
    expect(times.read('2026-11-03T08:05:00+08:00', header)).toBe(Date.parse(MORNING));
  });
});

const period = (text: string) =>
  new Date(readPeriod(text, (day) => readTime(day, { timeZone: 'UTC', bare: ['days'] }).t))
    .toISOString()
    .slice(0, 10);

test.each([
  ['2024-03', '2024-03-01'],
  ['2024-3', '2024-03-01'],
  ['2024/3', '2024-03-01'],
  ['3/2024', '2024-03-01'],
  ['202403', '2024-03-01'],
  ['2024年3月', '2024-03-01'],
  ['Mar 2024', '2024-03-01'],
  ['March-2024', '2024-03-01'],
  ['2024-Q2', '2024-04-01'],
  ['Q2 2024', '2024-04-01'],
  ['2024年第二季度', '2024-04-01'],
  ['2024-W01', '2024-01-01'],
  ['2024年第5周', '2024-01-29'],
  ['2021-W01', '2021-01-04'],
  ['20240305', '2024-03-05'],
  ['2024-03-05', '2024-03-05'],
  ['3', '1970-01-04'],
])('the period %s begins on %s', (text, day) => {
  expect(period(text)).toBe(day);
});

test.each(['2024-13', '2023-W53', 'spring', '2024-Q5'])('%s names no period', (text) => {
  expect(() => period(text)).toThrow();
});
