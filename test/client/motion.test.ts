import { expect, test } from 'vitest';
import { activityOf, headingOf } from '../../client/live/officers/activity.ts';
import { positionAt, retarget } from '../../client/live/stream/motion.ts';
import type { OfficerState } from '../../server/contract/console/console.ts';

const A = { lng: 121, lat: 28 };
const B = { lng: 121.0001, lat: 28 };

test('the first position stands at once', () => {
  expect(positionAt(retarget(undefined, A, 1_000), 1_000)).toEqual(A);
});

test('a dot glides for as long as it waited, without a leap at either end', () => {
  const first = retarget(undefined, A, 0);
  const glide = retarget(first, B, 5_000);
  expect(glide.durationMs).toBe(5_000);
  expect(positionAt(glide, 5_000)).toEqual(A);
  expect(positionAt(glide, 7_500).lng).toBeCloseTo(121.00005, 9);
  expect(positionAt(glide, 20_000)).toEqual(B);
});

test('a new target on the way starts from where the dot is drawn', () => {
  const glide = retarget(retarget(undefined, A, 0), B, 4_000);
  const drawn = positionAt(glide, 6_000);
  expect(retarget(glide, { lng: 121.0002, lat: 28 }, 6_000).from).toEqual(drawn);
});

test('the same position again does not restart the glide', () => {
  const glide = retarget(retarget(undefined, A, 0), B, 4_000);
  expect(retarget(glide, B, 5_000)).toBe(glide);
});

test('a jump of hundreds of metres is not walked across the map', () => {
  const far = { lng: 121.01, lat: 28 };
  expect(positionAt(retarget(retarget(undefined, A, 0), far, 5_000), 5_000)).toEqual(far);
});

const officer = (trail: OfficerState['trail'], t: number): OfficerState => {
  const [lng, lat] = trail.at(-1)!;
  return {
    officerId: 1,
    name: '',
    gridId: null,
    handheldId: 1,
    lng,
    lat,
    t,
    inGrid: null,
    patrolId: null,
    trail,
  };
};
const NOW = 1_000_000;
/** 5 s steps of about `stepM` metres to the north. */
const walk = (stepM: number) =>
  officer(
    Array.from({ length: 20 }, (_, i) => [121, 28 + (i * stepM) / 111_195, NOW - (19 - i) * 5_000]),
    NOW,
  );

test('who walks is moving, who trembles is standing, who is not heard is silent', () => {
  expect(activityOf(walk(6), NOW)).toBe('moving');
  expect(activityOf(walk(0.3), NOW)).toBe('standing');
  expect(activityOf(walk(6), NOW + 181_000)).toBe('silent');
});

test('a heading is that of the walk and none for who stands', () => {
  expect(headingOf(walk(6))).toBeCloseTo(0, 6);
  expect(headingOf(walk(0))).toBeNull();
});
