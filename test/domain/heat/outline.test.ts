import { booleanPointInPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { preparePolygon } from '../../../server/domain/heat/outline.ts';

/** A star with a hole, and an island. */
const SHAPE: MultiPolygon = {
  type: 'MultiPolygon',
  coordinates: [
    [
      Array.from({ length: 41 }, (_, k): [number, number] => {
        const turn = ((k % 40) / 40) * 2 * Math.PI;
        const reach = k % 2 ? 0.04 : 0.09;
        return [121.4 + reach * Math.cos(turn), 28.6 + reach * Math.sin(turn)];
      }),
      [
        [121.39, 28.59],
        [121.41, 28.59],
        [121.41, 28.61],
        [121.39, 28.61],
        [121.39, 28.59],
      ],
    ],
    [
      [
        [121.55, 28.55],
        [121.56, 28.55],
        [121.56, 28.65],
        [121.55, 28.55],
      ],
    ],
  ],
};

describe('A prepared polygon', () => {
  it('holds the places the polygon holds', () => {
    const isWithin = preparePolygon(SHAPE);
    let inside = 0;
    for (let i = 0; i < 60; i++)
      for (let j = 0; j < 60; j++) {
        const place = { lng: 121.3003 + i * 0.0047, lat: 28.5001 + j * 0.0033 };
        expect(isWithin(place)).toBe(booleanPointInPolygon([place.lng, place.lat], SHAPE));
        inside += isWithin(place) ? 1 : 0;
      }
    expect(inside).toBeGreaterThan(200);
  });

  it('gives a place on a shared border to one side', () => {
    const box = (west: number): MultiPolygon => ({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [west, 28],
            [west + 1, 28],
            [west + 1, 29],
            [west, 29],
            [west, 28],
          ],
        ],
      ],
    });
    const sides = [preparePolygon(box(120)), preparePolygon(box(121))];
    expect(sides.filter((isWithin) => isWithin({ lng: 121, lat: 28.5 })).length).toBe(1);
  });

  it('without corners holds nothing', () => {
    expect(preparePolygon({ type: 'MultiPolygon', coordinates: [] })({ lng: 0, lat: 0 })).toBe(
      false,
    );
  });
});
