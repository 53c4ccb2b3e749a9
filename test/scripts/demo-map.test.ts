import { PMTiles, type Source } from 'pmtiles';
import { expect, it } from 'vitest';
import { packTiles } from '../../scripts/demo/map/pmtiles.ts';
import { cutTiles } from '../../scripts/demo/map/tiles.ts';
import { townOf } from '../../scripts/demo/map/town.ts';
import { demoWorld } from '../../scripts/demo/world.ts';

const sourceOf = (bytes: Uint8Array): Source => ({
  getKey: () => 'map',
  getBytes: async (offset, length) => ({
    data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer,
  }),
});

it('a file of tiles is read back tile by tile, and knows where it lies', async () => {
  const town = townOf(demoWorld());
  expect(town.roads.some(({ properties }) => properties!.name === '人民路')).toBe(true);
  expect(town.buildings.length).toBeGreaterThan(500);
  const bounds = [121.345, 28.564, 121.385, 28.598] as const;
  const tiles = cutTiles(town, bounds);
  const file = new PMTiles(sourceOf(packTiles(tiles, { bounds, metadata: { name: 'Town' } })));
  expect(await file.getHeader()).toMatchObject({
    ...{
      specVersion: 3,
      minZoom: 9,
      maxZoom: 15,
      tileType: 1,
      numTileEntries: tiles.length,
    },
    ...{ minLon: 121.345, minLat: 28.564, maxLon: 121.385, maxLat: 28.598 },
  });
  expect(await file.getMetadata()).toEqual({ name: 'Town' });
  for (const { z, x, y, bytes } of tiles)
    expect(new Uint8Array((await file.getZxy(z, x, y))!.data)).toEqual(new Uint8Array(bytes));
  expect(await file.getZxy(15, 0, 0)).toBeUndefined();
});
