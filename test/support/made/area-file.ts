import { Default } from 'typebox/value';
import { AreaImportOptions } from '../../../server/contract/areas/area-import.ts';

/** A square of `size` degrees with its lower left corner at [x, y], as the rings of a Polygon. */
export const square = (x: number, y: number, size = 0.01): [number, number][][] => [
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ],
];

/** A GeoJSON feature; a square is given by its corner and size. */
export const feature = (
  properties: Record<string, unknown>,
  rings: unknown = square(0, 0),
  type = 'Polygon',
) => ({ type: 'Feature', properties, geometry: { type, coordinates: rings } });

export const collection = (...features: unknown[]) => ({
  type: 'FeatureCollection' as const,
  features,
});

/** Options of an import with code, name, parent and level in properties of these names. */
export const importOptions = (options: Partial<AreaImportOptions> = {}) =>
  Default(AreaImportOptions, {
    codeKey: 'code',
    nameKey: 'name',
    parentKey: 'parent',
    levelKey: 'level',
    timeZone: 'Asia/Shanghai',
    ...options,
  }) as AreaImportOptions;
