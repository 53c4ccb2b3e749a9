import { GRID_TYPES, LEVELS } from '../../contract/areas/area.ts';
import type { AreaDefectCode } from '../../contract/areas/area-import.ts';
import { type FeatureReading, isGridType, isLevel } from './read-features.ts';
import { type Told, tell } from './told.ts';

/** What the other features of the file add to what one says. */
export interface FileContext {
  /** How often each code stands in the file. */
  times: ReadonlyMap<string, number>;
  /** The one feature that may be without a parent: alone on the highest level of the file. */
  root: number | null;
  parentKey: string | undefined;
}

type Predicate = (reading: FeatureReading, context: FileContext) => Told | null;

const when = (found: boolean, told: () => Told) => (found ? told() : null);

/** Defects the file shows by itself: what is wrong, or null. */
export const FILE_DEFECTS = {
  'missing-key': ({ missing, parent, feature }, { root, parentKey }) => {
    const lacking = [
      ...missing,
      ...(parentKey && parent === null && feature !== root ? [parentKey] : []),
    ];
    return when(lacking.length > 0, () => tell('missing-key', { keys: lacking.join(', ') }));
  },
  'unknown-level': ({ level }) =>
    when(level !== null && !isLevel(level), () =>
      tell('not-one-of', { value: level!, choices: LEVELS.join(', ') }),
    ),
  'unknown-grid-type': ({ gridType }) =>
    when(gridType !== null && !isGridType(gridType), () =>
      tell('not-one-of', { value: gridType!, choices: GRID_TYPES.join(', ') }),
    ),
  'empty-geometry': ({ type, rings, polygons, outOfRange }) =>
    when(type === null || (isPolygonal(type) && polygons.length === 0 && outOfRange === 0), () =>
      tell(type === null ? 'no-geometry' : rings === 0 ? 'no-ring' : 'no-usable-ring'),
    ),
  'not-a-polygon': ({ type }) =>
    when(type !== null && !isPolygonal(type), () => tell('not-a-polygon', { type: type! })),
  'coordinates-out-of-range': ({ outOfRange, wrong }) =>
    when(outOfRange > 0, () => {
      const count = outOfRange;
      if (!wrong) return tell('not-degrees', { count });
      const { sample, system } = wrong;
      if (system === null) return tell('not-degrees', { count });
      return system === 'swapped'
        ? tell('swapped', { count, sample })
        : tell('of-a-system', { count, sample, system });
    }),
  'ring-too-short': ({ tooShort, rings }) =>
    when(tooShort > 0, () => tell('ring-too-short', { count: tooShort, rings })),
  'ring-not-closed': ({ open, rings }) =>
    when(open > 0, () => tell('ring-not-closed', { count: open, rings })),
  'duplicate-code': ({ code }, { times }) =>
    when(code !== null && times.get(code)! > 1, () =>
      tell('duplicate-code', { count: times.get(code!)! }),
    ),
  'unknown-parent': ({ parent, feature }, { root, parentKey }) =>
    when(!parentKey && parent === null && feature !== root, () => tell('no-parent-told')),
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
