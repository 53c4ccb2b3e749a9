import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapTo } from '../../../client/imports/draw/snap.ts';

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
] as const;
const REACH = { lng: 0.1, lat: 0.1 };

describe('a corner drawn near a neighbour', () => {
  test.each([
    ['to its corner', [1.05, 1.05], [1, 1]],
    ['to its corner rather than to the nearer edge', [0.95, 1.01], [1, 1]],
    ['to the nearest place on its edge', [0.5, -0.04], [0.5, 0]],
    ['nowhere beyond reach', [0.5, 0.5], undefined],
    ['to no edge beyond its ends', [-0.2, 0], undefined],
  ] as const)('goes %s', (_, at, to) => {
    const found = snapTo(at, [square], REACH);
    if (to === undefined) expect(found).toBeUndefined();
    else to.forEach((value, k) => void expect(found![k]).toBeCloseTo(value, 9));
  });

  test('moves by the reach at most, and stays where it came to', () => {
    const around = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(around, around, (x, y) => {
        const once = snapTo([x, y], [square], REACH);
        if (!once) return;
        expect(Math.hypot((once[0] - x) / 0.1, (once[1] - y) / 0.1)).toBeLessThanOrEqual(1 + 1e-9);
        const again = snapTo(once, [square], { lng: 1e-3, lat: 1e-3 })!;
        expect(Math.hypot(again[0] - once[0], again[1] - once[1])).toBeLessThanOrEqual(1e-3);
      }),
    );
  });
});
