import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedTrack } from '../../../../server/domain/verification/integrity/compared-track.ts';
import {
  isNear,
  placesAround,
  placesOf,
} from '../../../../server/domain/verification/integrity/places.ts';
import { record, roundBlock, START_MS } from '../walks.ts';

const walk = roundBlock(1500);
const own = comparedTrack(record({ path: walk, everyS: 5 }));
const around = new Set(placesAround(own));

test('a track that went along for ten minutes, some metres beside and some seconds behind, is near', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 105 }),
      fc.integer({ min: -60, max: 60 }),
      fc.integer({ min: -90, max: 90 }),
      fc.constantFrom(1, 5, 30, 60),
      (minute, besideM, behindS, everyS) => {
        const other = record({
          path: (s) => {
            const { x, y } = walk(s + minute * 60 - behindS);
            return { x: x + besideM, y };
          },
          startMs: START_MS + minute * 60_000,
          minutes: 11,
          everyS,
          seed: 2,
        });
        expect(isNear(around, placesOf(comparedTrack(other)))).toBe(true);
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

test('the same way an hour later, or a way 2 km off, is not near', () => {
  const later = record({ path: walk, startMs: START_MS + 3_600_000, everyS: 10, seed: 2 });
  const off = record({
    path: (s) => {
      const { x, y } = walk(s);
      return { x: x + 2000, y };
    },
    everyS: 10,
    seed: 2,
  });
  for (const fixes of [later, off])
    expect(isNear(around, placesOf(comparedTrack(fixes)))).toBe(false);
});

test('two hours are some sixty places, whatever the sampling', () => {
  for (const everyS of [1, 10, 60])
    expect(placesOf(comparedTrack(record({ path: walk, everyS }))).length).toBeLessThanOrEqual(61);
  expect(placesAround(own).length).toBeLessThanOrEqual(4 * 61);
});
