import { expect, test } from 'vitest';
import { arrowsOf } from '../../client/layers/suggestion.ts';

test('arrows point along their legs, and there are never too many', () => {
  const path = [
    { lng: 121, lat: 28 },
    { lng: 121, lat: 28.001 },
    { lng: 121.001, lat: 28.001 },
  ];
  const [north, east] = arrowsOf(path);
  expect(north!.angle).toBeCloseTo(0);
  expect(east!.angle).toBeCloseTo(-90);
  const long = Array.from({ length: 200 }, (_, i) => ({ lng: 121 + i * 1e-4, lat: 28 }));
  expect(arrowsOf(long).length).toBeLessThanOrEqual(24);
});
