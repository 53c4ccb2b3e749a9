import type { RequestParameters } from 'maplibre-gl';
import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';

/** Protocol of images whose service keeps GCJ-02: `gcj02://{z}/{x}/{y}/` and the address of the service, encoded. */
export const GCJ02 = 'gcj02';
export const gcj02Address = (url: string): string =>
  `${GCJ02}://{z}/{x}/{y}/${encodeURIComponent(url)}`;

const SIDE = 256;

/** A tile of the service and where its corner lies on the tile that is made of it, px. */
export interface Piece {
  x: number;
  y: number;
  left: number;
  top: number;
}

/** Fractions of tiles from the top left of the world, Web Mercator. */
const tileOf = (lng: number, lat: number, z: number): [x: number, y: number] => {
  const y = (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;
  return [((lng + 180) / 360) * 2 ** z, y * 2 ** z];
};
const placeOf = (x: number, y: number, z: number): LngLat => ({
  lng: (x / 2 ** z) * 360 - 180,
  lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI,
});

/** The tiles of a GCJ-02 service that show the ground of a WGS-84 tile, moved by what the two differ in its middle: the same within a pixel all over it from zoom 8 on. */
export function piecesOf(x: number, y: number, z: number): Piece[] {
  const [atX, atY] = [x + 0.5, y + 0.5];
  const { lng, lat } = fromWgs84(placeOf(atX, atY, z), 'gcj02');
  const [gx, gy] = tileOf(lng, lat, z);
  const [west, north] = [gx - 0.5, gy - 0.5];
  const columns = [...new Set([Math.floor(west), Math.ceil(west)])];
  const rows = [...new Set([Math.floor(north), Math.ceil(north)])];
  return columns.flatMap((column) =>
    rows.map((row) => ({
      x: column,
      y: row,
      left: Math.round((column - west) * SIDE),
      top: Math.round((row - north) * SIDE),
    })),
  );
}

/** Loads a tile for MapLibre: its pieces drawn beside each other. */
export async function loadGcj02Tile({ url }: RequestParameters, { signal }: AbortController) {
  const [z, x, y, encoded] = url.slice(`${GCJ02}://`.length).split('/');
  const template = decodeURIComponent(encoded!);
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d')!;
  await Promise.all(
    piecesOf(Number(x), Number(y), Number(z)).map(async (piece) => {
      const address = template
        .replace('{z}', z!)
        .replace('{x}', String(piece.x))
        .replace('{y}', String(piece.y));
      const reply = await fetch(address, { signal });
      if (!reply.ok) throw new Error(`${address} answered ${reply.status}`);
      const image = await createImageBitmap(await reply.blob());
      context.drawImage(image, piece.left, piece.top, SIDE, SIDE);
    }),
  );
  return { data: canvas.transferToImageBitmap() };
}
