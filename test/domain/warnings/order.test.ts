import fc from 'fast-check';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../server/contract/units.ts';
import { WARNING_LEVELS } from '../../../server/contract/warnings/warning.ts';
import { createLedger, type Found } from './ledger.ts';

const CELLS = gridDisk(latLngToCell(28.58, 121.37, 9), 2);

/** A few overlapping places, so that findings meet, part and chain. */
const places = [0, 1, 2, 3, 4].map((k) => CELLS.slice(k * 2, k * 2 + 4).sort());
const found: fc.Arbitrary<Found[]> = fc.uniqueArray(
  fc.record({
    cells: fc.constantFrom(...places),
    level: fc.constantFrom(...WARNING_LEVELS),
    category: fc.constantFrom(null, 'theft'),
  }),
  { maxLength: 3, selector: ({ cells, category }) => `${category} ${cells[0]}` },
);
const at = fc.integer({ min: 0, max: 40 }).map((halfDays) => (halfDays * DAY_MS) / 2);
/** The last word of every run, and the deliveries that led to it. */
const history = fc
  .uniqueArray(fc.record({ at, found, earlier: fc.array(found, { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 14,
    selector: (run) => run.at,
  })
  .chain((runs) =>
    fc.record({
      runs: fc.constant(runs),
      // Runs in any order, each with its corrections in theirs, some delivered twice.
      deliveries: fc
        .shuffledSubarray(
          runs.flatMap(({ at, found, earlier }) => [...earlier, found, found].map(() => at)),
          { minLength: runs.reduce((n, { earlier }) => n + earlier.length + 2, 0) },
        )
        .map((order) => {
          const left = new Map(
            runs.map(({ at, found, earlier }) => [at, [...earlier, found, found]]),
          );
          return order.map((at) => ({ at, found: left.get(at)!.shift()! }));
        }),
    }),
  );

describe('Any order of arrival and correction', () => {
  it('ends in the same risk state as each run in time, once', () => {
    fc.assert(
      fc.property(history, ({ runs, deliveries }) => {
        const inTime = createLedger({ forgetful: true });
        for (const { at, found } of [...runs].sort((a, b) => a.at - b.at)) inTime.run(at, found);
        const anyhow = createLedger({ forgetful: true });
        for (const { at, found } of deliveries) anyhow.run(at, found);
        expect(anyhow.riskState()).toEqual(inTime.riskState());
      }),
      { seed: 15, numRuns: 120 },
    );
  });

  it('ends where knowing every sighting each time ends, although late runs look at late sightings only', () => {
    fc.assert(
      fc.property(history, ({ deliveries }) => {
        const [quick, thorough] = [true, false].map((forgetful) => createLedger({ forgetful }));
        for (const { at, found } of deliveries) {
          quick!.run(at, found);
          thorough!.run(at, found);
          expect(quick!.riskState()).toEqual(thorough!.riskState());
        }
      }),
      { seed: 16, numRuns: 60 },
    );
  });

  it('tells nothing when a run comes again as it was', () => {
    fc.assert(
      fc.property(history, ({ deliveries }) => {
        const ledger = createLedger({ forgetful: true });
        for (const { at, found } of deliveries) {
          ledger.run(at, found);
          const before = ledger.warnings();
          expect(ledger.run(at, found)).toBe(0);
          expect(ledger.warnings()).toEqual(before);
        }
      }),
      { seed: 17, numRuns: 60 },
    );
  });

  it('never lets a version, a warning or a hand on it vanish', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 20 }), ({ deliveries }, moment) => {
        const ledger = createLedger({ forgetful: true });
        let before = ledger.warnings();
        for (const [k, { at, found }] of deliveries.entries()) {
          if (k === moment && before[0]?.state === 'raised') {
            ledger.step(before[0].id, 'take', at);
            before = ledger.warnings();
          }
          ledger.run(at, found);
          const after = ledger.warnings();
          for (const old of before) {
            const now = after.find(({ id }) => id === old.id)!;
            expect(now.versions.slice(0, old.versions.length)).toEqual(old.versions);
            if (old.state === 'in-hand') expect(now.state).toBe('in-hand');
          }
          before = after;
        }
      }),
      { seed: 18, numRuns: 60 },
    );
  });
});
