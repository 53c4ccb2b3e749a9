import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWgs84, toWgs84 } from '../../server/contract/areas/datum.ts';
import type { LngLat } from '../../server/contract/areas/geo.ts';

const M_PER_DEG = 111_320;
const metres = (a: LngLat, b: LngLat) =>
  Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * M_PER_DEG;
const inChina = fc.record({
  lng: fc.double({ min: 100, max: 122, noNaN: true }),
  lat: fc.double({ min: 22, max: 42, noNaN: true }),
});

describe('a datum', () => {
  it.each(['gcj02', 'bd09'] as const)('%s there and back is within a metre in China', (datum) => {
    fc.assert(
      fc.property(inChina, (place) => {
        expect(metres(toWgs84(fromWgs84(place, datum), datum), place)).toBeLessThan(1);
      }),
    );
  });

  it.each([
    ['gcj02', 100, 800],
    ['bd09', 300, 2_000],
  ] as const)('%s lies hundreds of metres off in China', (datum, least, most) => {
    fc.assert(
      fc.property(inChina, (place) => {
        const off = metres(fromWgs84(place, datum), place);
        expect(off).toBeGreaterThan(least);
        expect(off).toBeLessThan(most);
      }),
    );
  });

  it('gcj02 of Tiananmen is where Chinese maps draw it', () => {
    const { lng, lat } = fromWgs84({ lng: 116.3912, lat: 39.9074 }, 'gcj02');
    expect(lng).toBeCloseTo(116.3974, 3);
    expect(lat).toBeCloseTo(39.9088, 3);
  });

  it('wgs84 and places outside China stay as they are', () => {
    const place = { lng: 121.37, lat: 28.58 };
    expect(toWgs84(place, 'wgs84')).toEqual(place);
    const berlin = { lng: 13.4, lat: 52.5 };
    expect(toWgs84(berlin, 'gcj02')).toEqual(berlin);
  });
});
