import fc from 'fast-check';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { heatAt } from '../../../server/contract/console/heat.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { decayOf, spread } from '../../../server/domain/heat/decay.ts';
import { cellsIn, createHeatGrid, sumOf } from '../../../server/domain/heat/heat-grid.ts';
import {
  createIncidentHeat,
  type HeatIncident,
} from '../../../server/domain/heat/incident-heat.ts';
import { incidentsFrom } from '../../../server/domain/heat/reference.ts';

const HALF_LIFE_MS = 24 * HOUR_MS;
const decay = decayOf(HALF_LIFE_MS);
const NOW = Date.UTC(2026, 5, 1, 2);
const CELLS = [0, 0.001, 0.05].map((east) => latLngToCell(28.58, 121.37 + east, 12));

const incident = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  fromMs: fc.integer({ min: 0, max: 480 }).map((h) => NOW - h * HOUR_MS),
  hours: fc.integer({ min: 0, max: 72 }),
  cell: fc.constantFrom(...CELLS),
});

describe('Incident heat', () => {
  it('equals what is recomputed from the incidents as they stand, however they were corrected', () => {
    fc.assert(
      fc.property(fc.array(incident, { minLength: 1, maxLength: 25 }), (versions) => {
        const grid = createHeatGrid(decay, NOW);
        const heat = createIncidentHeat(grid);
        const { tree, steps } = grid.open(() => true);
        for (const _ of steps);
        const stored = new Map<string, HeatIncident>();
        for (const { hours, ...version } of versions) {
          const toMs = Math.min(NOW, version.fromMs + hours * HOUR_MS);
          stored.set(version.id, { ...version, toMs });
          heat.replace(1, [...stored.values()]);
        }
        const scale = { epochMs: grid.epochMs(), halfLifeMs: HALF_LIFE_MS };
        const expected = incidentsFrom(stored.values(), { decay, at: NOW, resolution: 9 }, 3_000);
        const box = { west: 121, south: 28, east: 122, north: 29 };
        for (const cell of cellsIn(tree, 9, box))
          expect(heatAt(sumOf(cell), scale, NOW)).toBeCloseTo(
            expected.get(cell.id.toString(16)) ?? 0,
            4,
          );
      }),
      { numRuns: 100 },
    );
  });

  it('takes away what a day no longer holds, to nothing', () => {
    const grid = createHeatGrid(decay, NOW);
    const heat = createIncidentHeat(grid);
    const { tree, steps } = grid.open(() => true);
    for (const _ of steps);
    heat.replace(1, [{ id: 'a', fromMs: NOW - HOUR_MS, toMs: NOW, cell: CELLS[0]! }]);
    expect(sumOf(tree.roots[0]!)).toBeGreaterThan(0);
    heat.replace(1, []);
    expect(sumOf(tree.roots[0]!)).toBe(0);
    expect(heat.groups()).toEqual([]);
  });

  it('of an interval adds up over the periods it crosses to that of its pieces', () => {
    const middle = Math.round(NOW / decay.periodMs) * decay.periodMs;
    const value = (from: number, to: number, share = 1) =>
      spread(decay, from, to).reduce(
        (sum, { period, sum: part }) =>
          sum + share * part * 2 ** ((period * decay.periodMs - middle) / HALF_LIFE_MS),
        0,
      );
    const [from, to] = [middle - 30 * HOUR_MS, middle + 10 * HOUR_MS];
    expect(spread(decay, from, to).length).toBe(2);
    expect(value(from, to)).toBeCloseTo(
      value(from, from + 10 * HOUR_MS, 0.25) + value(from + 10 * HOUR_MS, to, 0.75),
      12,
    );
    expect(value(middle, middle + 1)).toBeCloseTo(value(middle, middle), 6);
  });
});
