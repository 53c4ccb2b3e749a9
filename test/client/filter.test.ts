import { expect, test } from 'vitest';
import { addressOf } from '../../client/api/request.ts';
import { dayStart } from '../../client/format.ts';
import { readFilter, toQuery, writeFilter } from '../../client/patrols/filter.ts';

const TODAY = '2026-03-10';
const read = (text: string) => readFilter(new URLSearchParams(text), TODAY);

test('without parameters the last week is asked for', () => {
  expect(read('')).toEqual({
    fromDay: '2026-03-04',
    toDay: TODAY,
    outcome: null,
    areaId: null,
    officerId: null,
  });
});

test('unreadable parameters fall back one by one', () => {
  expect(read('from=yesterday&outcome=great&area=-1&officer=12')).toEqual({
    ...read(''),
    officerId: 12,
  });
});

test('a filter written to the address reads back the same', () => {
  const filter = read('from=2026-03-01&to=2026-03-02&outcome=suspicious&area=3&officer=4');
  expect(readFilter(new URLSearchParams(writeFilter(filter)), TODAY)).toEqual(filter);
});

test('days are whole days where the areas are', () => {
  expect(toQuery(read('from=2026-03-10'), 'Asia/Shanghai')).toEqual({
    from: '2026-03-09T16:00:00.000Z',
    to: '2026-03-10T16:00:00.000Z',
  });
});

test('today begins at local midnight, also across a change of the clock', () => {
  expect(
    new Date(dayStart(Date.parse('2026-03-10T15:59:00Z'), 'Asia/Shanghai')).toISOString(),
  ).toBe('2026-03-09T16:00:00.000Z');
  expect(
    new Date(dayStart(Date.parse('2026-03-29T12:00:00Z'), 'Europe/Berlin')).toISOString(),
  ).toBe('2026-03-28T23:00:00.000Z');
});

test('an address leaves out what is not given and escapes the rest', () => {
  expect(addressOf('/patrols', { from: undefined, cursor: null, q: 'a b&c', limit: 5 })).toBe(
    '/api/v1/patrols?q=a+b%26c&limit=5',
  );
});
