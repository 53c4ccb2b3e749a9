import { geoJSONToTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature } from 'geojson';

export interface TileShape {
  layer: string;
  /** Units of the tile's side, and of what lies around it. */
  extent: number;
  buffer: number;
}

/** A vector tile (Mapbox Vector Tile 2.1) of features in degrees, one layer: the same in meaning as a store makes that can. */
export function toVectorTile(
  features: readonly Feature[],
  { x, y, z }: { x: number; y: number; z: number },
  { buffer, extent, layer }: TileShape,
): Uint8Array {
  if (features.length === 0) return new Uint8Array();
  const tile = geoJSONToTile({ type: 'FeatureCollection', features: [...features] }, z, x, y, {
    ...{ extent, buffer, clip: true, tolerance: 0, maxZoom: Math.max(1, z) },
  });
  return fromGeojsonVt({ [layer]: tile }, { version: 2, extent });
}
