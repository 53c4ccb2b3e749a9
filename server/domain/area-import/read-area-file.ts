import type { Feature, Geometry } from 'geojson';
import {
  type AreaFile,
  type AreaFileQuery,
  type AreaKeys,
  SAMPLES,
} from '../../contract/areas/area-file.ts';
import { tellNotesOfFile } from '../../contract/tell-file.ts';
import { readSomeMap } from '../reading/maps/read-map.ts';
import { toldSystem } from '../reading/maps/systems.ts';
import { fileProblem, firstOf, unreadable } from '../reading/problem.ts';
import { findKeys } from './find-keys.ts';
import { problemsOfParts } from './problems-of-parts.ts';
import { saysGridType, saysLevel } from './read-features.ts';

/**
 * Reads a file of areas and says which of its properties seem to be code, name, parent, level and type. `system`: of one that names
 * none. @throws ReadingError with what is wrong with it as a whole, and with its parts.
 */
export async function readAreaFile(
  bytes: Uint8Array,
  { system, withProblems = false }: AreaFileQuery = {},
): Promise<AreaFile> {
  const { faults, features, notes, ...read } = await readSomeMap(bytes, toldSystem(system));
  if (features.length === 0) throw fileProblem('no-features');
  const properties = samplesOf(features);
  const keys = keysOf(properties);
  const isRefused = faults.length > 0;
  const problems =
    isRefused || withProblems ? firstOf(problemsOfParts(features, keys), PARTS_TOLD) : [];
  if (isRefused) throw unreadable([...faults, ...problems]);
  return {
    ...read,
    collection: { type: 'FeatureCollection', features },
    ...{ properties, keys },
    ...(withProblems ? { problems } : {}),
    ...tellNotesOfFile(notes),
  };
}

/** Of what is wrong with the parts of a file so much is told beside what is wrong with it as a whole; the rest is counted. */
const PARTS_TOLD = 500;

/** Keys by the names of properties; a level is one where any of its values says so, a type where all do. */
function keysOf(properties: AreaFile['properties']): AreaKeys {
  const { gridTypeKey, levelKey, ...keys } = findKeys(properties.map(({ name }) => name));
  const samplesAt = (key: string | undefined) =>
    properties.find(({ name }) => name === key)?.samples ?? [];
  return {
    ...keys,
    ...(samplesAt(levelKey).some(saysLevel) ? { levelKey } : {}),
    ...(samplesAt(gridTypeKey).length > 0 && samplesAt(gridTypeKey).every(saysGridType)
      ? { gridTypeKey }
      : {}),
  };
}

/** Properties by their names, of those that are objects what they hold, as `a.b`. */
const valuesOf = (properties: object): [name: string, value: unknown][] =>
  Object.entries(properties).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, of]): [string, unknown] => [`${name}.${inner}`, of])
      : [[name, value] as [string, unknown]],
  );

function samplesOf(features: readonly Feature<Geometry | null>[]): AreaFile['properties'] {
  const samples = new Map<string, Set<string>>();
  for (const { properties } of features)
    for (const [name, value] of valuesOf(properties ?? {})) {
      const own = samples.get(name) ?? new Set();
      samples.set(name, own);
      const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
      if (own.size < SAMPLES && isPlain && value !== '') own.add(String(value).slice(0, 100));
    }
  return [...samples].map(([name, own]) => ({ name, samples: [...own] }));
}
