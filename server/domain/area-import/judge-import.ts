import {
  AREA_DEFECTS,
  type AreaDefect,
  type AreaDefectCode,
  type AreaImportOptions,
} from '../../contract/areas/area-import.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { tellProblems } from '../../contract/tell-file.ts';
import { FILE_DEFECTS, fileContext } from './file-defects.ts';
import { invalidBecause } from './invalid-because.ts';
import type { FeatureReading } from './read-features.ts';
import { type Mended, TREE_DEFECTS, type TreeFacts } from './tree-defects.ts';

/** Defects of an import by what becomes of them. */
export interface Judgement {
  defects: AreaDefect[];
  allowed: AreaDefect[];
  repaired: AreaDefect[];
}

/** Defects that `repair` mends. */
const REPAIRABLE: readonly AreaDefectCode[] = ['ring-too-short', 'ring-not-closed'];

/**
 * Every defect of an import, in the order of the file and of AREA_DEFECTS. `mended` are geometries that were invalid and
 * were made valid, with why. Pure: the same readings and facts give the same judgement.
 */
export function judgeImport(
  readings: readonly FeatureReading[],
  facts: readonly TreeFacts[],
  mended: readonly Mended[],
  options: AreaImportOptions,
  fromMs: number,
): Judgement {
  const context = fileContext(readings, options.parentKey);
  const { overlapM2, overlapShare, sliverM } = options;
  const tolerance = { overlapM2, overlapShare, sliverM, fromMs };
  const found: AreaDefect[] = [
    ...readings.flatMap((reading) =>
      defectsOf(reading, FILE_DEFECTS, (says) => says(reading, context)),
    ),
    ...facts.flatMap((area) => defectsOf(area, TREE_DEFECTS, (says) => says(area, tolerance))),
  ];

  const fate = ({ defect }: AreaDefect): keyof Judgement =>
    (options.allow as readonly string[]).includes(defect)
      ? 'allowed'
      : options.repair && REPAIRABLE.includes(defect)
        ? 'repaired'
        : 'defects';
  const of = (kind: keyof Judgement) => found.filter((entry) => fate(entry) === kind);
  return {
    defects: inOrder(of('defects')),
    allowed: inOrder(of('allowed')),
    repaired: inOrder([...of('repaired'), ...mended.map(mendedDefect)]),
  };
}

/** The defects of one table that one area has. */
function defectsOf<Predicate>(
  { feature, code }: Pick<AreaDefect, 'feature' | 'code'>,
  table: Partial<Record<AreaDefectCode, Predicate>>,
  problemsOf: (predicate: Predicate) => FileProblem[],
): AreaDefect[] {
  return Object.entries(table).flatMap(([defect, predicate]) => {
    const problems = problemsOf(predicate);
    if (problems.length === 0) return [];
    return [{ feature, code, defect: defect as AreaDefectCode, ...tellProblems(problems) }];
  });
}

const mendedDefect = ({ code, feature, invalid }: Mended): AreaDefect => ({
  ...{ feature, code, defect: 'invalid-ring' },
  ...tellProblems([
    invalid === null ? { code: 'parts-joined', values: {} } : invalidBecause(invalid),
  ]),
});

const inOrder = (entries: AreaDefect[]) =>
  entries.sort(
    (a, b) =>
      (a.feature ?? Infinity) - (b.feature ?? Infinity) ||
      AREA_DEFECTS.indexOf(a.defect) - AREA_DEFECTS.indexOf(b.defect) ||
      (a.code ?? '').localeCompare(b.code ?? '', 'en'),
  );
