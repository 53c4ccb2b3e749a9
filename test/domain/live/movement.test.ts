import { expect, test } from 'vitest';
import { headingOf, isMoving } from '../../../server/domain/live/movement.ts';
import type { OfficerLive } from '../../../server/domain/live/officer-step.ts';

const NOW = 1_000_000;

/** 5 s steps of about `stepM` metres to the north. */
const walk = (stepM: number): OfficerLive => {
  const trail = Array.from({ length: 20 }, (_, i): [number, number, number] => [
    121,
    28 + (i * stepM) / 111_195,
    NOW - (19 - i) * 5_000,
  ]);
  const [lng, lat] = trail.at(-1)!;
  return { t: NOW, position: { lng, lat }, inGrid: null, trail };
};

test('who walks is moving, and who trembles is standing', () => {
  expect(isMoving(walk(6))).toBe(true);
  expect(isMoving(walk(0.3))).toBe(false);
});

test('a heading is that of the walk and none for who stands', () => {
  expect(headingOf(walk(6))).toBeCloseTo(0, 6);
  expect(headingOf(walk(0))).toBeNull();
});
