import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibre, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import {
  baseStyle,
  FIRST_LABEL,
  type Outlines,
} from '../../../client/layers/base-map/base-style.ts';
import { gridLayers } from '../../../client/layers/grids.ts';
import { PALETTES, STANDINGS } from '../../../client/theme/tokens.ts';
import { type AreaCollection, LEVELS, type Level } from '../../../server/contract/areas/area.ts';

// A page with a map of all areas and nothing else: drawn from whole GeoJSON as the console draws them, or from vector tiles.

setWorkerUrl(workerUrl);
// Drawn in software it would be all that is measured.
for (const name of [
  'drawElements',
  'drawArrays',
  'drawElementsInstanced',
  'drawArraysInstanced',
] as const)
  WebGL2RenderingContext.prototype[name] = () => {};

const palette = PALETTES.light;

export interface View {
  lng: number;
  lat: number;
  zoom: number;
}

const tilesOf = (level: Level) => ({
  type: 'vector' as const,
  maxzoom: 14,
  tiles: [`${location.origin}/ogc/collections/areas-${level}/tiles/WebMercatorQuad/{z}/{y}/{x}`],
});

const levelsOf = async (): Promise<Level[]> => {
  const reply = await fetch('/api/v1/areas');
  const { areas } = (await reply.json()) as { areas: { level: Level }[] };
  return LEVELS.filter((level) => areas.some((area) => area.level === level));
};

/** As the live map does: each level after those above it, the base map's own layers below, of which borders of grids are tiles, grids by deck.gl. */
const asLiveMap = (at: View) => asConsole(at, (style) => style);

/** The same with the borders of grids from the whole GeoJSON too. */
const fromGeoJson = (at: View) =>
  asConsole(at, (style, grids) => {
    const areas = style.sources.areas as { data: GeoJSON.FeatureCollection };
    const features = [...areas.data.features, ...(grids.features as GeoJSON.Feature[])];
    return {
      ...style,
      sources: {
        ...style.sources,
        areas: { type: 'geojson', data: { type: 'FeatureCollection', features } },
      },
      layers: style.layers.map((layer) => {
        if (layer.id !== 'border-grid' || layer.type !== 'line') return layer;
        const { 'source-layer': _, ...rest } = layer;
        return { ...rest, source: 'areas' };
      }),
    };
  });

async function asConsole(
  at: View,
  change: (style: StyleSpecification, grids: AreaCollection) => StyleSpecification,
): Promise<void> {
  const outlines: Outlines = {};
  for (const level of await levelsOf())
    outlines[level] = (await (
      await fetch(`/api/v1/areas.geojson?level=${level}`)
    ).json()) as AreaCollection;
  const style = baseStyle(outlines, { palette, baseMap: null, language: 'en' });
  const grids = outlines.grid!;
  const map = mapOf(change(style, grids), at);
  const standings = new Map(
    grids.features.map(({ properties: { id } }) => [id, STANDINGS[id % STANDINGS.length]!]),
  );
  const overlay = new MapLibreOverlay({
    interleaved: true,
    layers: gridLayers({
      ...{ grids, standings, palette, selectedId: null, isFaint: false, beforeId: FIRST_LABEL },
    }),
  });
  map.addControl(overlay);
  await idle(map);
}

/** The least that tiles can come to: one source a level, fills by standing, borders, names; all cut by workers. */
async function fromTiles(at: View): Promise<void> {
  const levels = await levelsOf();
  const style: StyleSpecification = {
    version: 8,
    sources: Object.fromEntries(levels.map((level) => [level, tilesOf(level)])),
    layers: [
      { id: 'void', type: 'background', paint: { 'background-color': palette.map.void } },
      ...levels.flatMap((level) => [
        {
          id: `line-${level}`,
          type: 'line' as const,
          source: level,
          'source-layer': `areas-${level}`,
          paint: { 'line-color': palette.map.grid },
        },
        {
          id: `name-${level}`,
          type: 'symbol' as const,
          source: level,
          'source-layer': `areas-${level}`,
          minzoom: level === 'grid' ? 14.2 : 8,
          layout: { 'text-field': ['get', 'name'] as never, 'text-font': ['sans-serif'] },
        },
      ]),
      {
        id: 'standings',
        type: 'fill' as const,
        source: 'grid',
        'source-layer': 'areas-grid',
        paint: {
          'fill-color': [
            'match',
            ['%', ['get', 'area_id'], STANDINGS.length],
            ...STANDINGS.slice(1).flatMap((standing, k) => [k + 1, palette.standing[standing]]),
            palette.standing.completed,
          ] as never,
        },
      },
    ],
  };
  await idle(mapOf(style, at));
}

const mapOf = (style: StyleSpecification, { lat, lng, zoom }: View): MapLibre =>
  new MapLibre({ container: 'map', style, center: [lng, lat], zoom, fadeDuration: 0 });

const idle = (map: MapLibre) => new Promise<void>((done) => map.once('idle', () => done()));

Object.assign(globalThis, { draw: { geojson: fromGeoJson, console: asLiveMap, tiles: fromTiles } });
