import { GRID_TYPES, LEVELS } from '../../contract/areas/area.ts';
import type { AreaDefectCode } from '../../contract/areas/area-import.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { type FeatureReading, isGridType, isLevel } from './read-features.ts';

/** What the other features of the file add to what one says. */
export interface FileContext {
  /** How often each code stands in the file. */
  times: ReadonlyMap<string, number>;
  /** The one feature that may be without a parent: alone on the highest level of the file. */
  root: number | null;
  parentKey: string | undefined;
}

type Predicate = (reading: FeatureReading, context: FileContext) => FileProblem[];

const when = (found: boolean, problem: () => FileProblem): FileProblem[] =>
  found ? [problem()] : [];

/** Defects the file shows by itself: what is wrong. */
export const FILE_DEFECTS = {
  unreadable: ({ notCodes, unread }) => [...unread, ...notCodes],
  'missing-key': ({ feature, isTorn, missing, parent }, { root, parentKey }) => {
    const isLoose = parentKey && parent === null && feature !== root && !isTorn;
    const lacking = [...missing, ...(isLoose ? [parentKey] : [])];
    return when(lacking.length > 0, () => ({
      code: 'no-value',
      values: { keys: lacking.join(', ') },
    }));
  },
  'unknown-level': ({ level }) =>
    when(level !== null && !isLevel(level), () => noneOf(level!, LEVELS)),
  'unknown-grid-type': ({ gridType }) =>
    when(gridType !== null && !isGridType(gridType), () => noneOf(gridType!, GRID_TYPES)),
  'empty-geometry': ({ across, type, rings, polygons, outOfRange, unread }) =>
    when(
      type === null
        ? unread.length === 0
        : isPolygonal(type) && polygons.length + outOfRange + across === 0,
      () => ({
        code: type === null ? 'no-geometry' : rings === 0 ? 'no-ring' : 'no-usable-ring',
        values: {},
      }),
    ),
  'not-a-polygon': ({ type }) =>
    when(type !== null && !isPolygonal(type), () => ({
      code: 'not-a-polygon',
      values: { type: type! },
    })),
  'coordinates-out-of-range': ({ across, outOfRange, wrong }) => [
    ...when(outOfRange > 0, () => ({ code: 'out-of-range', values: { count: outOfRange } })),
    ...(wrong ? [wrong] : []),
    ...when(across > 0, () => ({ code: 'across-180', values: {} })),
  ],
  'ring-too-short': ({ tooShort, rings }) =>
    when(tooShort > 0, () => ({ code: 'rings-too-short', values: { count: tooShort, rings } })),
  'ring-not-closed': ({ open, rings }) =>
    when(open > 0, () => ({ code: 'rings-open', values: { count: open, rings } })),
  'duplicate-code': ({ code }, { times }) =>
    when(code !== null && times.get(code)! > 1, () => ({
      code: 'code-of-several',
      values: { count: times.get(code!)! },
    })),
  'unknown-parent': ({ feature, isTorn, parent }, { root, parentKey }) =>
    when(!parentKey && parent === null && feature !== root && !isTorn, () => ({
      code: 'no-parent-told',
      values: {},
    })),
} as const satisfies Partial<Record<AreaDefectCode, Predicate>>;

const noneOf = (given: string, choices: readonly string[]): FileProblem => ({
  code: 'none-of',
  values: { given, choices: choices.join(', ') },
});

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
