import { area } from '@turf/turf';
import fc from 'fast-check';
import { cellArea, UNITS } from 'h3-js';
import { expect, test } from 'vitest';
import type { MultiPolygon } from '../../../server/contract/geo.ts';
import { coverageResolution } from '../../../server/domain/geo/cell-resolution.ts';
import { gridGeometry } from '../../../server/domain/geo/grid-geometry.ts';
import { patrollableCells } from '../../../server/domain/geo/patrollable-cells.ts';
import { box } from '../verification/walks.ts';

const areaOfCells = (polygon: MultiPolygon, excluded?: MultiPolygon) =>
  patrollableCells(polygon, 12, excluded).reduce(
    (sum, { cell, weight }) => sum + weight * cellArea(cell, UNITS.m2),
    0,
  );

test('weighted cells add up to the area of the polygon', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 400 }),
      fc.integer({ min: 20, max: 400 }),
      fc.integer({ min: -300, max: 300 }),
      (width, height, x) => {
        const polygon = box(x, 0, x + width, height);
        expect(areaOfCells(polygon) / area(polygon)).toBeCloseTo(1, 2);
      },
    ),
    { numRuns: 20, seed: 3 },
  );
});

test('an excluded mask and a hole take the same cells away', () => {
  const whole = box(0, 0, 300, 300);
  const pond = box(100, 100, 200, 250);
  const holed: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [[whole.coordinates[0]![0]!, pond.coordinates[0]![0]!.toReversed()]],
  };
  const masked = patrollableCells(whole, 12, pond);
  const cut = patrollableCells(holed, 12);
  expect(masked.map(({ cell }) => cell)).toEqual(cut.map(({ cell }) => cell));
  masked.forEach(({ weight }, i) => {
    expect(weight).toBeCloseTo(cut[i]!.weight, 3);
  });
  expect(areaOfCells(whole, pond)).toBeCloseTo(75_000, -3);
});

test('a wholly excluded grid has no patrollable cell', () => {
  expect(patrollableCells(box(0, 0, 100, 100), 12, box(-10, -10, 110, 110))).toEqual([]);
});

test('a sliver keeps the cells it touches, each with its small weight', () => {
  const cells = patrollableCells(box(0, 0, 500, 1), 12);
  expect(cells.length).toBeGreaterThan(20);
  expect(Math.max(...cells.map(({ weight }) => weight))).toBeLessThan(0.12);
});

test('a grid across 180 degrees has the cells of both its parts and no border between them', () => {
  const part = (west: number, east: number): [number, number][][] => [
    [
      [west, 10],
      [east, 10],
      [east, 10.002],
      [west, 10.002],
      [west, 10],
    ],
  ];
  const polygon: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [part(179.999, 180), part(-180, -179.999)],
  };
  const geometry = gridGeometry({ polygon }, 25);
  expect(geometry.areaM2).toBeCloseTo(219 * 221, -3);
  expect(geometry.edges.length / 4).toBe(6);
  expect(geometry.weight).toBeGreaterThan(100);
});

test.each([
  [100_000, 25, 12],
  [100_000, 50, 11],
  [100_000, 10, 13],
  [100_000, 5, 13],
  [30_000_000, 25, 11],
  [2_000_000_000, 25, 9],
])('%d m2 with a swath of %d m is covered at resolution %d', (areaM2, swathM, resolution) => {
  expect(coverageResolution(areaM2, swathM)).toBe(resolution);
});

test('a polygon without area gives a geometry without cells', () => {
  const flat = gridGeometry({ polygon: box(0, 0, 100, 0) }, 25);
  expect(flat.cells).toEqual([]);
  expect(gridGeometry({ polygon: { type: 'MultiPolygon', coordinates: [] } }, 25).cells).toEqual(
    [],
  );
});
