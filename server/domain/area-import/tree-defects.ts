import { LEVELS, type Level } from '../../contract/areas/area.ts';
import type { AreaDefectCode, AreaImportOptions } from '../../contract/areas/area-import.ts';
import { type Told, tell, tellInvalid } from './told.ts';

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

type Predicate = (facts: TreeFacts, tolerance: Tolerance) => Told | null;

const rank = (level: Level) => LEVELS.indexOf(level);
const when = (found: boolean, told: () => Told) => (found ? told() : null);
/** More than what drawing leaves: a sliver along a border is long, but as thin as the pencil. */
const beyond = (
  { m2, widthM }: { m2: number; widthM: number },
  areaM2: number,
  { overlapM2, overlapShare, sliverM }: Tolerance,
) => m2 > Math.max(overlapM2, overlapShare * areaM2) && widthM > sliverM;
const percentOf = (m2: number, areaM2: number) => ((100 * m2) / areaM2).toFixed(1);

/** Defects that show beside other areas, or in the geometry: what is wrong, or null. */
export const TREE_DEFECTS = {
  'invalid-ring': ({ invalid }) => (invalid === null ? null : tellInvalid(invalid)),
  // An area may be redrawn, even moved to another parent, but what lies elsewhere or is of another level is another area.
  'code-taken': ({ level, known }) =>
    when(known !== null && (known.level !== level || !known.near), () =>
      known!.near
        ? tell('other-level', { known: known!.level, level })
        : tell('elsewhere', { known: known!.level }),
    ),
  'unknown-parent': ({ parent, parentLevel, parentInFile }) =>
    when(parent !== null && parentLevel === null && !parentInFile, () =>
      tell('unknown-parent', { parent: parent! }),
    ),
  'level-not-below-parent': ({ level, parent, parentLevel }) =>
    when(parentLevel !== null && rank(level) <= rank(parentLevel), () =>
      tell('level-not-below-parent', { level, parent: parent!, parentLevel: parentLevel! }),
    ),
  overlap: ({ overlaps, areaM2 }, tolerance) => {
    const much = overlaps.filter((overlap) =>
      beyond(overlap, Math.min(areaM2, overlap.otherAreaM2), tolerance),
    );
    return when(much.length > 0, () =>
      tell('overlap', {
        with: much
          .map(({ code, m2, otherAreaM2 }) => {
            const share = percentOf(m2, Math.min(areaM2, otherAreaM2));
            return `${code} (${Math.round(m2)} m², ${share} %)`;
          })
          .join(', '),
      }),
    );
  },
  'outside-parent': ({ parent, outsideM2, outsideWidthM, areaM2 }, tolerance) =>
    when(beyond({ m2: outsideM2, widthM: outsideWidthM }, areaM2, tolerance), () =>
      tell('outside-parent', {
        m2: Math.round(outsideM2),
        percent: percentOf(outsideM2, areaM2),
        parent: parent!,
      }),
    ),
  'not-later': ({ changes, made, latestMs }, { fromMs }) =>
    when(changes && latestMs !== null && (made ? latestMs > fromMs : latestMs >= fromMs), () =>
      tell('not-later', { latest: new Date(latestMs!).toISOString() }),
    ),
} as const satisfies Partial<Record<AreaDefectCode, Predicate>>;
