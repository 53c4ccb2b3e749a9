import { describe, expect, it } from 'vitest';
import { isInside } from '../../client/geo/in-polygon.ts';
import { windOf } from '../../client/geo/plane.ts';
import { foldLooks, lookedAt } from '../../client/handheld/core/looks.ts';
import type { Patrol } from '../../client/handheld/queue/records.ts';
import { findCategories } from '../../client/handheld/screens/categories.ts';
import { seenOnStep } from '../../client/handheld/walk/coverage.ts';
import { noticesOf, type Standing } from '../../client/handheld/walk/notices.ts';
import { isDue, momentOf } from '../../client/handheld/walk/sampling.ts';
import { windowEnd, windowEndOf } from '../../client/handheld/walk/standing.ts';
import { stepOn } from '../../client/handheld/walk/step.ts';
import type { FoundCategory, OwnDuty, OwnLook } from '../../server/contract/handhelds/own.ts';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';

const HERE = { lng: 121.37, lat: 28.58 };
/** About a metre to the east. */
const METRE = 1 / (111_320 * Math.cos((28.58 * Math.PI) / 180));
const east = (m: number) => ({ lng: HERE.lng + m * METRE, lat: HERE.lat });

describe('A fix is kept', () => {
  const last = { ...HERE, t: 0, accuracyM: 6 };
  it.each([
    ['every five seconds of walking', { ...east(9), t: 5_000 }, true],
    ['not oftener', { ...east(9), t: 4_999 }, false],
    ['every half minute of standing', { ...east(2), t: 30_000 }, true],
    ['not oftener', { ...east(2), t: 29_999 }, false],
    ['as of walking where the receiver says so', { ...east(2), t: 5_000, speedMps: 1 }, true],
    [
      'as of standing where the move is within the error',
      { ...east(20), t: 5_000, accuracyM: 50 },
      false,
    ],
    ['never out of order', { ...east(100), t: 0 }, false],
    ['nor where a receiver is late', { ...east(100), t: -29_999 }, false],
    ['but after a clock that was put back, from then on', { ...east(9), t: -30_001 }, true],
  ])('%s', (_, next, due) => {
    expect(isDue(last, next)).toBe(due);
  });

  it('at the receiver’s moment, unless that is of another clock', () => {
    expect(momentOf(59_000.4, 0)).toBe(59_000);
    expect(momentOf(61_000, 0)).toBe(0);
  });
});

it('cells within the swath of a step are seen, beside it and at its ends', () => {
  const cells = [-30, 0, 50, 100, 120, 130].map((m) => ({
    id: String(m),
    middle: { ...east(m), lat: HERE.lat + 15 / 111_320 },
    hours: null,
  }));
  const seen = seenOnStep(cells, { from: east(0), to: east(100), swathM: 25.5 });
  expect(seen).toEqual(['0', '50', '100', '120']);
});

it('time counts between two fixes inside the grid, none outside, across a long silence or by a clock put back', () => {
  const square = [-50, 50].flatMap((x) => [-50, 50].map((y) => [x, x < 0 ? y : -y]));
  const ring = [...square, square[0]!].map(([x, y]): [number, number] => [
    HERE.lng + x! * METRE,
    HERE.lat + y! / 111_320,
  ]);
  const duty = {
    datum: 'wgs84',
    grid: { geometry: { type: 'MultiPolygon', coordinates: [[ring]] }, cells: [] },
    rules: { ...defaultNorm().rules, maxGapS: 180 },
  } as unknown as OwnDuty;
  const counted = [
    [0, 0],
    [60, 10],
    [240, 20],
    [421, 20],
    [431, 80],
    [441, 20],
    [400, 20],
    [430, 25],
  ].reduce<Patrol>((patrol, [s, m]) => stepOn(patrol, { ...east(m!), t: s! * 1000 }, duty), {
    ...{ startedAt: 0, seen: [], way: [] },
  });
  expect(counted).toMatchObject({ at: 430_000, countedMs: 270_000, way: { length: 8 } });
});

it('a category is found by its own name or initials or by those above it, and only where none hangs below it', () => {
  const category = (code: string, parentCode: string | null, nameZh: string, initials: string) =>
    ({ code, parentCode, nameZh, nameEn: code, initials }) as FoundCategory;
  const tree = [
    category('env', null, '环境卫生', 'hjws'),
    category('env-1', 'env', '暴露垃圾', 'blls'),
    category('env-1-1', 'env-1', '积存渣土', 'jczt'),
    category('lamp', null, '路灯损坏', 'ldsh'),
  ];
  const found = (asked: string) => findCategories(tree, asked).map(({ code }) => code);
  expect([found(''), found('HJWS'), found('渣'), found('ld'), found('x')]).toEqual([
    ['env-1-1', 'lamp'],
    ['env-1-1'],
    ['env-1-1'],
    ['lamp'],
    [],
  ]);
});

