import { GRID_TYPES, LEVELS } from '../../contract/areas/area.ts';
import type { AreaDefectCode } from '../../contract/areas/area-import.ts';
import { type FeatureReading, isGridType, isLevel } from './read-features.ts';

/** What the other features of the file add to what one says. */
export interface FileContext {
  /** How often each code stands in the file. */
  times: ReadonlyMap<string, number>;
  /** The one feature that may be without a parent: alone on the highest level of the file. */
  root: number | null;
  parentKey: string | undefined;
}

type Predicate = (reading: FeatureReading, context: FileContext) => string | null;

const when = (found: boolean, detail: () => string) => (found ? detail() : null);

/** Defects the file shows by itself: what is wrong, or null. */
export const FILE_DEFECTS = {
  'missing-key': ({ missing, parent, feature }, { root, parentKey }) => {
    const lacking = [
      ...missing,
      ...(parentKey && parent === null && feature !== root ? [parentKey] : []),
    ];
    return when(lacking.length > 0, () => `no value at ${lacking.join(', ')}`);
  },
  'unknown-level': ({ level }) =>
    when(level !== null && !isLevel(level), () => `${level} is none of ${LEVELS.join(', ')}`),
  'unknown-grid-type': ({ gridType }) =>
    when(
      gridType !== null && !isGridType(gridType),
      () => `${gridType} is none of ${GRID_TYPES.join(', ')}`,
    ),
  'empty-geometry': ({ type, rings, polygons, outOfRange }) =>
    when(type === null || (isPolygonal(type) && polygons.length === 0 && outOfRange === 0), () =>
      type === null ? 'no geometry' : rings === 0 ? 'no ring' : 'no ring that can be used',
    ),
  'not-a-polygon': ({ type }) =>
    when(
      type !== null && !isPolygonal(type),
      () => `${type}; an area is a Polygon or a MultiPolygon`,
    ),
  'coordinates-out-of-range': ({ outOfRange, wrong }) =>
    when(
      outOfRange > 0,
      () =>
        `${outOfRange} positions are not [longitude, latitude] within 180 and 90 degrees${wrong ? `: ${wrong}` : ''}`,
    ),
  'ring-too-short': ({ tooShort, rings }) =>
    when(tooShort > 0, () => `${tooShort} of ${rings} rings have fewer than 4 positions`),
  'ring-not-closed': ({ open, rings }) =>
    when(open > 0, () => `${open} of ${rings} rings do not end where they begin`),
  'duplicate-code': ({ code }, { times }) =>
    when(code !== null && times.get(code)! > 1, () => `${times.get(code!)} features have it`),
  'unknown-parent': ({ parent, feature }, { root, parentKey }) =>
    when(
      !parentKey && parent === null && feature !== root,
      () => 'no parent is told: name a parent key, a parent or a top',
    ),
} as const satisfies Partial<Record<AreaDefectCode, Predicate>>;

const isPolygonal = (type: string) => type === 'Polygon' || type === 'MultiPolygon';

export function fileContext(
  readings: readonly FeatureReading[],
  parentKey: string | undefined,
): FileContext {
  const times = new Map<string, number>();
  for (const { code } of readings) if (code !== null) times.set(code, (times.get(code) ?? 0) + 1);
  const rank = ({ level }: FeatureReading) => (isLevel(level) ? LEVELS.indexOf(level) : Infinity);
  const highest = Math.min(...readings.map(rank));
  const top = readings.filter((reading) => rank(reading) === highest);
  return { times, root: top.length === 1 ? top[0]!.feature : null, parentKey };
}
