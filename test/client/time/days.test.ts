import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { dayStart } from '../../../client/format.ts';

const iso = (ms: number) => new Date(ms).toISOString();

test.each([
  ['Cairo, whose clocks skip midnight', 'Africa/Cairo', '2027-04-30T09:00Z', '2027-04-29T22:00Z'],
  [
    'Santiago, whose clocks skip midnight',
    'America/Santiago',
    '2027-09-05T09:00Z',
    '2027-09-05T04:00Z',
  ],
  [
    'Santiago, after the clocks went back',
    'America/Santiago',
    '2027-04-04T09:00Z',
    '2027-04-04T04:00Z',
  ],
  [
    'New York, after the clocks went forward',
    'America/New_York',
    '2027-03-14T22:00Z',
    '2027-03-14T05:00Z',
  ],
  [
    'New York, after the clocks went back',
    'America/New_York',
    '2027-11-07T22:00Z',
    '2027-11-07T04:00Z',
  ],
])('a day begins once in %s', (_, timeZone, moment, begin) => {
  expect(iso(dayStart(Date.parse(moment), timeZone))).toBe(iso(Date.parse(begin)));
});

/** What the console says of days at moments on a computer that keeps a time zone of its own. */
async function saidIn(computer: string, moments: readonly string[]): Promise<unknown[]> {
  const script = `
    const { dayStart, lastDay, minuteIn, today, wallClock } =
      await import('${new URL('../../../client/format.ts', import.meta.url).href}');
    const zone = 'Asia/Shanghai';
    const said = ${JSON.stringify(moments.map((moment) => Date.parse(moment)))}.map((now) => {
      Date.now = () => now;
      return [
        ...[today(zone), lastDay(zone)].map((day) => day.format('YYYY-MM-DD')),
        ...[dayStart(now, zone), minuteIn(wallClock(now, zone), zone).valueOf()],
      ];
    });
    console.log(JSON.stringify(said));`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const env = { ...process.env, TZ: computer };
  return JSON.parse((await promisify(execFile)(process.execPath, args, { env })).stdout);
}

test.each([
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'America/Santiago',
])('the day is that of the areas on a computer in %s, also when its clocks change', async (computer) => {
  const days = [
    ['2027-03-13T16:05Z', '2027-03-14', '2027-03-13', '2027-03-13T16:00Z'],
    ['2027-03-14T02:05Z', '2027-03-14', '2027-03-13', '2027-03-13T16:00Z'],
    ['2027-12-31T16:05Z', '2028-01-01', '2027-12-31', '2027-12-31T16:00Z'],
    ['2028-02-28T16:05Z', '2028-02-29', '2028-02-28', '2028-02-28T16:00Z'],
  ] as const;
  expect(
    await saidIn(
      computer,
      days.map(([moment]) => moment),
    ),
  ).toEqual(
    days.map(([moment, day, before, begin]) => [
      ...[day, before],
      ...[Date.parse(begin), Date.parse(moment)],
    ]),
  );
});
