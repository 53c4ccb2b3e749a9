import { LEVELS, type Level } from '../../contract/areas/area.ts';
import type { AreaDefectCode, AreaImportOptions } from '../../contract/areas/area-import.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { invalidBecause } from './invalid-because.ts';

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
  /** Why the geometry is invalid, each with its place, as the store says it; null where it is valid. */
  invalid: string[] | null;
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

/** An area whose geometry was mended. */
export interface Mended {
  feature: number | null;
  code: string;
  /** Why it was not valid, as the store says it; null: its parts touched or overlapped and were made one. */
  invalid: string | null;
}

export interface Tolerance
  extends Pick<AreaImportOptions, 'overlapM2' | 'overlapShare' | 'sliverM'> {
  fromMs: number;
}

type Predicate = (facts: TreeFacts, tolerance: Tolerance) => FileProblem[];

const rank = (level: Level) => LEVELS.indexOf(level);
const when = (found: boolean, problem: () => FileProblem): FileProblem[] =>
  found ? [problem()] : [];
/** More than what drawing leaves: a sliver along a border is long, but as thin as the pencil. */
const beyond = (
  { m2, widthM }: { m2: number; widthM: number },
  areaM2: number,
  { overlapM2, overlapShare, sliverM }: Tolerance,
) => m2 > Math.max(overlapM2, overlapShare * areaM2) && widthM > sliverM;
const sharesOf = (m2: number, areaM2: number) => ({
  m2: Math.round(m2),
  percent: ((100 * m2) / areaM2).toFixed(1),
});

/** Levels as words of a sentence. */
const named = (levels: Record<string, Level>): NonNullable<FileProblem['words']> =>
  Object.fromEntries(
    Object.entries(levels).map(([name, level]) => [name, [`evaluation.levels.${level}` as const]]),
  );

/** Defects that show beside other areas, or in the geometry: what is wrong. */
export const TREE_DEFECTS = {
  'invalid-ring': ({ invalid }) => (invalid ?? []).map(invalidBecause),
  // An area may be redrawn, even moved to another parent, but what lies elsewhere or is of another level is another area.
  'code-taken': ({ level, known }) =>
    when(
      known !== null && (known.level !== level || !known.near),
      (): FileProblem =>
        known!.near
          ? { code: 'of-another-level', values: {}, words: named({ level, known: known!.level }) }
          : { code: 'elsewhere-on-record', values: {}, words: named({ known: known!.level }) },
    ),
  'unknown-parent': ({ parent, parentLevel, parentInFile }) =>
    when(parent !== null && parentLevel === null && !parentInFile, () => ({
      code: 'no-such-parent',
      values: { parent: parent! },
    })),
  'level-not-below-parent': ({ level, parent, parentLevel }) =>
    when(parentLevel !== null && rank(level) <= rank(parentLevel), () => ({
      code: 'level-not-below',
      values: { parent: parent! },
      words: named({ level, parentLevel: parentLevel! }),
    })),
  overlap: ({ overlaps, areaM2 }, tolerance) =>
    overlaps
      .filter((overlap) => beyond(overlap, Math.min(areaM2, overlap.otherAreaM2), tolerance))
      .map(({ code: other, m2, otherAreaM2 }) => ({
        code: 'overlaps',
        values: { other, ...sharesOf(m2, Math.min(areaM2, otherAreaM2)) },
      })),
  'outside-parent': ({ parent, outsideM2, outsideWidthM, areaM2 }, tolerance) =>
    when(beyond({ m2: outsideM2, widthM: outsideWidthM }, areaM2, tolerance), () => ({
      code: 'lies-outside',
      values: { parent: parent!, ...sharesOf(outsideM2, areaM2) },
    })),
  'not-later': ({ changes, made, latestMs }, { fromMs }) =>
    when(changes && latestMs !== null && (made ? latestMs > fromMs : latestMs >= fromMs), () => ({
      code: 'version-not-later',
      values: { latest: new Date(latestMs!).toISOString() },
    })),
} as const satisfies Partial<Record<AreaDefectCode, Predicate>>;
