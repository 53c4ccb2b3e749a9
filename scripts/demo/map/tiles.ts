import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Tile } from './pmtiles.ts';

/** Map features by the layers of the Protomaps base map, which a file of one's own has as well: https://docs.protomaps.com/basemaps/layers */
export type MapLayers = Record<'landuse' | 'water' | 'buildings' | 'roads', GeoJSON.Feature[]>;

/** Whole at the last zoom; nearer ones are drawn from its tiles. */
const ZOOMS = { first: 9, last: 15 };
const EXTENT = 4096;

/**
 * Cuts features into vector tiles.
 * @param bounds [west, south, east, north], degrees.
 */
export function cutTiles(
  layers: MapLayers,
  [west, south, east, north]: readonly [number, number, number, number],
): Tile[] {
  const indexes = Object.entries(layers).map(
    ([name, features]) =>
      [
        name,
        new GeoJSONVT(
          { type: 'FeatureCollection', features },
          { maxZoom: ZOOMS.last, extent: EXTENT, tolerance: 4 },
        ),
      ] as const,
  );
  const tiles: Tile[] = [];
  for (let z = ZOOMS.first; z <= ZOOMS.last; z++) {
    const [left, top] = tileAt(west, north, z);
    const [right, bottom] = tileAt(east, south, z);
    for (let x = left; x <= right; x++)
      for (let y = top; y <= bottom; y++) {
        const cut = indexes.flatMap(([name, index]) => {
          const tile = index.getTile(z, x, y);
          return tile ? [[name, tile] as const] : [];
        });
        if (cut.length > 0)
          tiles.push({
            z,
            x,
            y,
            bytes: fromGeojsonVt(Object.fromEntries(cut), { version: 2, extent: EXTENT }),
          });
      }
  }
  return tiles;
}

/** Tile of Web Mercator that holds a place. */
function tileAt(lng: number, lat: number, z: number): [x: number, y: number] {
  const y = (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;
  return [Math.floor(((lng + 180) / 360) * 2 ** z), Math.floor(y * 2 ** z)];
}
