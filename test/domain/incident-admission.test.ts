import { expect, test } from 'vitest';
import { fromWgs84 } from '../../server/contract/areas/datum.ts';
import type { IncidentCategory } from '../../server/contract/incidents/incident.ts';
import { admitIncidents } from '../../server/domain/entrance/incident-admission.ts';

const NOW_MS = Date.UTC(2026, 5, 1);
const context = {
  datum: 'wgs84' as const,
  nowMs: NOW_MS,
  categories: new Map<string, Pick<IncidentCategory, 'retiredAt' | 'mergedInto'>>([
    ['fire', { retiredAt: null, mergedInto: null }],
    ['old', { retiredAt: '2026-01-01T00:00:00Z', mergedInto: 'fire' }],
  ]),
  standing: new Map([['before', 'old']]),
};
const incident = (own: object = {}) => ({
  id: 'a',
  category: 'fire',
  severity: 'minor',
  foundBy: 'reported',
  position: { lng: 121.4, lat: 28.5 },
  from: '2026-05-01T08:00:00Z',
  ...own,
});

test.each([
  ['not an object', 7, 'invalid'],
  ['latitude 91', incident({ position: { lng: 0, lat: 91 } }), 'invalid'],
  ['an unknown severity', incident({ severity: 'huge' }), 'invalid'],
  ['a time that is none', incident({ from: 'yesterday' }), 'invalid'],
  ['an unknown category', incident({ category: 'flood' }), 'unknown-category'],
  ['a retired category', incident({ category: 'old' }), 'retired-category'],
  ['the year 1970', incident({ from: '1970-01-01T00:00:00Z' }), 'time-out-of-range'],
  ['two hours from now', incident({ from: '2026-06-01T02:00:00Z' }), 'time-out-of-range'],
  ['an end after tomorrow', incident({ to: '2026-06-03T00:00:00Z' }), 'time-out-of-range'],
  ['an end before its start', incident({ to: '2026-04-30T00:00:00Z' }), 'ends-before-start'],
])('an incident with %s is refused alone, with the reason', (_, wrong, reason) => {
  const { admitted, outcomes } = admitIncidents([wrong, incident({ id: 'good' })], context);
  expect(outcomes).toMatchObject([{ outcome: 'refused', reason }, null]);
  expect(admitted.map(({ id }) => id)).toEqual(['good']);
});

test('the same incident twice in one batch is a duplicate, another of the same id is refused', () => {
  const { admitted, outcomes } = admitIncidents(
    [incident(), incident(), incident({ severity: 'severe' })],
    context,
  );
  expect(admitted).toHaveLength(1);
  expect(outcomes).toMatchObject([
    null,
    { outcome: 'duplicate' },
    { outcome: 'refused', reason: 'repeated' },
  ]);
});

test('a position of another datum is converted', () => {
  const place = { lng: 121.4, lat: 28.5 };
  const item = incident({ position: fromWgs84(place, 'bd09') });
  const { position } = admitIncidents([item], { ...context, datum: 'bd09' }).admitted[0]!;
  expect(position.lng).toBeCloseTo(place.lng, 4);
  expect(position.lat).toBeCloseTo(place.lat, 4);
});

test('a withdrawal needs nothing but the id, and stands apart', () => {
  const { admitted, outcomes, withdrawals } = admitIncidents(
    [
      { id: 'w', withdrawn: true },
      incident({ id: 'w' }),
      { id: 'x', withdrawn: true, severity: 'minor' },
    ],
    context,
  );
  expect(admitted).toEqual([]);
  expect(withdrawals).toEqual([{ id: 'w', withdrawn: true }]);
  expect(outcomes).toMatchObject([null, { reason: 'repeated' }, { reason: 'invalid' }]);
});

test('an incident on record in a retired category may be sent again; the others are told where it went', () => {
  const { admitted, outcomes } = admitIncidents(
    [incident({ id: 'before', category: 'old' }), incident({ id: 'new', category: 'old' })],
    context,
  );
  expect(admitted.map(({ id }) => id)).toEqual(['before']);
  expect(outcomes[1]!.detail).toContain('merged into fire');
});

test.each([
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
  ['2017-01-01T07:59:60.5+08:00', '2016-12-31T23:59:59.500Z'],
  ['2026-05-01T08:00:00+08:00[Asia/Shanghai]', '2026-05-01T00:00:00.000Z'],
  ['2026-05-01T08:00:00.123456Z', '2026-05-01T08:00:00.123456Z'],
])('a time of %s is stored as %s', (from, stored) => {
  const { admitted } = admitIncidents([incident({ from, to: from })], context);
  expect(admitted).toMatchObject([{ from: stored, to: stored }]);
});
