import type { Feature, Geometry } from 'geojson';
import {
  type AreaFile,
  type AreaFileQuery,
  type AreaKeys,
  SAMPLES,
} from '../../contract/areas/area-file.ts';
import { joinFiles } from '../../contract/areas/join-files.ts';
import { tellNotesOfFile } from '../../contract/tell-file.ts';
import { readSomeMap } from '../reading/maps/read-map.ts';
import { toldSystem } from '../reading/maps/systems.ts';
import { fileProblem, firstOf, unreadable } from '../reading/problem.ts';
import type { ReadFeature } from '../reading/shapes/read-feature.ts';
import { findKeys, isOfLayer } from './find-keys.ts';
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
  const { files: layers, notes: ofLayers } = joinFiles(layersOf(features));
  const { keys, properties } = layers[0]!;
  const all = inOrder(features, layers);
  const isRefused = faults.length > 0;
  const problems = isRefused || withProblems ? firstOf(problemsOfParts(all, keys), PARTS_TOLD) : [];
  if (isRefused) throw unreadable([...faults, ...problems]);
  return {
    ...read,
    collection: { type: 'FeatureCollection', features: all },
    ...{ properties, keys },
    ...(withProblems ? { problems } : {}),
    ...tellNotesOfFile([...notes, ...ofLayers]),
  };
}

interface Layer extends Pick<AreaFile, 'collection' | 'keys' | 'properties'> {
  /** Places of its features in the file. */
  places: number[];
}

/** Features by what their properties seem to be, where those go by the names of levels, as in layers put together; else all of them. */
function layersOf(features: readonly ReadFeature[]): Layer[] {
  const places = new Map<string, number[]>();
  const known = new Map<string, string>();
  for (const [k, { properties }] of features.entries()) {
    if (!properties) continue;
    const names = Object.keys(properties);
    const said = names.join('\u001f');
    const keys = known.get(said) ?? calledOf(names);
    known.set(said, keys);
    const own = places.get(keys) ?? [];
    places.set(keys, own);
    own.push(k);
  }
  const layers = [...places.values()].map((own) => layerOf(features, own));
  return layers.length > 1 && layers.every(({ keys }) => isOfLayer(keys))
    ? layers
    : [layerOf(features, [...features.keys()])];
}

function calledOf(names: readonly string[]): string {
  const { codeKey, nameKey, parentKey } = findKeys(names);
  return JSON.stringify([codeKey, nameKey, parentKey]);
}

function layerOf(all: readonly ReadFeature[], places: number[]): Layer {
  const features = places.map((k) => all[k]!);
  const properties = samplesOf(features);
  const collection = { type: 'FeatureCollection' as const, features };
  return { collection, keys: keysOf(properties), properties, places };
}

function inOrder(features: readonly ReadFeature[], layers: readonly Layer[]): ReadFeature[] {
  const all = [...features];
  for (const { collection, places } of layers)
    for (const [k, place] of places.entries()) all[place] = collection.features[k] as ReadFeature;
  return all;
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
