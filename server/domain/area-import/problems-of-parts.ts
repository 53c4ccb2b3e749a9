import { kinks } from '@turf/kinks';
import type { Geometry } from 'geojson';
import { Default } from 'typebox/value';
import type { AreaKeys } from '../../contract/areas/area-file.ts';
import { type AreaDefectCode, AreaImportOptions } from '../../contract/areas/area-import.ts';
import { type FileProblem, placedAt, problem } from '../../contract/file-problem.ts';
import type { Lack, ReadFeature } from '../reading/shapes/read-feature.ts';
import { judgeImport } from './judge-import.ts';
import { readFeatures } from './read-features.ts';

/** Positions up to which it is looked whether an outline crosses itself: edge by edge, so that twice as many take four times as long. */
const CROSSINGS_MOST = 2_000;

/** What is wrong with each feature of a file that lacks something as a whole. */
const OF_LACKS: Readonly<Record<Lack, AreaDefectCode>> = {
  system: 'coordinates-out-of-range',
  shapes: 'empty-geometry',
  texts: 'missing-key',
};

/**
 * What is wrong with the features of a file that cannot be taken as a whole, as far as each shows it by itself, by the keys their properties
 * seem to be. How they lie beside each other is not looked at: some of them lie nowhere.
 */
export function problemsOfParts(features: readonly ReadFeature[], keys: AreaKeys): FileProblem[] {
  const { parentKey: _, ...told } = keys;
  // What names no parent may lie below what is told later.
  const options = Default(AreaImportOptions, { ...told, top: '-' }) as AreaImportOptions;
  const isOfFile = (defect: AreaDefectCode, feature: number) =>
    features[feature]!.lacks?.some((lack) => OF_LACKS[lack] === defect);
  const { defects } = judgeImport(readFeatures(features, options), [], [], options, 0);
  const own = defects.flatMap(({ code, defect, feature, problems }) =>
    feature === null || isOfFile(defect, feature) ? [] : [{ feature, code, problems }],
  );
  const crossing = features.flatMap(({ geometry }, feature) => {
    const place = crossingOf(geometry);
    const values = { place: place?.join(' ') ?? '' };
    return place ? [{ feature, code: null, problems: [problem('crosses-itself', values)] }] : [];
  });
  return [...own, ...crossing]
    .sort((a, b) => a.feature - b.feature)
    .flatMap(({ code, feature, problems }) =>
      placedAt(
        { code: 'feature', value: feature + 1 },
        code === null ? problems : placedAt({ code: 'named', value: code }, problems),
      ),
    );
}

/** Where an outline crosses itself first; null where it does not, or is none. */
function crossingOf(geometry: Geometry | null): readonly number[] | null {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return null;
  const numbers: unknown[] = [geometry.coordinates].flat(Infinity);
  const isSound = numbers.every((one) => Number.isFinite(one));
  if (!isSound || numbers.length > 2 * CROSSINGS_MOST) return null;
  const [first] = kinks(geometry).features;
  return first ? first.geometry.coordinates : null;
}
