import { expect, test } from 'vitest';
import { createGridFinder } from '../../../scripts/replay/find-grid.ts';
import type { AreaCollection } from '../../../server/contract/areas/area.ts';
import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import { square } from '../../support/made/area-file.ts';

const grid = (code: string, x: number) => ({
  type: 'Feature',
  id: 1,
  properties: { code },
  geometry: { type: 'MultiPolygon', coordinates: [square(x, 28)] },
});
const find = createGridFinder({
  type: 'FeatureCollection',
  features: [grid('W', 121), grid('E', 121.01)],
} as unknown as AreaCollection);
const at = (...lngs: number[]) => lngs.map((lng) => ({ lng, lat: 28.005 }));

test('a track belongs to the grid that holds most of its points', () => {
  expect(find(at(121.001, 121.012, 121.013), 'wgs84')).toBe('E');
  expect(find(at(121.001, 121.002, 121.013), 'wgs84')).toBe('W');
});

test('a track that no grid holds belongs to none', () => {
  expect(find(at(100, 101), 'wgs84')).toBeNull();
});

test('a track in another datum is converted before it is looked for', () => {
  const shifted = at(121.0095, 121.0096).map((position) => fromWgs84(position, 'gcj02'));
  expect(find(shifted, 'wgs84')).toBe('E');
  expect(find(shifted, 'gcj02')).toBe('W');
});
