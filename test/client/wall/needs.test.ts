import { expect, test } from 'vitest';
import { needsOf, newAlarms, toneOf } from '../../../client/wall/needs.ts';
import { STAY_MS, stays, TURN_MS, viewAt, WALL_VIEWS } from '../../../client/wall/turn.ts';
import type { Case } from '../../../server/contract/cases/case.ts';
import type { Alert } from '../../../server/contract/console/console.ts';
import type { Warning } from '../../../server/contract/warnings/warning.ts';

const alert = (part: Partial<Alert>): Alert =>
  ({
    id: 1,
    kind: 'sos',
    officerName: 'Chen',
    gridId: 7,
    at: '2026-03-02T01:00:00Z',
    until: null,
    withdrawnAt: null,
    acknowledgedBy: null,
    lng: 121.4,
    lat: 28.6,
    ...part,
  }) as Alert;
const warning = (part: Partial<Warning>): Warning =>
  ({
    id: 1,
    level: 'red',
    state: 'raised',
    areaId: 8,
    areaName: 'Grid 3',
    category: 'fire',
    raisedAt: '2026-03-02T01:00:00Z',
    centre: { lng: 121.4, lat: 28.6 },
    ...part,
  }) as Warning;
const overdue = {
  id: 3,
  gridId: 7,
  category: 'litter',
  dueAt: '2026-03-02T00:00:00Z',
  position: { lng: 121.4, lat: 28.6 },
} as Case;

const keysOf = (alerts: Alert[], warnings: Warning[] = [], cases: Case[] = []) =>
  needsOf({ alerts, warnings, cases }).map(({ key }) => key);

test('calls for help come before red warnings, those before cases over their deadline, then who is silent', () => {
  const silent = alert({ id: 2, kind: 'silent', at: '2026-03-02T02:00:00Z' });
  expect(keysOf([silent, alert({})], [warning({})], [overdue])).toEqual([
    'alert-1',
    'warning-1',
    'case-3',
    'alert-2',
  ]);
});

test('each says where it is, for the village to be named where a grid is only numbered', () => {
  const needs = needsOf({ alerts: [alert({})], warnings: [warning({})], cases: [overdue] });
  expect(needs.map(({ areaId, areaName, name }) => [name, areaId, areaName])).toEqual([
    ['Chen', 7, undefined],
    ['', 8, 'Grid 3'],
    ['', 7, undefined],
  ]);
});

test.each([
  ['a call for help somebody saw to', [alert({ acknowledgedBy: 'boss' })], []],
  ['a silence that is over', [alert({ kind: 'silent', until: '2026-03-02T01:30:00Z' })], []],
  ['an alert that needs nobody at once', [alert({ kind: 'idle' })], []],
  ['a warning in hand', [], [warning({ state: 'in-hand' })]],
  ['a warning that ended', [], [warning({ state: 'expired' })]],
  ['a warning that is not red', [], [warning({ level: 'orange' })]],
])('%s does not hang on the wall', (_, alerts, warnings) => {
  expect(keysOf(alerts, warnings)).toEqual([]);
});

test('a call for help that was made long ago and nobody saw to stays', () => {
  expect(keysOf([alert({ until: '2026-03-02T01:05:00Z' })])).toEqual(['alert-1']);
});

test('the wall is red with a call for help or a red warning, amber with a case, calm with nothing, never cut off', () => {
  const tone = (...known: Parameters<typeof keysOf>) => {
    const [alerts, warnings = [], cases = []] = known;
    return toneOf(needsOf({ alerts, warnings, cases }), false);
  };
  expect(tone([alert({})], [], [overdue])).toBe('red');
  expect(tone([], [warning({})])).toBe('red');
  expect(tone([], [], [overdue])).toBe('amber');
  expect(tone([])).toBe('calm');
  expect(toneOf([], true)).toBe('amber');
});

test('what is newly red rings, once; what is amber does not', () => {
  const needs = needsOf({ alerts: [alert({})], warnings: [warning({})], cases: [overdue] });
  expect(newAlarms(needs, new Set()).map(({ key }) => key)).toEqual(['alert-1', 'warning-1']);
  expect(newAlarms(needs, new Set(['alert-1', 'warning-1']))).toEqual([]);
});

test('every view has its turn, and after an alarm the map stays for two minutes', () => {
  const round = WALL_VIEWS.map((_, i) => viewAt(i * TURN_MS, null));
  expect(round).toEqual(WALL_VIEWS);
  const other = TURN_MS + 1;
  expect(viewAt(other, null)).not.toBe('map');
  expect(viewAt(other, other - STAY_MS + 1)).toBe('map');
  expect(viewAt(other, other - STAY_MS)).not.toBe('map');
});

test('the map leaves the place of an alarm after two minutes, whatever its turn', () => {
  expect(stays(STAY_MS, null)).toBe(false);
  expect(stays(STAY_MS - 1, 0)).toBe(true);
  expect(stays(STAY_MS, 0)).toBe(false);
  expect(viewAt(STAY_MS, 0)).toBe('map');
});
