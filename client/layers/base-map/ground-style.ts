import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { type BaseMap, MAP_FILE_PATH } from '../../../server/contract/accounts/base-map.ts';
import type { Language } from '../../../server/contract/words/languages.ts';
import { FAMILIES, type Palette } from '../../theme/tokens.ts';
import { byZoom } from './by-zoom.ts';
import { gcj02Address } from './gcj02-tiles.ts';

export interface Ground {
  /** A style of somebody else's is no ground: it takes the place of all of this. */
  baseMap: Exclude<BaseMap, { kind: 'style' }>;
  palette: Palette;
  language: Language;
}

const SOURCE = 'ground';

/** Where the ground comes from: a file of vector tiles, images of a service, or nowhere. */
export const groundSources = ({ baseMap }: Ground): Record<string, SourceSpecification> => {
  if (baseMap?.kind === 'file')
    return {
      [SOURCE]: {
        type: 'vector',
        url: `pmtiles://${new URL(MAP_FILE_PATH, globalThis.location.href).href}`,
      },
    };
  if (baseMap?.kind !== 'tiles') return {};
  const { attribution, datum, url } = baseMap;
  const tiles = [datum === 'gcj02' ? gcj02Address(url) : url];
  return { [SOURCE]: { type: 'raster', tiles, tileSize: 256, attribution } };
};

/** Widths of roads, px by zoom; those of paths without a casing. */
const ROADS: readonly {
  kinds: readonly string[];
  minZoom: number;
  widths: [zoom: number, px: number][];
  isMain: boolean;
}[] = [
  {
    kinds: ['path', 'other'],
    minZoom: 14,
    widths: [
      [14, 0.6],
      [17, 3],
    ],
    isMain: false,
  },
  {
    kinds: ['minor_road'],
    minZoom: 12,
    widths: [
      [12, 0.5],
      [14, 2],
      [17, 11],
    ],
    isMain: false,
  },
  {
    kinds: ['major_road', 'highway'],
    minZoom: 8,
    widths: [
      [8, 0.6],
      [12, 1.6],
      [14, 4.5],
      [17, 18],
    ],
    isMain: true,
  },
];

const ofKinds = (kinds: readonly string[]) =>
  ['in', ['get', 'kind'], ['literal', kinds]] as unknown as ['==', ...unknown[]] as never;

const GREEN = [
  'park',
  'grass',
  'forest',
  'wood',
  'nature_reserve',
  'garden',
  'cemetery',
  'golf_course',
];
const FIELDS = ['farmland', 'orchard', 'meadow', 'scrub'];

const roads = ({ map }: Palette): LayerSpecification[] =>
  (['casing', 'road'] as const).flatMap((part) =>
    ROADS.map(({ kinds, minZoom, widths, isMain }) => ({
      id: `${part}-${kinds[0]}`,
      type: 'line' as const,
      source: SOURCE,
      'source-layer': 'roads',
      filter: ofKinds(kinds),
      minzoom: minZoom,
      layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const },
      paint: {
        'line-color': part === 'casing' ? map.roadCasing : isMain ? map.roadMain : map.road,
        'line-width': byZoom(widths.map(([zoom, px]) => [zoom, part === 'casing' ? px + 1.4 : px])),
      },
    })),
  );

/** The ground below the areas: quiet, so that what is drawn over it speaks. Layers and kinds as Protomaps has them. */
export const groundLayers = (ground: Ground): LayerSpecification[] => {
  const { baseMap, palette } = ground;
  const { map } = palette;
  if (baseMap?.kind === 'tiles')
    return [
      {
        id: 'tiles',
        type: 'raster',
        source: SOURCE,
        paint: {
          'raster-saturation': -0.6,
          'raster-opacity': 0.75,
          'raster-brightness-max': map.tilesBrightness,
        },
      },
    ];
  if (baseMap?.kind !== 'file') return [];
  const fill = (
    layer: string,
    id: string,
    color: string,
    more: { kinds?: readonly string[]; minzoom?: number } = {},
  ): LayerSpecification => ({
    id,
    type: 'fill',
    source: SOURCE,
    'source-layer': layer,
    filter: more.kinds ? ofKinds(more.kinds) : (['==', ['geometry-type'], 'Polygon'] as never),
    ...(more.minzoom ? { minzoom: more.minzoom } : {}),
    paint: { 'fill-color': color },
  });
  return [
    fill('landuse', 'fields', map.fields, { kinds: FIELDS }),
    fill('landuse', 'green', map.green, { kinds: GREEN }),
    fill('water', 'water', map.water),
    {
      id: 'streams',
      type: 'line',
      source: SOURCE,
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': map.water, 'line-width': 1.5 },
    },
    fill('buildings', 'buildings', map.building, { minzoom: 13.5 }),
    ...roads(palette),
  ];
};

/** Names of roads and waters, in the language of the console where the ground has them. */
export const groundLabels = ({ baseMap, palette, language }: Ground): LayerSpecification[] => {
  if (baseMap?.kind !== 'file') return [];
  const { map } = palette;
  const name = [
    'coalesce',
    ['get', `name:${language === 'zh' ? 'zh-Hans' : language}`],
    ['get', 'name'],
  ];
  return (['roads', 'water'] as const).map((layer) => ({
    id: `names-${layer}`,
    type: 'symbol' as const,
    source: SOURCE,
    'source-layer': layer,
    minzoom: 14.5,
    layout: {
      'symbol-placement': 'line' as const,
      'symbol-spacing': 380,
      'text-field': name as never,
      'text-font': ['Regular', ...FAMILIES],
      'text-size': 10.5,
      'text-letter-spacing': 0.08,
    },
    paint: {
      'text-color': layer === 'water' ? map.waterLabel : map.roadLabel,
      'text-halo-color': map.halo,
      'text-halo-width': 1.2,
    },
  }));
};
