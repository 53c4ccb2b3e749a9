import { type Static, Type } from 'typebox';
import { toldNotes } from '../file-problem.ts';
import { partial, pick } from '../shapes.ts';
import { AreaImport, AreaImportOptions } from './area-import.ts';

/** Which properties of a file's features hold what. */
export const AreaKeys = partial(
  pick(AreaImportOptions, ['codeKey', 'nameKey', 'parentKey', 'levelKey', 'gridTypeKey']),
);
export type AreaKeys = Static<typeof AreaKeys>;

/** Values of a property that are shown beside its name. */
export const SAMPLES = 3;

/** A file of areas as it was read, to be looked at and corrected before it is imported. Nothing of it is stored. */
export const AreaFile = Type.Object({
  format: Type.String({ description: 'What its bytes are' }),
  system: Type.String({ description: 'The coordinate system it says; unknown where it says none' }),
  collection: AreaImport.properties.collection,
  properties: Type.Array(
    Type.Object({ name: Type.String(), samples: Type.Array(Type.String(), { maxItems: SAMPLES }) }),
  ),
  keys: AreaKeys,
  ...toldNotes('What it was taken for where it did not say'),
});
export type AreaFile = Static<typeof AreaFile>;
