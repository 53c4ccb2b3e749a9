import { Default } from 'typebox/value';
import type { AreaKeys } from '../../contract/areas/area-file.ts';
import { type AreaDefectCode, AreaImportOptions } from '../../contract/areas/area-import.ts';
import { type FileProblem, placedAt } from '../../contract/file-problem.ts';
import type { Lack, ReadFeature } from '../reading/shapes/read-feature.ts';
import { groundFacts } from './ground-facts.ts';
import { judgeImport } from './judge-import.ts';
import { readFeatures } from './read-features.ts';

/** What is wrong with each feature of a file that lacks something as a whole. */
const OF_LACKS: Readonly<Record<Lack, AreaDefectCode>> = {
  system: 'coordinates-out-of-range',
  shapes: 'empty-geometry',
  texts: 'missing-key',
};

/**
 * What is wrong with the features of a file that cannot be taken as a whole, as far as they show it by themselves and beside each other, by the keys
 * their properties seem to be. What the record would add is not looked at.
 */
export function problemsOfParts(features: readonly ReadFeature[], keys: AreaKeys): FileProblem[] {
  // What names no parent may lie below what is told later.
  const options = Default(AreaImportOptions, { ...keys, top: '-' }) as AreaImportOptions;
  const isOfFile = (defect: AreaDefectCode, feature: number) =>
    features[feature]!.lacks?.some((lack) => OF_LACKS[lack] === defect);
  const readings = readFeatures(features, options);
  const { defects } = judgeImport(readings, groundFacts(features, readings), [], options, 0);
  return defects.flatMap(({ code, defect, feature, problems }) =>
    feature === null || isOfFile(defect, feature)
      ? []
      : placedAt(
          { code: 'feature', value: feature + 1 },
          code ? placedAt({ code: 'named', value: code }, problems) : problems,
        ),
  );
}
