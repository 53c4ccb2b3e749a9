import { Check } from 'typebox/value';
import { GRID_TYPES, type GridType, LEVELS, type Level } from '../../contract/areas/area.ts';
import { type AreaImportOptions, Unread } from '../../contract/areas/area-import.ts';
import { textOrFormula } from '../../contract/csv.ts';
import { type FileProblem, problemOf } from '../../contract/file-problem.ts';
import { fileProblem } from '../reading/problem.ts';
import { isPowerOfTen, plainCode, withoutInvisible } from '../reading/texts/visible.ts';
import type { AreaDraft } from './draft.ts';
import { type RingReading, readRings } from './rings.ts';

/** What one feature of a file says, before anything is judged. */
export interface FeatureReading extends RingReading {
  feature: number;
  code: string | null;
  name: string | null;
  /** Of the feature, or of all as the options say. */
  parent: string | null;
  /** As given; only one of LEVELS is a level. */
  level: string | null;
  gridType: string | null;
  /** Properties asked for that have no value. */
  missing: string[];
  /** Why it, or its shape, could not be read. */
  unread: FileProblem[];
  /** Why what stands for its code, or its parent's, is what a spreadsheet made of it. */
  notCodes: FileProblem[];
  /** Nothing else of it is known. */
  isTorn: boolean;
}

/**
 * @throws ReadingError where a key is told that no feature has. A file of the top alone has no parents; where one is told for all who name
 * none, a key that is not there would put everybody under it.
 */
export function requireKeys(features: readonly unknown[], options: AreaImportOptions): void {
  const { codeKey, gridTypeKey, levelKey, nameKey, parent, top } = options;
  const parentKey = parent === undefined && top === undefined ? undefined : options.parentKey;
  const properties = features.map((raw) => (raw as { properties?: unknown } | null)?.properties);
  for (const key of [codeKey, nameKey, parentKey, levelKey, gridTypeKey]) {
    if (key === undefined || properties.some((own) => valueAt(own, key) !== undefined)) continue;
    const names = new Set(properties.flatMap((own) => Object.keys(own ?? {})));
    throw fileProblem('no-such-column', { wanted: key, columns: [...names].join(', ') });
  }
}

/** Reads the features of a file by the keys of the options. Never throws: what is not there is null. */
export function readFeatures(
  features: readonly unknown[],
  options: AreaImportOptions,
): FeatureReading[] {
  const levelOf = levelsOfTree(features, options);
  return features.map((raw, feature) => {
    const { geometry, properties, unread } = (raw ?? {}) as Record<string, unknown>;
    const problems = Check(Unread, unread) ? unread : [];
    const isTorn = problems.length > 0 && !properties;
    const missing: string[] = [];
    const value = (key: string | undefined, required: boolean): string | null => {
      const text = key === undefined ? null : textAt(properties, key);
      if (key !== undefined && text === null && required && !isTorn) missing.push(key);
      return text;
    };
    const prefixed = (text: string | null) =>
      text === null ? null : (options.codePrefix ?? '') + text;
    return {
      feature,
      code: prefixed(asCode(value(options.codeKey, true))),
      name: value(options.nameKey, true),
      parent:
        prefixed(asCode(value(options.parentKey, false))) ?? options.parent ?? options.top ?? null,
      level:
        inWords(LEVEL_WORDS, value(options.levelKey, true)) ??
        options.level ??
        (isTorn ? null : levelOf(feature)),
      gridType: inWords(TYPE_WORDS, value(options.gridTypeKey, false)) ?? options.gridType ?? null,
      missing,
      unread: problems,
      notCodes: [options.codeKey, options.parentKey].flatMap((key) =>
        key === undefined ? [] : notCode(key, textAt(properties, key)),
      ),
      isTorn,
      ...readRings(geometry, options.datum),
    };
  });
}

/** A code that a spreadsheet took for a number and wrote in powers of ten, or that is a formula. */
function notCode(key: string, text: string | null): FileProblem[] {
  if (text === null) return [];
  const code = isPowerOfTen(text)
    ? 'code-digits-lost'
    : textOrFormula(text) === null
      ? 'code-formula'
      : null;
  return code === null ? [] : [problemOf(key, code, { given: text })];
}

