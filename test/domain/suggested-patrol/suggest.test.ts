import fc from 'fast-check';
import { cellToParent } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import { cellsOf, gridGeometry } from '../../../server/domain/geo/grid-geometry.ts';
import { combStarts, shortestComb } from '../../../server/domain/suggested-patrol/comb.ts';
import {
  cutPath,
  lengthOf,
  riskOf,
  riskShareOf,
  seenFrom,
  seenInOrder,
} from '../../../server/domain/suggested-patrol/ground.ts';
import { spreadRisk } from '../../../server/domain/suggested-patrol/spread-risk.ts';
import { PACE_MPS, suggestPatrol } from '../../../server/domain/suggested-patrol/suggest.ts';
import { box } from '../verification/walks.ts';

const SWATH_M = 25;
const geometry = gridGeometry({ polygon: box(0, 0, 500, 400) }, SWATH_M);
const cells = cellsOf(geometry);
const even = geometry.cellWeight;
const metresIn = (minutes: number) => minutes * 60 * PACE_MPS;

/** Risk in one corner of the grid only. */
const corner = Float64Array.from(cells, ({ x, y }) => (x > 150 && y > 100 ? 1 : 0));

const randomRisk = (seed: number) => {
  const random = createRandom(seed);
  const spots = Array.from({ length: 3 }, () => [
    random.uniform(-250, 250),
    random.uniform(-200, 200),
  ]);
  return Float64Array.from(cells, ({ x, y }) =>
    spots.reduce(
      (sum, [sx, sy]) => sum + Math.exp(-((x - sx!) ** 2 + (y - sy!) ** 2) / 5000),
      0.05,
    ),
  );
};

describe('The shortest comb', () => {
  const comb = shortestComb({ ...geometry, risk: even });

  it('sees a whole rectangle with lines two swaths apart along its longer side', () => {
    expect(seenFrom({ ...geometry, risk: even }, comb).every((mark) => mark === 1)).toBe(true);
    // Eight lines of 500 m and the way between them.
    expect(lengthOf(comb)).toBeGreaterThan(8 * 450);
    expect(lengthOf(comb)).toBeLessThan(8 * 550 + 400);
  });

  it('has the same length from each of its four corners', () => {
    const starts = combStarts(comb);
    expect(
      new Set(starts.map((path) => `${Math.round(path[0]!.x)} ${Math.round(path[0]!.y)}`)).size,
    ).toBe(4);
    for (const path of starts) expect(lengthOf(path)).toBeCloseTo(lengthOf(comb), 0);
  });

  it('cut to a length is that long, and a shorter one stays whole', () => {
    expect(lengthOf(cutPath(comb, 1000))).toBeCloseTo(1000, 6);
    expect(cutPath(comb, 1e6)).toEqual(comb);
  });
});

describe('A suggested patrol', () => {
  it('goes where the risk is: twenty minutes see all of a corner that a comb mostly misses', () => {
    const { route, combRiskShare } = suggestPatrol(geometry, corner, 20);
    expect(route.riskShare).toBeGreaterThan(0.95);
    expect(combRiskShare).toBeLessThan(0.6);
  });

  it('never takes longer than its time, nor sees less than the comb', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 10, max: 60 }),
        (seed, minutes) => {
          const { route, comb } = suggestPatrol(geometry, randomRisk(seed), minutes);
          expect(route.lengthM).toBeLessThanOrEqual(metresIn(minutes) + 1e-6);
          expect(route.riskShare).toBeGreaterThanOrEqual(comb.riskShare);
        },
      ),
      { numRuns: 4 },
    );
  });

  it('is the comb where there is time for all of it', () => {
    const { route, comb, combMinutes } = suggestPatrol(geometry, randomRisk(1), 240);
    expect(combMinutes).toBeLessThan(240);
    expect(route).toBe(comb);
    expect(route.riskShare).toBeCloseTo(1, 9);
  });

  it('covers ground where no risk is known', () => {
    const none = suggestPatrol(geometry, new Float64Array(even.length), 30);
    expect(none.route.riskShare).toBeCloseTo(
      riskOf({ ...geometry, risk: even }, none.route.seen) / geometry.weight,
      9,
    );
    expect(none.route.riskShare).toBeGreaterThan(0.3);
  });

  it('begins where it is told to', () => {
    const start = { x: -240, y: -190 };
    const { route } = suggestPatrol(geometry, corner, 30, start);
    expect(route.path[0]).toEqual(start);
    expect(route.lengthM).toBeLessThanOrEqual(metresIn(30) + 1e-6);
  });

  it('is the same every time', () => {
    const paths = [1, 2].map(() => suggestPatrol(geometry, randomRisk(7), 30).route.path);
    expect(paths[0]).toEqual(paths[1]);
  });

  it('of a grid without any ground is no way at all', () => {
    const nothing = gridGeometry({ polygon: box(0, 0, 0, 0) }, SWATH_M);
    const { route } = suggestPatrol(nothing, new Float64Array(), 30);
    expect(route).toMatchObject({ path: [], lengthM: 0, riskShare: 0 });
  });

  it('names the cells in the order in which they come into view, each once', () => {
    const { route } = suggestPatrol(geometry, corner, 15);
    const order = seenInOrder(geometry, route.path);
    expect([...order].sort((a, b) => a - b)).toEqual(
      [...route.seen.keys()].filter((cell) => route.seen[cell]),
    );
  });
});

describe('Risk of coarser cells', () => {
  const risk = [...new Set(cells.map(({ cell }) => cellToParent(cell, 10)))].map((cell, k) => ({
    cell,
    expected: k + 1,
  }));

  it('is dealt out by weight and adds up to what it was', () => {
    const spread = spreadRisk(cells, risk);
    for (const { cell, expected } of risk) {
      const sum = cells.reduce(
        (total, of, i) => total + (cellToParent(of.cell, 10) === cell ? spread[i]! : 0),
        0,
      );
      expect(sum).toBeCloseTo(expected, 9);
    }
  });

  it('of finer ones is added up, and of the same ones stays as it is', () => {
    const own = cells.map(({ cell, weight }) => ({ cell, expected: weight }));
    expect([...spreadRisk(cells, own)]).toEqual(own.map(({ expected }) => expected));
    const coarse = risk.map(({ cell }) => ({ cell, weight: 1 }));
    const total = [...spreadRisk(coarse, own)].reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(geometry.weight, 9);
  });

  it('has a share in what somebody saw', () => {
    const seen = cells.filter(({ x }) => x > 0).map(({ cell }) => cell);
    expect(riskShareOf(cells, even, seen)).toBeCloseTo(0.5, 1);
    expect(riskShareOf(cells, new Float64Array(even.length), seen)).toBe(0);
  });
});
