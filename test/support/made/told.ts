import fc from 'fast-check';
import { MARKS } from '../../../server/contract/fixes/fix.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

/** What a handheld may tell around a moment (Unix ms) beside the name of a fix. */
export const told = (at: number) => {
  const moment = fc.integer({ min: at - HOUR_MS, max: at + HOUR_MS });
  return fc.record({
    t: moment,
    receivedMs: moment,
    sentMs: orNull(
      fc.oneof(moment, fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2100, 0, 1) })),
    ),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    originalLng: orNull(fc.double({ min: -180, max: 180, noNaN: true })),
    marks: fc.subarray([...MARKS]),
    accuracyM: orNull(fc.double({ min: 1e-300, max: 1e5, noNaN: true })),
    headingDeg: orNull(fc.integer({ min: 0, max: 360 })),
    batteryPct: orNull(fc.double({ min: 0, max: 100, noNaN: true })),
    mock: fc.boolean(),
    gap: orNull(fc.constantFrom('battery' as const, 'killed' as const)),
    cleaned: fc.constantFrom(undefined, ['t'] as const, ['speedMps', 'name'] as const),
  });
};