/** What levels and types of grids are called in files, beside their own names. */
const LEVEL_WORDS: Record<string, Level> = {
  市: 'city',
  地市: 'city',
  市级: 'city',
  区: 'district',
  县: 'district',
  区县: 'district',
  县级: 'district',
  区级: 'district',
  乡镇: 'town',
  镇: 'town',
  乡: 'town',
  街道: 'town',
  乡镇街道: 'town',
  镇街: 'town',
  村: 'village',
  行政村: 'village',
  社区: 'village',
  村社: 'village',
  村社区: 'village',
  村居: 'village',
  网格: 'grid',
  网格级: 'grid',
};
const TYPE_WORDS: Record<string, GridType> = {
  城市: 'urban',
  城镇: 'urban',
  城市社区: 'urban',
  城中村: 'urban-village',
  urbanvillage: 'urban-village',
  农村: 'rural',
  园区: 'park',
};
/** A level or type by what it is called, however it is written; what is none stays as it stands. */
const inWords = (words: Record<string, string>, text: string | null) => {
  if (text === null) return null;
  const plain = text.replace(/[\s/、（）()]/g, '').toLowerCase();
  return words[plain] ?? ([...LEVELS, ...GRID_TYPES].includes(plain as never) ? plain : text);
};

/** Whether a text names a level or a type of grid, in its own words or those of files. */
export const saysLevel = (text: string) => isLevel(inWords(LEVEL_WORDS, text));
export const saysGridType = (text: string) => isGridType(inWords(TYPE_WORDS, text));

/**
 * Levels where none are told: what is nobody's parent in the file is a grid, and each area lies a level above the highest
 * of its children.
 */
function levelsOfTree(features: readonly unknown[], options: AreaImportOptions) {
  const { codeKey, level, levelKey, parentKey } = options;
  if (levelKey !== undefined) return () => null;
  if (level !== undefined || parentKey === undefined) return () => 'grid';
  const at = (raw: unknown, key: string) =>
    asCode(textAt((raw as { properties?: unknown } | null)?.properties, key));
  const parentOf = new Map(features.map((raw) => [at(raw, codeKey), at(raw, parentKey)]));
  const height = new Map<string, number>();
  for (const code of parentOf.keys()) {
    let parent = code === null ? null : (parentOf.get(code) ?? null);
    for (let up = 1; parent !== null && up < LEVELS.length; up++) {
      height.set(parent, Math.max(up, height.get(parent) ?? 0));
      parent = parentOf.get(parent) ?? null;
    }
  }
  return (feature: number) =>
    LEVELS[
      Math.max(0, LEVELS.length - 1 - (height.get(at(features[feature], codeKey) ?? '') ?? 0))
    ]!;
}

/** The area a feature would become, or null where too little of it can be read to look further. */
export function draftOf(reading: FeatureReading, timeZone: string): AreaDraft | null {
  const { feature, code, name, parent, level, gridType, polygons } = reading;
  if (code === null || name === null || !isLevel(level) || polygons.length === 0) return null;
  if (gridType !== null && !isGridType(gridType)) return null;
  return {
    feature,
    code,
    name,
    parent,
    level,
    // Only a grid has a type; a file-wide one must not reach the areas above.
    gridType: level === 'grid' ? gridType : null,
    timeZone,
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  };
}

export const isLevel = (text: string | null): text is Level => LEVELS.includes(text as Level);
export const isGridType = (text: string | null): text is GridType =>
  GRID_TYPES.includes(text as GridType);

/** The property of this name, or at a dotted path; undefined where there is none. */
const valueAt = (properties: unknown, path: string): unknown =>
  (properties as Record<string, unknown> | null)?.[path] ??
  path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], properties);

/** The same as text; null where there is none. */
function textAt(properties: unknown, path: string): string | null {
  const value = valueAt(properties, path);
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return withoutInvisible(String(value)).trim() || null;
}

const asCode = (text: string | null) => (text === null ? null : plainCode(text));
