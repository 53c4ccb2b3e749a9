import { type Static, Type } from 'typebox';
import { FileProblem, toldNotes } from '../file-problem.ts';
import { partial, pick } from '../shapes.ts';
import { AreaImport, AreaImportOptions } from './area-import.ts';

/** Which properties of a file's features hold what. */
export const AreaKeys = partial(
  pick(AreaImportOptions, ['codeKey', 'nameKey', 'parentKey', 'levelKey', 'gridTypeKey']),
);
export type AreaKeys = Static<typeof AreaKeys>;

/** What a coordinate system is called that a file does not name. */
export const UNKNOWN_SYSTEM = 'unknown';

/** What is told of a file that does not say it itself. */
export const AreaFileQuery = Type.Object(
  {
    system: Type.Optional(
      Type.String({
        pattern: '^EPSG:\\d{4,6}$',
        description:
          'Coordinate system of a file that names none: EPSG:4491 to 4554 (Gauss-Krüger of CGCS2000), 4490, 4326, 3857 or UTM of WGS-84',
      }),
    ),
    withProblems: Type.Optional(
      Type.Boolean({
        description: 'Also tell what is wrong with its features, as far as each shows it by itself',
      }),
    ),
  },
  { additionalProperties: false },
);
export type AreaFileQuery = Static<typeof AreaFileQuery>;

/** Values of a property that are shown beside its name. */
export const SAMPLES = 3;

/** A file of areas as it was read, to be looked at and corrected before it is imported. Nothing of it is stored. */
export const AreaFile = Type.Object({
  format: Type.String({ description: 'What its bytes are' }),
  system: Type.String({
    description: `The coordinate system it says, or was told; ${UNKNOWN_SYSTEM} where there is none`,
  }),
  collection: AreaImport.properties.collection,
  properties: Type.Array(
    Type.Object({ name: Type.String(), samples: Type.Array(Type.String(), { maxItems: SAMPLES }) }),
  ),
  keys: AreaKeys,
  problems: Type.Optional(
    Type.Array(FileProblem, { description: 'Where they were asked for, the first of them' }),
  ),
  ...toldNotes('What it was taken for where it did not say'),
});
export type AreaFile = Static<typeof AreaFile>;
