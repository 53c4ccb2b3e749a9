import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { baseStyle, type Outlines } from '../../../client/layers/base-map/base-style.ts';
import { PALETTES } from '../../../client/theme/tokens.ts';
import type { Level } from '../../../server/contract/areas/area.ts';

beforeEach(() => vi.stubGlobal('location', new URL('http://xunji.test/live')));
afterEach(() => vi.unstubAllGlobals());

const areas = (level: Level, count: number): Outlines => ({
  [level]: {
    type: 'FeatureCollection' as const,
    features: Array.from({ length: count }, (_, id) => ({
      type: 'Feature' as const,
      id,
      geometry: {
        type: 'MultiPolygon' as const,
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        ],
      },
      properties: { id, level, name: `${id}`, validFrom: `2026-0${1 + (id % 6)}-01T00:00:00.000Z` },
    })),
  } as never,
});
const styled = (outlines: Outlines) => {
  const { layers, sources } = baseStyle(outlines, {
    ...{ palette: PALETTES.light, baseMap: null, language: 'en' },
  });
  const { data } = sources.areas as unknown as {
    data: { features: { properties: { level: Level } }[] };
  };
  const border = layers.find(({ id }) => id === 'border-grid') as { source: string };
  return {
    sources,
    source: border.source,
    levels: new Set(data.features.map((f) => f.properties.level)),
  };
};

it('takes borders of a city of grids from tiles, of the moment the last grid changed, and of fewer from what it has', () => {
  const few = styled({ ...areas('town', 1), ...areas('grid', 2_000) });
  expect([few.source, few.levels, 'grids' in few.sources]).toEqual([
    'areas',
    new Set(['town', 'grid']),
    false,
  ]);
  const many = styled({ ...areas('town', 1), ...areas('grid', 2_001) });
  expect([many.source, many.levels]).toEqual(['grids', new Set(['town'])]);
  expect((many.sources.grids as { tiles: string[] }).tiles).toEqual([
    'http://xunji.test/ogc/collections/areas-grid/tiles/WebMercatorQuad/{z}/{y}/{x}?datetime=2026-06-01T00%3A00%3A00.000Z',
  ]);
  // Where grids are all there is, they are the land too.
  expect(styled(areas('grid', 2_001)).source).toBe('areas');
});
