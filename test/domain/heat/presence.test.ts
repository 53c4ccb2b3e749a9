import fc from 'fast-check';
import { cellToParent, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { HEAT_FLOOR, HEAT_RESOLUTIONS, heatAt } from '../../../server/contract/console/heat.ts';
import { decayOf, PERIOD_HALF_LIVES, windowStart } from '../../../server/domain/heat/decay.ts';
import {
  cellsIn,
  createHeatGrid,
  type HeatTree,
  sumOf,
} from '../../../server/domain/heat/heat-grid.ts';
import { createPresence, type PresentFix } from '../../../server/domain/heat/presence.ts';
import { presenceFrom } from '../../../server/domain/heat/reference.ts';

const HALF_LIFE_MS = 30 * 60_000;
const PERIOD_MS = PERIOD_HALF_LIVES * HALF_LIFE_MS;
const START = 80_000 * PERIOD_MS;
const EVERYWHERE = { west: 0, south: -60, east: 179, north: 60 };
/** A few cells near each other: some share a base cell, some a coarse one, one is far away. */
const CELLS = [0, 0.00001, 0.0004, 0.0011, 0.004, 0.02, 0.3].map((east) =>
  latLngToCell(28.58, 121.37 + east, 12),
);
const isEast = ({ lng }: { lng: number }) => lng > 121.3705;

const open = (grid: ReturnType<typeof createHeatGrid>, isWithin = (_: { lng: number }) => true) => {
  const { tree, steps } = grid.open(isWithin);
  for (const _ of steps);
  return tree;
};

const heatOf = (
  grid: ReturnType<typeof createHeatGrid>,
  tree: HeatTree,
  resolution: number,
  at: number,
) => {
  const scale = { epochMs: grid.epochMs(), halfLifeMs: HALF_LIFE_MS };
  return new Map(
    [...cellsIn(tree, resolution, EVERYWHERE)]
      .map((cell) => [cell.id.toString(16), heatAt(sumOf(cell), scale, at)] as const)
      .filter(([, seconds]) => seconds >= HEAT_FLOOR.presence),
  );
};

function expectSame(actual: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>) {
  // A cell at the very floor may fall on either side of it.
  const near = (value: number) => Math.abs(value - HEAT_FLOOR.presence) < 1e-6;
  for (const [cell, value] of expected)
    if (value >= HEAT_FLOOR.presence && !near(value))
      expect(Math.abs((actual.get(cell) ?? 0) / value - 1)).toBeLessThan(1e-9);
  for (const [cell, value] of actual) if (!near(value)) expect(expected.has(cell)).toBe(true);
}

/** Fixes of three handhelds over 20 hours, as batches in any order, some of them again. */
const deliveries = fc
  .array(
    fc.record({
      handheld: fc.integer({ min: 1, max: 3 }),
      t: fc.integer({ min: 0, max: 2_400 }).map((k) => START + k * 30_000),
      cell: fc.constantFrom(...CELLS),
    }),
    { minLength: 1, maxLength: 120 },
  )
  .chain((fixes) =>
    fc
      .array(fc.subarray(fixes, { minLength: 1 }), { maxLength: 4 })
      .chain((again) =>
        fc.shuffledSubarray([...fixes, ...again.flat()], {
          minLength: fixes.length + again.flat().length,
        }),
      )
      .map((order) => ({ fixes, order })),
  );

describe('Presence', () => {
  it('equals what is recomputed from the set of fixes, whatever the order, repetition and lateness, for every resolution and area', () => {
    fc.assert(
      fc.property(deliveries, fc.integer({ min: 0, max: 20 }), ({ fixes, order }, afterHours) => {
        const grid = createHeatGrid(decayOf(HALF_LIFE_MS), START);
        const presence = createPresence(grid, START);
        const early = open(grid, isEast);
        // The clock is never behind what came by more than a device's may be ahead.
        let at = START;
        for (const { handheld, ...fix } of order) {
          at = Math.max(at, fix.t - 600_000);
          presence.roll(at);
          presence.observe(handheld, [fix]);
        }
        at += afterHours * 3_600_000;
        presence.roll(at);
        const tracks = new Map<number, PresentFix[]>();
        for (const { handheld, ...fix } of fixes)
          tracks.set(handheld, [...(tracks.get(handheld) ?? []), fix]);
        const late = open(grid);
        for (const { resolution } of HEAT_RESOLUTIONS) {
          const asked = { decay: grid.decay, at, resolution };
          expectSame(heatOf(grid, late, resolution, at), presenceFrom(tracks.values(), asked));
          expectSame(
            heatOf(grid, early, resolution, at),
            presenceFrom(tracks.values(), { ...asked, isWithin: isEast }),
          );
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is seconds to the next fix, a minute at most, decayed from the moment of the fix', () => {
    const grid = createHeatGrid(decayOf(HALF_LIFE_MS), START);
    const presence = createPresence(grid, START);
    const tree = open(grid);
    presence.observe(1, [
      { t: START, cell: CELLS[0]! },
      { t: START + 20_000, cell: CELLS[4]! },
      { t: START + 600_000, cell: CELLS[5]! },
    ]);
    const heat = heatOf(grid, tree, 11, START + HALF_LIFE_MS);
    const of = (cell: string) => heat.get(cellToParent(cell, 11));
    expect(of(CELLS[0]!)).toBeCloseTo(20 / 2, 9);
    expect(of(CELLS[4]!)).toBeCloseTo((60 / 2) * 2 ** (20_000 / HALF_LIFE_MS), 9);
    expect(heat.size).toBe(2);
  });

  it('of an hour ago lands in its own time', () => {
    const at = START + 5 * HALF_LIFE_MS;
    const grid = createHeatGrid(decayOf(HALF_LIFE_MS), at);
    const presence = createPresence(grid, at);
    const tree = open(grid);
    presence.observe(1, [{ t: at, cell: CELLS[6]! }]);
    presence.observe(1, [
      { t: at - 2 * HALF_LIFE_MS, cell: CELLS[0]! },
      { t: at - 2 * HALF_LIFE_MS + 40_000, cell: CELLS[6]! },
    ]);
    const seconds = [...heatOf(grid, tree, 7, at).values()];
    expect(Math.min(...seconds)).toBeCloseTo(40 / 4, 9);
  });

  it('keeps no cell and no fix of which nothing is left', () => {
    const grid = createHeatGrid(decayOf(HALF_LIFE_MS), START);
    const presence = createPresence(grid, START);
    const tree = open(grid);
    presence.observe(
      1,
      CELLS.map((cell, k) => ({ t: START + k * 10_000, cell })),
    );
    expect(presence.roll(START + PERIOD_MS - 1)).toBe(false);
    expect(presence.roll(START + PERIOD_MS)).toBe(true);
    expect(grid.size()).toBeGreaterThan(3);
    presence.roll(START + 3 * PERIOD_MS);
    expect([grid.size(), presence.fixes(), tree.cells.size, tree.roots.length]).toEqual([
      0, 0, 0, 0,
    ]);
    presence.observe(1, [
      { t: windowStart(grid.decay, START + 3 * PERIOD_MS) - 1, cell: CELLS[0]! },
    ]);
    expect(presence.fixes()).toBe(0);
  });

  it('of coarse cells is the sum of the base cells of the area, and a box gets the cells whose centres it holds', () => {
    const grid = createHeatGrid(decayOf(HALF_LIFE_MS), START);
    const presence = createPresence(grid, START);
    const tree = open(grid);
    presence.observe(
      1,
      Array.from({ length: 2_000 }, (_, k) => ({
        t: START + k * 5_000,
        cell: latLngToCell(28.5 + ((k * 37) % 101) / 300, 121.3 + ((k * 53) % 97) / 300, 12),
      })),
    );
    const box = { west: 121.37, south: 28.58, east: 121.5, north: 28.67 };
    for (const { resolution } of HEAT_RESOLUTIONS) {
      const all = [...cellsIn(tree, resolution, EVERYWHERE)];
      expect(all.reduce((sum, cell) => sum + sumOf(cell), 0)).toBeCloseTo(
        tree.roots.reduce((sum, cell) => sum + sumOf(cell), 0),
        3,
      );
      const inside = all.filter(
        ({ lng, lat }) =>
          lng >= box.west && lng <= box.east && lat >= box.south && lat <= box.north,
      );
      expect(new Set(cellsIn(tree, resolution, box))).toEqual(new Set(inside));
    }
  });
});