it('a place lies in one of the eight winds', () => {
  const at = (x: number, y: number) => ({
    lng: HERE.lng + x * METRE,
    lat: HERE.lat + y / 111_320,
  });
  const winds = [
    at(0, 9),
    at(9, 9),
    at(9, 0),
    at(9, -9),
    at(0, -9),
    at(-9, -9),
    at(-9, 0),
    at(-9, 9),
  ];
  expect(winds.map((place) => windOf(HERE, place))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

it('inside is inside the ring and outside its hole', () => {
  const square = (w: number, e: number): [number, number][] => [
    [w, w],
    [e, w],
    [e, e],
    [w, e],
    [w, w],
  ];
  const polygon = { type: 'MultiPolygon' as const, coordinates: [[square(0, 10), square(4, 6)]] };
  expect(isInside({ lng: 2, lat: 2 }, polygon)).toBe(true);
  expect(isInside({ lng: 5, lat: 5 }, polygon)).toBe(false);
  expect(isInside({ lng: 11, lat: 5 }, polygon)).toBe(false);
});

describe('An officer is told', () => {
  const calm: Standing = {
    gap: null,
    outsideSince: null,
    stillSince: null,
    windowEndsAt: null,
    minutesLeft: 30,
  };
  const rules = { ...defaultNorm().rules, idleAllowanceMinutes: 20 };
  const told = (standing: Partial<Standing>, atMin: number) =>
    noticesOf({ ...calm, ...standing }, rules, atMin * MINUTE_MS);
  it.each<[Partial<Standing>, number, string[]]>([
    [{}, 60, []],
    [{ gap: 'permission' }, 0, ['no-permission']],
    [{ gap: 'no-satellites' }, 0, ['no-signal']],
    [{ outsideSince: 0 }, 1.9, []],
    [{ outsideSince: 0 }, 2, ['outside']],
    [{ stillSince: 0 }, 9.9, []],
    [{ stillSince: 0 }, 10, ['idle']],
    [{ windowEndsAt: 20 * MINUTE_MS }, 4, []],
    [{ windowEndsAt: 20 * MINUTE_MS }, 5, ['window-ends']],
    [{ windowEndsAt: 20 * MINUTE_MS, minutesLeft: 0 }, 5, []],
  ])('%j at %d min: %j', (standing, atMin, notices) => {
    expect(told(standing, atMin)).toEqual(notices);
  });

  it('of the window the patrol began in', () => {
    const windows = [{ from: '08:00', to: '10:00' }];
    const nine = Date.UTC(2026, 5, 1, 1);
    expect(windowEnd(nine, { ...rules, windows }, 'Asia/Shanghai')).toBe(nine + 60 * MINUTE_MS);
    expect(windowEnd(nine, { ...rules, windows }, 'UTC')).toBeNull();
    // By a phone whose clock is two hours ahead it began after that window.
    const aheadMs = 2 * 60 * MINUTE_MS;
    const duty = { grid: null, rules: { ...rules, windows: [{ from: '01:00', to: '02:00' }] } };
    expect(windowEndOf({ startedAt: nine + aheadMs }, duty, aheadMs)).toBe(nine + 60 * MINUTE_MS);
    expect(windowEndOf({ startedAt: nine + aheadMs }, duty, 0)).toBeNull();
  });
});

it('looks of one person at the same are one, each within an hour of the next; another purpose is another look', () => {
  const look = (minute: number, purpose: string | null = null, by = 'boss') =>
    ({ at: new Date(minute * MINUTE_MS).toISOString(), by, act: 'getTrack', purpose }) as OwnLook;
  const looks = [
    look(200),
    look(150),
    look(149, null, 'chief'),
    look(91),
    look(90, '投诉'),
    look(30),
  ];
  expect(
    foldLooks(looks).map(({ by, purpose, times, first }) => [
      by,
      purpose,
      times,
      Date.parse(first) / MINUTE_MS,
    ]),
  ).toEqual([
    ['boss', null, 3, 91],
    ['chief', null, 1, 149],
    ['boss', '投诉', 1, 90],
    ['boss', null, 1, 30],
  ]);
});

it.each([
  ['liveConsole', 'live'],
  ['getEvidencePdf', 'evidence'],
  ['listOgcPatrols', 'patrols'],
  ['acknowledgeAlert', 'alerts'],
  ['getOfficerData', 'data'],
  ['listOgcFixes', 'track'],
])('a look by %s is told as one at %s', (act, shown) => {
  expect(lookedAt(act)).toBe(shown);
});
