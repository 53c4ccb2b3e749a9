import { LEVELS, type Level } from '../../contract/areas/area.ts';
import type { AreaDefectCode, AreaImportOptions } from '../../contract/areas/area-import.ts';

/** What the store computed about an area beside its parent and its neighbours. Areas in m². */
export interface TreeFacts {
  /** Place in the file; null: made from its children, or an area of the store that the file reaches. */
  feature: number | null;
  code: string;
  level: Level;
  parent: string | null;
  /** Null where neither the file nor the store has the parent. */
  parentLevel: Level | null;
  /** Whether the file names the parent as an area, be it readable or not. */
  parentInFile: boolean;
  /** Why the geometry is invalid, with the place; null where it is valid. */
  invalid: string | null;
  areaM2: number;
  /** Each pair stands at one of the two. */
  overlaps: { code: string; m2: number; widthM: number; otherAreaM2: number }[];
  outsideM2: number;
  /** Mean width of what lies outside, metres. */
  outsideWidthM: number;
  /** The version in force at that moment: its level, and whether it shares any ground with this one. */
  known: { level: Level; near: boolean } | null;
  /** Whether a version of it would be stored. */
  changes: boolean;
  /** Made areas grow: they may change at the moment they began. */
  made: boolean;
  /** Start of the latest version on record, Unix ms. */
  latestMs: number | null;
}

export interface Tolerance
  extends Pick<AreaImportOptions, 'overlapM2' | 'overlapShare' | 'sliverM'> {
  fromMs: number;
}

type Predicate = (facts: TreeFacts, tolerance: Tolerance) => string | null;

const rank = (level: Level) => LEVELS.indexOf(level);
const when = (found: boolean, detail: () => string) => (found ? detail() : null);
/** More than what drawing leaves: a sliver along a border is long, but as thin as the pencil. */
const beyond = (
  { m2, widthM }: { m2: number; widthM: number },
  areaM2: number,
  { overlapM2, overlapShare, sliverM }: Tolerance,
) => m2 > Math.max(overlapM2, overlapShare * areaM2) && widthM > sliverM;
const said = (m2: number, areaM2: number) =>
  `${Math.round(m2)} m² (${((100 * m2) / areaM2).toFixed(1)} %)`;

/** Defects that show beside other areas, or in the geometry: what is wrong, or null. */
export const TREE_DEFECTS = {
  'invalid-ring': ({ invalid }) => invalid,
  // An area may be redrawn, even moved to another parent, but what lies elsewhere or is of another level is another area.
  'code-taken': ({ level, known }) =>
    when(known !== null && (known.level !== level || !known.near), () =>
      known!.near
        ? `on record it is a ${known!.level}, not a ${level}`
        : `on record it is a ${known!.level} elsewhere`,
    ),
  'unknown-parent': ({ parent, parentLevel, parentInFile }) =>
    when(
      parent !== null && parentLevel === null && !parentInFile,
      () => `there is no area ${parent}, in the file or on record`,
    ),
  'level-not-below-parent': ({ level, parent, parentLevel }) =>
    when(
      parentLevel !== null && rank(level) <= rank(parentLevel),
      () => `a ${level} cannot lie in ${parent}, a ${parentLevel}`,
    ),
  overlap: ({ overlaps, areaM2 }, tolerance) => {
    const much = overlaps.filter((overlap) =>
      beyond(overlap, Math.min(areaM2, overlap.otherAreaM2), tolerance),
    );
    return when(much.length > 0, () =>
      much
        .map(({ code, m2, otherAreaM2 }) => `${code} by ${said(m2, Math.min(areaM2, otherAreaM2))}`)
        .join(', '),
    );
  },
  'outside-parent': ({ parent, outsideM2, outsideWidthM, areaM2 }, tolerance) =>
    when(
      beyond({ m2: outsideM2, widthM: outsideWidthM }, areaM2, tolerance),
      () => `${said(outsideM2, areaM2)} of it lie outside ${parent}`,
    ),
  'not-later': ({ changes, made, latestMs }, { fromMs }) =>
    when(
      changes && latestMs !== null && (made ? latestMs > fromMs : latestMs >= fromMs),
      () =>
        `the version on record starts at ${new Date(latestMs!).toISOString()}, a new one must start later`,
    ),
} as const satisfies Partial<Record<AreaDefectCode, Predicate>>;
