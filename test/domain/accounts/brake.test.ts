import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBrake } from '../../../server/domain/accounts/brake.ts';

const failing = (count: number, now = 0) => {
  const brake = createBrake({ free: 3, firstMs: 1_000, mostMs: 8_000, forgetMs: 60_000, keys: 2 });
  for (let k = 0; k < count; k++) brake.failed('a', now);
  return brake;
};

it.each([
  [0, 0],
  [2, 0],
  [3, 1_000],
  [4, 2_000],
  [5, 4_000],
  [6, 8_000],
  [60, 8_000],
])('after %i failures the next try waits %i ms', (count, waitMs) => {
  expect(failing(count).waitMs('a', 0)).toBe(waitMs);
});

it('a wait runs out, success ends it, and long silence forgets it', () => {
  expect(failing(3).waitMs('a', 1_000)).toBe(0);
  const brake = failing(6);
  brake.succeeded('a');
  expect(brake.waitMs('a', 0)).toBe(0);
  const later = failing(6);
  later.failed('a', 60_000);
  expect(later.waitMs('a', 60_000)).toBe(0);
});

it('other keys never wait, and of too many the one that failed longest ago is forgotten', () => {
  fc.assert(fc.property(fc.string(), (key) => key === 'a' || failing(9).waitMs(key, 0) === 0));
  const brake = failing(9);
  for (const key of ['b', 'c']) brake.failed(key, 1);
  expect(brake.waitMs('a', 1)).toBe(0);
});
