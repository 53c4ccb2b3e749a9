import { expect, test } from 'vitest';
import { piecesOf } from '../../../client/layers/base-map/gcj02-tiles.ts';
import { fromWgs84 } from '../../../server/contract/areas/datum.ts';

const SIDE = 256;
/** Px from the top left of the world at a zoom, Web Mercator. */
const pixelOf = ({ lng, lat }: { lng: number; lat: number }, z: number) => ({
  x: ((lng + 180) / 360) * SIDE * 2 ** z,
  y: ((1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2) * SIDE * 2 ** z,
});

test.each([
  8, 11, 14, 17, 19,
])('ground of a GCJ-02 service lies within a pixel of where it is, zoom %i', (z) => {
  for (const place of [
    { lng: 121.36, lat: 28.58 },
    { lng: 114.35, lat: 34.8 },
    { lng: 104.16, lat: 30.82 },
  ]) {
    const drawn = pixelOf(place, z);
    const tile = { x: Math.floor(drawn.x / SIDE), y: Math.floor(drawn.y / SIDE) };
    const shown = pixelOf(fromWgs84(place, 'gcj02'), z);
    const piece = piecesOf(tile.x, tile.y, z).find(
      ({ x, y }) => x === Math.floor(shown.x / SIDE) && y === Math.floor(shown.y / SIDE),
    )!;
    expect(
      Math.abs(shown.x - piece.x * SIDE + piece.left - (drawn.x - tile.x * SIDE)),
    ).toBeLessThan(1.5);
    expect(Math.abs(shown.y - piece.y * SIDE + piece.top - (drawn.y - tile.y * SIDE))).toBeLessThan(
      1.5,
    );
  }
});

test('the pieces of a tile leave nothing of it empty', () => {
  const pieces = piecesOf(54852, 27230, 16);
  for (const [x, y] of [
    [0, 0],
    [SIDE - 1, 0],
    [0, SIDE - 1],
    [SIDE - 1, SIDE - 1],
  ] as const)
    expect(
      pieces.some(({ left, top }) => x >= left && x < left + SIDE && y >= top && y < top + SIDE),
    ).toBe(true);
});
