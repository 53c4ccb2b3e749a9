import type { AreaFile, AreaKeys } from '../../server/contract/areas/area-file.ts';
import type { AreaImport } from '../../server/contract/areas/area-import.ts';
import type { Datum } from '../../server/contract/areas/geo.ts';

/** How wide slivers may be that are closed, metres: wider ones are none. */
export const HEAL_M = { least: 0, most: 20 };

/** What a person decides about files of areas. */
export interface AreaChoices {
  keys: AreaKeys;
  datum: Datum;
  repair: boolean;
  /** Slivers this wide are closed, metres, of HEAL_M; 0: none. */
  healM: number;
  /** The files hold all there is: what they lack ends. */
  isComplete: boolean;
  /** Outlines above grow by what lies outside them. */
  growParents: boolean;
}

/** Before anybody decided anything. */
export const FIRST_CHOICES: AreaChoices = {
  keys: {},
  datum: 'wgs84',
  repair: true,
  healM: 0,
  isComplete: false,
  growParents: false,
};

interface Around {
  check: boolean;
  /** Code of the account's own area: holds what names no parent, unless the files have it. */
  top: string | undefined;
  timeZone: string;
  from?: string;
}

/** Codes are compared as the import reads them: digits of full width and blanks around them say the same. */
const plain = (code: string) => code.normalize('NFKC').trim();

/** The call that checks or imports the areas of files, one a level or one for all. */
export function areaImportOf(
  files: readonly AreaFile[],
  { keys, datum, growParents, healM, isComplete, repair }: AreaChoices,
  { check, from, timeZone, top }: Around,
): AreaImport {
  const { codeKey, nameKey, ...others } = keys;
  const features = files.flatMap(({ collection }) => collection.features);
  const has = (code: string) =>
    features.some((one) => {
      const { properties } = one as { properties?: Record<string, unknown> | null };
      return plain(String(properties?.[codeKey!] ?? '')) === plain(code);
    });
  return {
    collection: { type: 'FeatureCollection', features },
    options: {
      ...others,
      codeKey: codeKey!,
      nameKey: nameKey!,
      datum,
      repair,
      check,
      timeZone,
      ...(from ? { from } : {}),
      ...(top !== undefined && !has(top) ? { top } : {}),
      makeParents: false,
      growParents,
      allow: [],
      overlapM2: 100,
      overlapShare: 0.001,
      sliverM: 1,
      healM,
      closeMissing: isComplete,
    },
  };
}
