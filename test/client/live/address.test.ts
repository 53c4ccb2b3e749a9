import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Looked, readLooked, writeLooked } from '../../../client/live/map/address.ts';
import { LAYER_KEYS, LAYERS_AT_FIRST } from '../../../client/live/map/view.ts';

const AT_FIRST: Looked = {
  ...{ selection: null, shown: LAYERS_AT_FIRST, place: null, pin: null, study: null },
};

test('an address that says nothing leaves the view as it is, and the view as at first leaves no address', () => {
  expect(readLooked(new URLSearchParams('day=1'))).toBeNull();
  expect(writeLooked(AT_FIRST).toString()).toBe('');
});

test('what is selected, shown and seen comes back from the address', () => {
  const selection = fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constantFrom('officer', 'grid', 'place', 'warning'), id: fc.nat() }),
    fc.record({ kind: fc.constant('incident'), id: fc.string({ minLength: 1 }) }),
  ) as fc.Arbitrary<Looked['selection']>;
  const shown = fc.record(
    Object.fromEntries(LAYER_KEYS.map((key) => [key, fc.boolean()])),
  ) as fc.Arbitrary<Looked['shown']>;
  const place = fc.option(
    fc.record({
      lng: fc.integer({ min: -180e5, max: 180e5 }).map((e5) => e5 / 1e5),
      lat: fc.integer({ min: -85e5, max: 85e5 }).map((e5) => e5 / 1e5),
      zoom: fc.integer({ min: 0, max: 2_400 }).map((e2) => e2 / 100),
    }),
  );
  const pin = fc.option(
    fc.record({
      lng: fc.integer({ min: -180e5, max: 180e5 }).map((e5) => e5 / 1e5),
      lat: fc.integer({ min: -85e5, max: 85e5 }).map((e5) => e5 / 1e5),
    }),
  );
  const study = fc.option(
    fc.record({
      id: fc.integer({ min: 1, max: 1e9 - 1 }),
      distance: fc.option(fc.integer({ min: 1, max: 1e9 }).map((mm) => mm / 1000)),
    }),
  );
  fc.assert(
    fc.property(fc.record({ selection, shown, place, pin, study }), (looked) => {
      const written = writeLooked(looked).toString();
      expect(readLooked(new URLSearchParams(written)) ?? AT_FIRST).toEqual(looked);
    }),
  );
});

test.each([
  ['on=officer:x', AT_FIRST],
  ['on=town:3', AT_FIRST],
  ['at=121,95,12', AT_FIRST],
  ['at=121,28', AT_FIRST],
  ['pin=,', AT_FIRST],
  ['pin=121,90', AT_FIRST],
  ['at=121,28,12,1', AT_FIRST],
  [
    'on=grid:7&layers=heat,unknown',
    {
      selection: { kind: 'grid', id: 7 },
      shown: { ...Object.fromEntries(LAYER_KEYS.map((key) => [key, key === 'heat'])) },
      ...{ place: null, pin: null, study: null },
    },
  ],
  ['study=x', AT_FIRST],
  ['study=7:', AT_FIRST],
  ['study=7:far', AT_FIRST],
  ['study=7:60', { ...AT_FIRST, study: { id: 7, distance: 60 } }],
])('of %s what is unknown is left out', (address, looked) => {
  expect(readLooked(new URLSearchParams(address))).toEqual(looked);
});
