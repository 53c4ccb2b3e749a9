import type {
  LayerSpecification,
  StyleSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';
import type { AreaCollection, Level } from '../../../server/contract/areas/area.ts';
import { FAMILIES, type Palette } from '../../theme/tokens.ts';
import { byZoom } from './by-zoom.ts';
import { type Ground, groundLabels, groundLayers, groundSources } from './ground-style.ts';
import { labelPoint } from './label-point.ts';

export type { Ground } from './ground-style.ts';
export type Outlines = Partial<Record<Level, AreaCollection>>;
export const NO_AREAS: AreaCollection = { type: 'FeatureCollection', features: [] };

/** deck.gl layers go below this one, so that names stay readable. */
export const FIRST_LABEL = 'label-grid';

/** The level that stands for all the land there is: the highest one known. */
const LAND: readonly Level[] = ['district', 'city', 'town', 'village', 'grid'];

/** Each level's border: colour, width by zoom, and the zoom it appears at. */
const BORDERS: readonly {
  level: Exclude<Level, 'city'>;
  minZoom: number;
  widths: [zoom: number, px: number][];
  dash?: number[];
}[] = [
  {
    level: 'grid',
    minZoom: 11,
    widths: [
      [11, 0.4],
      [14, 1],
      [17, 1.6],
    ],
  },
  {
    level: 'village',
    minZoom: 9,
    widths: [
      [9, 0.4],
      [13, 1.2],
      [17, 2],
    ],
    dash: [5, 2, 1, 2],
  },
  {
    level: 'town',
    minZoom: 5,
    widths: [
      [8, 0.8],
      [13, 1.8],
      [17, 3],
    ],
  },
  {
    level: 'district',
    minZoom: 3,
    widths: [
      [6, 1],
      [13, 2.6],
      [17, 4],
    ],
  },
];

/** Each level's names: the zooms they show at and their size, px. */
const LABELS: readonly { level: Level; from: number; to: number; size: number; weight: string }[] =
  [
    { level: 'grid', from: 14.2, to: 24, size: 11.5, weight: 'Medium' },
    { level: 'village', from: 12.2, to: 15.2, size: 12.5, weight: 'Medium' },
    { level: 'town', from: 8, to: 13.4, size: 14, weight: 'Bold' },
    { level: 'district', from: 3, to: 10.5, size: 16, weight: 'Bold' },
  ];

const names = (areas: AreaCollection['features']): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: areas.map(({ geometry, properties: { name, level } }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: labelPoint(geometry) },
    properties: { name, level },
  })),
});

const isLevel = (level: Level) => ['==', ['get', 'level'], level] as ['==', ...unknown[]] as never;

const border = (
  { level, minZoom, widths, dash }: (typeof BORDERS)[number],
  palette: Palette,
): LayerSpecification => ({
  id: `border-${level}`,
  type: 'line',
  source: 'areas',
  filter: isLevel(level),
  minzoom: minZoom,
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': palette.map[level],
    'line-width': byZoom(widths),
    ...(dash ? { 'line-dasharray': dash } : {}),
  },
});

const label = (
  { level, from, to, size, weight }: (typeof LABELS)[number],
  palette: Palette,
): LayerSpecification => ({
  id: `label-${level}`,
  type: 'symbol',
  source: 'names',
  filter: isLevel(level),
  minzoom: from,
  maxzoom: to,
  layout: {
    'text-field': ['get', 'name'],
    // No glyphs URL is given, so letters are drawn from these families of this machine.
    // The weight is read from a word in the list; the first name stands for nothing else.
    'text-font': [weight, ...FAMILIES],
    'text-size': size,
    'text-padding': 6,
    'text-max-width': 8,
    'text-letter-spacing': level === 'grid' ? 0 : 0.06,
  },
  paint: {
    'text-color': palette.map.label,
    'text-halo-color': palette.map.halo,
    'text-halo-width': 1.4,
  },
});

/** Land as plain fills, where nothing is known of it. */
const plainLand = (land: Level, palette: Palette): LayerSpecification[] => [
  {
    id: 'land',
    type: 'fill',
    source: 'areas',
    filter: isLevel(land),
    paint: { 'fill-color': palette.map.land },
  },
  {
    id: 'village-fill',
    type: 'fill',
    source: 'areas',
    filter: isLevel('village'),
    paint: {
      'fill-color': palette.map.landAlt,
      'fill-opacity': ['match', ['%', ['get', 'id'], 3], 0, 1, 1, 0.4, 0],
    },
  },
];

/** With more grids than this their borders come as tiles, which the worker of the map reads (`npm run bench -- areas`). */
const TILED_FROM = 2_000;

/** Tiles of the grids' borders, of the moment the last of them changed: the same for all who look until another one does. */
const tilesOf = (grids: AreaCollection['features']): VectorSourceSpecification => {
  const changed = grids.reduce(
    (last, { properties: { validFrom } }) => (validFrom > last ? validFrom : last),
    '',
  );
  const { origin } = globalThis.location;
  return {
    type: 'vector',
    minzoom: 11,
    maxzoom: 14,
    tiles: [
      `${origin}/ogc/collections/areas-grid/tiles/WebMercatorQuad/{z}/{y}/{x}?datetime=${encodeURIComponent(changed)}`,
    ],
  };
};

/** A base map drawn from our own areas: land, borders and names of every level there is, over whatever ground there is. */
export const baseStyle = (outlines: Outlines, ground: Ground): StyleSpecification => {
  const { palette, baseMap } = ground;
  const areas = Object.values(outlines).flatMap((collection) => collection.features);
  const land = LAND.find((level) => outlines[level]) ?? 'grid';
  const grids = outlines.grid?.features ?? [];
  const isTiled = grids.length > TILED_FROM && land !== 'grid';
  const drawn = isTiled ? areas.filter(({ properties: { level } }) => level !== 'grid') : areas;
  return {
    version: 8,
    sources: {
      ...groundSources(ground),
      areas: { type: 'geojson', data: { type: 'FeatureCollection', features: drawn } },
      ...(isTiled ? { grids: tilesOf(grids) } : {}),
      names: { type: 'geojson', data: names(areas) },
    },
    layers: [
      {
        id: 'void',
        type: 'background',
        paint: { 'background-color': baseMap ? palette.map.land : palette.map.void },
      },
      ...groundLayers(ground),
      {
        id: 'land-glow',
        type: 'line',
        source: 'areas',
        filter: isLevel(land),
        paint: {
          'line-color': palette.map.district,
          'line-width': 14,
          'line-blur': 14,
          'line-opacity': 0.35,
        },
      },
      ...(baseMap ? [] : plainLand(land, palette)),
      ...BORDERS.map((b) => ({
        ...border(b, palette),
        ...(isTiled && b.level === 'grid' ? { source: 'grids', 'source-layer': 'areas-grid' } : {}),
      })),
      ...groundLabels(ground),
      ...LABELS.map((l) => label(l, palette)),
    ],
  };
};
