import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  acceptedOf,
  dashes,
  fixesIn,
  indexAt,
  pathBetween,
  placeAt,
  segmentAt,
} from '../../client/evidence/map/track.ts';
import type { EvidenceFix } from '../../server/contract/patrols/patrol.ts';

const fix = (t: number, lng: number, marks: EvidenceFix['marks'] = []): EvidenceFix => ({
  handheldId: 1,
  session: 0,
  seq: t,
  t,
  lng,
  lat: 28,
  accuracyM: 5,
  speedMps: 1,
  marks,
});
const TRACK = [fix(0, 0), fix(10, 1), fix(20, 2)];

test('marked fixes are left out and the rest is in time order', () => {
  expect(acceptedOf([fix(20, 2), fix(10, 9, ['jump']), fix(0, 0)]).map((f) => f.t)).toEqual([
    0, 20,
  ]);
});

test('the index is that of the last fix not after the moment', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.nat(1000), (times, t) => {
      const sorted = times.toSorted((a, b) => a - b).map((at) => ({ t: at }));
      expect(indexAt(sorted, t)).toBe(sorted.filter((f) => f.t <= t).length - 1);
    }),
  );
});

test.each([
  [-5, 0],
  [0, 0],
  [5, 0.5],
  [20, 2],
  [99, 2],
])('at %s the walker is at %s', (t, lng) => {
  expect(placeAt(TRACK, t)).toEqual({ lng, lat: 28 });
});

test('there is no place on a track without fixes', () => {
  expect(placeAt([], 5)).toBeNull();
  expect(pathBetween([], { fromMs: 0, toMs: 9 })).toEqual([]);
});

test('a stretch begins and ends between fixes where its times do', () => {
  expect(pathBetween(TRACK, { fromMs: 5, toMs: 15 })).toEqual([
    [0.5, 28],
    [1, 28],
    [1.5, 28],
  ]);
});

test('dashes start at the start, end before the end and never overlap', () => {
  const made = dashes(
    [
      [0, 0],
      [1, 0],
    ],
    0.1,
  );
  expect(made).toHaveLength(5);
  expect(made[0]![0]).toEqual([0, 0]);
  const along = made.flatMap((dash) => dash.map(([x]) => x));
  expect(along).toEqual(along.toSorted((a, b) => a - b));
  expect(along.at(-1)).toBeLessThan(1);
});

test('the segment of a moment is the one that holds it, and where two meet the one that begins', () => {
  const segments = [
    { kind: 'counted' as const, fromMs: 0, toMs: 10 },
    { kind: 'gap' as const, fromMs: 10, toMs: 20 },
  ];
  expect(segmentAt(segments, 15)?.kind).toBe('gap');
  expect(segmentAt(segments, 10)?.kind).toBe('gap');
  expect(segmentAt(segments, 25)).toBeUndefined();
});

test('a signal rests on fixes of its handheld and its time only', () => {
  const other = { ...fix(10, 1), handheldId: 2 };
  expect(fixesIn([...TRACK, other], [{ handheldId: 1, fromMs: 5, toMs: 20 }])).toEqual([
    TRACK[1],
    TRACK[2],
  ]);
});
