import { area, featureCollection, intersect, polygon as turfPolygon } from '@turf/turf';
import fc from 'fast-check';
import { cellArea, cellToBoundary, UNITS } from 'h3-js';
import { expect, test } from 'vitest';
import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { coverageResolution } from '../../../server/domain/geo/cell-resolution.ts';
import { gridGeometry } from '../../../server/domain/geo/grid-geometry.ts';
import { cellsTouching } from '../../../server/domain/geo/h3.ts';
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

test('no cell is missed that a polygon of any place, shape and resolution touches by more than rounding', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -179.9, max: 179.9, noNaN: true }),
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: 3, maxLength: 9 }),
      fc.constantFrom(9, 11, 12),
      fc.double({ min: 0.1, max: 4, noNaN: true }),
      (lng, lat, spokes, resolution, stretch) => {
        const sizeDeg = 0.05 / 2.65 ** (resolution - 9);
        const corners = spokes.map((spoke, i): [number, number] => {
          const angle = (2 * Math.PI * i) / spokes.length;
          return [
            lng + (sizeDeg * spoke * stretch * Math.cos(angle)) / Math.cos((lat * Math.PI) / 180),
            lat + sizeDeg * spoke * Math.sin(angle),
          ];
        });
        const polygon: MultiPolygon = {
          type: 'MultiPolygon',
          coordinates: [[[...corners, corners[0]!]]],
        };
        const found = patrollableCells(polygon, resolution);
        const touching = new Set(cellsTouching(polygon, resolution));
        expect(found.map(({ cell }) => cell)).toEqual(found.map(({ cell }) => cell).sort());
        for (const { cell } of found) touching.delete(cell);
        for (const cell of touching) {
          const hexagon = turfPolygon([cellToBoundary(cell, true)]);
          const common = intersect(
            featureCollection([hexagon, turfPolygon(polygon.coordinates[0]!)]),
          );
          expect(common ? area(common) / area(hexagon) : 0).toBeLessThan(0.002);
        }
      },
    ),
    { numRuns: 60, seed: 11 },
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
  expect(flat.cellIds).toEqual([]);
  expect(gridGeometry({ polygon: { type: 'MultiPolygon', coordinates: [] } }, 25).cellIds).toEqual(
    [],
  );
});
