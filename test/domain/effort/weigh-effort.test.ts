import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonInterval } from '../../../server/domain/effort/poisson-interval.ts';
import { type GridEffort, weighEffort } from '../../../server/domain/effort/weigh-effort.ts';

describe('The interval of a Poisson count', () => {
  it("is Garwood's", () => {
    // Garwood 1936, 95 %: 0 -> (0, 3.689), 5 -> (1.623, 11.668), 10 -> (4.795, 18.390), 50 -> (37.11, 65.92).
    for (const [count, low, high] of [
      [0, 0, 3.6889],
      [5, 1.6235, 11.6683],
      [10, 4.7954, 18.3904],
      [50, 37.1109, 65.9188],
    ] as const) {
      const interval = poissonInterval(count, 0.95);
      expect(interval.low).toBeCloseTo(low, 3);
      expect(interval.high).toBeCloseTo(high, 3);
    }
  });

  it('holds its count and widens with confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (count) => {
        const [narrow, wide] = [poissonInterval(count, 0.9), poissonInterval(count, 0.99)];
        expect(narrow.low).toBeLessThanOrEqual(count);
        expect(narrow.high).toBeGreaterThan(count);
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThan(narrow.high);
      }),
      { numRuns: 50 },
    );
  });
});

const grid = (gridId: number, figures: Partial<GridEffort> = {}): GridEffort => ({
  gridId,
  areaKm2: 0.25,
  reported: 50,
  detected: 40,
  patrolH: 80,
  coverage: 0.9,
  ...figures,
});

describe('Effort set against need', () => {
  const usual = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => grid(id));

  it('finds the grid that is hot and little patrolled, and the one that is patrolled and cold', () => {
    const weighed = weighEffort(
      [
        ...usual,
        grid(9, { reported: 160, patrolH: 20, coverage: 0.25 }),
        grid(10, { reported: 5, patrolH: 160 }),
      ],
      28,
    );
    expect(weighed.map((of) => [of.gridId, of.class]).filter(([, of]) => of)).toEqual([
      [9, 'hot-not-patrolled'],
      [10, 'patrolled-cold'],
    ]);
    expect(weighed[8]!.unseenPerDay).toBeCloseTo((160 / 28) * 0.75, 9);
  });

  it('says nothing where a few incidents could be chance', () => {
    const few = usual.map((of) => ({ ...of, reported: 2, detected: 1 }));
    const weighed = weighEffort([...few, grid(9, { reported: 6, patrolH: 40 })], 28);
    expect(weighed.every((of) => of.class === null)).toBe(true);
  });

  it('is not led by what patrols found themselves', () => {
    const weighed = weighEffort([...usual, grid(9, { detected: 900 })], 28);
    expect(weighed[8]!.class).toBeNull();
    expect(weighed[8]!.detectedPerH!.best).toBeCloseTo(900 / 80, 9);
  });

  it('has no rate an hour where nobody patrolled, and no ratio where nothing was reported', () => {
    const [idle] = weighEffort([grid(1, { patrolH: 0, coverage: null }), grid(2)], 28);
    expect(idle).toMatchObject({ detectedPerH: null, unseenPerDay: null });
    expect(weighEffort([grid(1, { reported: 0 })], 28)[0]).toMatchObject({
      effortRatio: null,
      class: null,
    });
  });
});
