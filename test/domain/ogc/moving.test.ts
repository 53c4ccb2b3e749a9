import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  at,
  between,
  type Moving,
  measured,
  placeAt,
  within,
} from '../../../server/domain/ogc/moving.ts';

const way: Moving = {
  times: [0, 10_000, 30_000],
  coordinates: [
    [121, 28],
    [122, 28],
    [122, 29],
  ],
  values: { speed: [1, null, 3] },
};

it('is cut at points by a time, and on the line where a part of the way is asked for', () => {
  expect(within(way, { fromMs: 5_000, toMs: null }).times).toEqual([10_000, 30_000]);
  expect(between(way, 5_000, 20_000)).toEqual({
    times: [5_000, 10_000, 20_000],
    coordinates: [
      [121.5, 28],
      [122, 28],
      [122, 28.5],
    ],
    values: { speed: [null, null, null] },
  });
  expect(between(way, 0, 30_000)).toEqual(way);
  expect(between(way, -5, 40_000).times).toEqual(way.times);
});

it('tells where it was at moments of its time, and nothing of others', () => {
  expect(at(way, [-1, 0, 2_500, 30_000, 30_001])).toMatchObject({
    times: [0, 2_500, 30_000],
    coordinates: [
      [121, 28],
      [121.25, 28],
      [122, 29],
    ],
  });
  expect(measured(way, 'speed').values).toEqual([1, 3]);
});

it('lies between the points before and after at every moment', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), (t) => {
      const [lng, lat] = placeAt(way, t)!;
      expect(lng).toBeGreaterThanOrEqual(121);
      expect(lng! + lat!).toBeCloseTo(
        t <= 10_000 ? 149 + t / 10_000 : 150 + (t - 10_000) / 20_000,
        9,
      );
    }),
  );
});
