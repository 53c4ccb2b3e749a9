import { expect, test } from 'vitest';
import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import { readRings } from '../../../server/domain/area-import/rings.ts';
import { square } from '../../support/made/area-file.ts';

const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });

test('a Polygon is read as a MultiPolygon of one', () => {
  const read = readRings(polygon(square(1, 2)), 'wgs84');
  expect(read.polygons).toEqual([square(1, 2)]);
  expect(read).toMatchObject({ rings: 1, tooShort: 0, open: 0, outOfRange: 0 });
});

test('a ring of three positions is counted and left out, with the holes in it', () => {
  const short = [
    [0, 0],
    [1, 0],
    [0, 0],
  ];
  const read = readRings(
    { type: 'MultiPolygon', coordinates: [[short, square(0, 0)[0]], square(5, 5)] },
    'wgs84',
  );
  expect(read).toMatchObject({ rings: 3, tooShort: 1 });
  expect(read.polygons).toEqual([square(5, 5)]);
});

test('an open ring is counted and closed', () => {
  const open = square(0, 0)[0]!.slice(0, 4);
  const read = readRings(polygon([open]), 'wgs84');
  expect(read).toMatchObject({ open: 1, tooShort: 0 });
  expect(read.polygons).toEqual([square(0, 0)]);
});

test.each([
  ['latitude 91', [0, 91]],
  ['longitude 181', [181, 0]],
  ['not a number', [Number.NaN, 0]],
  ['text', ['121.3', '28.5']],
  ['nothing', null],
])('a position with %s is out of range and its ring is left out', (_, position) => {
  const ring = [position, ...square(0, 0)[0]!.slice(1, 4), position];
  expect(readRings(polygon([ring]), 'wgs84')).toMatchObject({ outOfRange: 2, polygons: [] });
});

test('positions of another datum are converted once, and an altitude is dropped', () => {
  const ring = square(121.4, 28.5)[0]!;
  const gcj02 = ring.map(([lng, lat]) => {
    const at = fromWgs84({ lng, lat }, 'gcj02');
    return [at.lng, at.lat, 12];
  });
  const read = readRings(polygon([gcj02]), 'gcj02').polygons[0]![0]!;
  expect(read).toHaveLength(5);
  for (const [i, [lng, lat]] of read.entries()) {
    expect(lng).toBeCloseTo(ring[i]![0], 4);
    expect(lat).toBeCloseTo(ring[i]![1], 4);
  }
});

test.each([
  null,
  undefined,
  7,
  {},
  { type: 'Polygon' },
  { type: 'Polygon', coordinates: 'x' },
])('the geometry %j has no ring', (geometry) => {
  expect(readRings(geometry, 'wgs84')).toMatchObject({ rings: 0, polygons: [] });
});
