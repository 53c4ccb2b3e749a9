import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { Geometry, Point } from 'geojson';
import { type Rgba, rgba } from '../../layers/colour.ts';
import type { Palette } from '../../theme/tokens.ts';
import type { Scale } from './scale.ts';
import type { ResultTable } from './tables.ts';

/** A row of a table where it is on the map; `table` is null for the main one. */
export interface Placed {
  row: number;
  table: string | null;
  geometry: Geometry;
}

interface LayersState {
  name: string | null;
  table: ResultTable;
  places: readonly (Geometry | null)[];
  scale: Scale;
  palette: Palette;
  beforeId: string | undefined;
  pickable: boolean;
}

const faint = ([r, g, b, a]: Rgba, share: number): Rgba => [r, g, b, Math.round(a * share)];

const polygonLayer = (
  { name, scale, palette, beforeId, pickable }: LayersState,
  placed: readonly Placed[],
): Layer => {
  const isHull = name !== null;
  const data = placed.map(({ geometry, ...properties }) => ({
    type: 'Feature',
    geometry,
    properties,
  }));
  return new GeoJsonLayer<Placed>({
    id: `study-polygons-${name ?? 'main'}`,
    // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
    data: data as any,
    beforeId,
    pickable: pickable && !isHull,
    stroked: isHull || placed.length < 3_000,
    filled: true,
    autoHighlight: pickable && !isHull,
    highlightColor: rgba(palette.text, 0.18),
    getFillColor: ({ properties }) => faint(scale.colourAt(properties.row), isHull ? 0.14 : 1),
    getLineColor: ({ properties }) =>
      isHull ? scale.colourAt(properties.row) : rgba(palette.lineStrong, 0.45),
    getLineWidth: isHull ? 1.5 : 0.6,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: [scale], getLineColor: [scale] },
  } as ConstructorParameters<typeof GeoJsonLayer<Placed>>[0]);
};

const pointLayer = (
  { name, table, scale, palette, beforeId, pickable }: LayersState,
  placed: readonly Placed[],
): Layer => {
  const radii = table.columns.radiusM as number[] | undefined;
  return new ScatterplotLayer<Placed>({
    id: `study-points-${name ?? 'main'}`,
    data: placed,
    beforeId,
    pickable,
    stroked: true,
    getPosition: ({ geometry }) => (geometry as Point).coordinates as [number, number],
    radiusUnits: radii ? 'meters' : 'pixels',
    getRadius: ({ row }) => radii?.[row] ?? 3.5,
    radiusMinPixels: radii ? 7 : 2,
    lineWidthUnits: 'pixels',
    getLineWidth: radii ? 2 : 0.5,
    getFillColor: ({ row }) => faint(scale.colourAt(row), radii ? 0.22 : 1),
    getLineColor: ({ row }) => (radii ? scale.colourAt(row) : rgba(palette.panel, 0.7)),
    updateTriggers: { getFillColor: [scale], getLineColor: [scale] },
  } as ConstructorParameters<typeof ScatterplotLayer<Placed>>[0]);
};

/** A table of a result on the map: polygons filled, points as dots, or as circles where they have a radius. */
export const tableLayers = (state: LayersState): Layer[] => {
  const placed = state.places.flatMap((geometry, row) =>
    geometry ? [{ row, table: state.name, geometry }] : [],
  );
  const points = placed.filter(({ geometry }) => geometry.type === 'Point');
  const polygons = placed.filter(({ geometry }) => geometry.type.endsWith('Polygon'));
  return [
    ...(polygons.length > 0 ? [polygonLayer(state, polygons)] : []),
    ...(points.length > 0 ? [pointLayer(state, points)] : []),
  ];
};
