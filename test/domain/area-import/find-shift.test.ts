import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWgs84, toWgs84 } from '../../../server/contract/areas/datum.ts';
import type { Datum, LngLat } from '../../../server/contract/areas/geo.ts';
import { findShift } from '../../../server/domain/area-import/find-shift.ts';

const place = fc.record({
  lng: fc.double({ min: 105, max: 121, noNaN: true }),
  lat: fc.double({ min: 24, max: 40, noNaN: true }),
});
/** What a file that is in one datum says where it was read as another. */
const misread = (at: LngLat, is: Datum, readAs: Datum) => toWgs84(fromWgs84(at, is), readAs);

test.each([
  ['gcj02', 'wgs84'],
  ['bd09', 'wgs84'],
  ['wgs84', 'gcj02'],
  ['bd09', 'gcj02'],
] as const)('a file in %s that was read as %s is said to fit as what it is', (is, readAs) => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 5 }), (places) => {
      const pairs = places.map((record) => ({ record, file: misread(record, is, readAs) }));
      const shift = findShift(pairs, readAs);
      expect(shift?.datum).toBe(is);
      expect(shift!.metres).toBeGreaterThan(100);
      expect(shift!.leftM).toBeLessThan(5);
    }),
    { numRuns: 50 },
  );
});

const AT = { lng: 121.37, lat: 28.58 };
test.each([
  ['lies where the record is', [{ file: AT, record: AT }]],
  ['was redrawn by 55 m', [{ file: AT, record: { ...AT, lat: AT.lat + 0.0005 } }]],
  ['lies 5 km away in no known system', [{ file: AT, record: { ...AT, lat: AT.lat + 0.045 } }]],
  ['has nothing on record beside it', []],
])('nothing is said of a file that %s', (_, pairs) => {
  expect(findShift(pairs, 'wgs84')).toBeNull();
});
