import { expect, test } from 'vitest';
import { frameOf } from '../../client/incidents/columns.ts';
import { crossfilter, NO_BRUSH } from '../../client/incidents/crossfilter.ts';
import { nearRows } from '../../client/incidents/near.ts';
import { readQuestion, writeQuestion } from '../../client/incidents/question.ts';
import type { IncidentColumns } from '../../server/contract/incidents/incident.ts';
import { DAY_MS } from '../../server/contract/units.ts';

/** Monday, 00:00 in Shanghai. */
const FROM = Date.UTC(2026, 5, 7, 16);

/** Sunday 23:30, Tuesday 08:00 and Monday 00:10, newest first. */
const COLUMNS: IncidentColumns = {
  ...{ from: new Date(FROM).toISOString(), cut: false, categories: ['fire', 'noise'] },
  ...{ id: ['c', 'b', 'a'], seconds: [6 * 86_400 + 84_600, 86_400 + 28_800, 600] },
  ...{ category: [0, 1, 1], severity: [3, 0, 1], detected: [1, 0, 0], gridId: [1, 1, 2] },
  ...{
    lngE6: [121_370_000, 121_371_000, 121_380_000],
    latE6: [28_580_000, 28_580_000, 28_580_000],
  },
};
const frame = frameOf(COLUMNS, 'Asia/Shanghai');
const bars = { fromMs: FROM, barMs: DAY_MS, count: 7 };

test('hours of the week are local, from Monday', () => {
  expect([...frame.hour]).toEqual([6 * 24 + 23, 24 + 8, 0]);
});

test('without a brush everything counts in every chart', () => {
  const { counts, rows } = crossfilter(frame, NO_BRUSH, bars);
  expect([...rows]).toEqual([0, 1, 2]);
  expect([...counts.time]).toEqual([1, 1, 0, 0, 0, 0, 1]);
  expect([...counts.categories]).toEqual([1, 2]);
  expect([...counts.severities]).toEqual([1, 1, 0, 1]);
  expect([...counts.found]).toEqual([2, 1]);
});

test('a chart counts what all brushes but its own leave', () => {
  const brush = { ...NO_BRUSH, categories: ['noise'], hours: [0, 24] as const };
  const { counts, rows } = crossfilter(frame, brush, bars);
  expect([...rows]).toEqual([2]);
  expect([...counts.categories]).toEqual([0, 1]);
  expect(counts.hours[32]).toBe(1);
  expect(counts.hours[6 * 24 + 23]).toBe(0);
  expect([...counts.time]).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test('what is near is told nearest first, itself included', () => {
  const near = nearRows(frame, { position: { lng: 121.37, lat: 28.58 } });
  expect(near.map(({ row }) => row)).toEqual([0, 1]);
  expect(near[1]!.metres).toBeCloseTo(97.8, 0);
});

test('the address holds the whole question, and an odd one falls back', () => {
  const brush = {
    time: [1, 5],
    hours: [24, 48],
    categories: ['fire'],
    severities: [3],
    detected: true,
  };
  const asked = { fromDay: '2026-05-01', toDay: '2026-05-07', areaId: 3, brush };
  const address = new URLSearchParams(writeQuestion(asked as never));
  expect(readQuestion(address, '2026-06-01')).toEqual(asked);
  const odd = readQuestion(new URLSearchParams('from=x&h=9-2&t=a&area=-1'), '2026-06-28');
  expect(odd).toMatchObject({ fromDay: '2026-06-01', toDay: '2026-06-28', areaId: null });
  expect(odd.brush).toEqual(NO_BRUSH);
});
