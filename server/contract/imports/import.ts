import { type Static, Type } from 'typebox';
import { FileProblem, toldNotes } from '../file-problem.ts';
import { literals } from '../literals.ts';
import { MomentQuery } from '../routes/parts.ts';

/** What spreadsheets bring in. */
export const IMPORT_KINDS = [
  'officers',
  'handhelds',
  'assignments',
  'posts',
  'leave',
  'holidays',
  'categories',
  'departments',
  'accounts',
] as const;
export const ImportKind = literals(IMPORT_KINDS);
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Rows a file may have. */
export const IMPORT_ROWS_MAX = 100_000;
export const IMPORT_MAX_BYTES = 32 * 1024 * 1024;

/** What a column of any kind of file holds. */
export const IMPORT_FIELDS = [
  'code',
  'name',
  'category',
  'officer',
  'grid',
  'handheld',
  'from',
  'to',
  'datum',
  'secret',
  'firstDay',
  'lastDay',
  'leaveKind',
  'area',
  'role',
  'substitute',
  'day',
  'dayKind',
  'festival',
  'parent',
  'nameZh',
  'nameEn',
  'points',
  'departmentKind',
  'incidentCategory',
  'sentAtOnce',
  'accountRole',
  'home',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What can be wrong with a table, in the order of the file. */
export const IMPORT_DEFECTS = [
  'unreadable',
  'missing-column',
  'two-columns',
  'no-rows',
  'total-row',
  'header-again',
  'more-cells',
  'too-many-rows',
  'empty',
  'too-long',
  'too-short',
  'not-a-choice',
  'not-a-time',
  'not-a-day',
  'not-a-number',
  'digits-lost',
  'cell-error',
  'no-result',
  'damaged',
  'repeated',
  'unknown',
  'several-so-called',
  'beyond-own',
  'not-after',
  'nothing-assigned',
  'twice-at-once',
  'own-substitute',
  'below-itself',
  'contradicts',
  'own-account',
  'provided',
] as const;
export type ImportDefectCode = (typeof IMPORT_DEFECTS)[number];

export const ImportQuery = Type.Object(
  {
    check: Type.Optional(
      Type.Boolean({ description: 'Only say what would change and what is wrong' }),
    ),
    columns: Type.Optional(
      Type.String({
        maxLength: 4_000,
        description:
          'Columns that go by other names than the known ones: field=HEADER,field=HEADER; a field without a header is not read',
      }),
    ),
    from: Type.Optional(MomentQuery),
    timeZone: Type.String({
      default: 'Asia/Shanghai',
      maxLength: 64,
      description: 'Zone of times without an offset, IANA',
    }),
    timeFormat: Type.Optional(
      Type.String({ maxLength: 20, description: 'dd/mm/yyyy or mm/dd/yyyy where days may be two' }),
    ),
  },
  { additionalProperties: false },
);
export type ImportQuery = Static<typeof ImportQuery>;

/** Something wrong at one cell, one row or with the table. */
export const ImportDefect = Type.Object({
  sheet: Type.Optional(
    Type.String({ description: 'Name of the sheet, where several hold such rows' }),
  ),
  row: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Row of the sheet, or line of the file, from 1; null: the table',
  }),
  column: Type.Union([Type.String(), Type.Null()], { description: 'Its header in the file' }),
  field: Type.Union([literals(IMPORT_FIELDS), Type.Null()]),
  defect: literals(IMPORT_DEFECTS),
  value: Type.String({ description: 'What stands there, or what the defect is about' }),
  problems: Type.Optional(
    Type.Array(FileProblem, { description: 'What more there is to say of it, by codes' }),
  ),
});
export type ImportDefect = Static<typeof ImportDefect>;

/** What of one sort an import brings. */
export const ImportPart = Type.Object({
  part: literals([
    'officers',
    'handhelds',
    'assignments',
    'posts',
    'leave',
    'holidays',
    'categories',
    'departments',
    'accounts',
  ]),
  created: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
});
export type ImportPart = Static<typeof ImportPart>;

/** Changes that a report lists; all are counted. */
export const CHANGES_MAX = 1_000;

/** What becomes of one value of what is on record already. */
export const ImportChange = Type.Object({
  key: Type.String({ description: 'Code, or what else together says which' }),
  name: Type.String({ description: 'What it is called; empty where it has no name' }),
  field: literals(IMPORT_FIELDS),
  before: Type.String({ description: 'Values that go, comma-separated; empty: there was none' }),
  after: Type.String({ description: 'Values that come; empty: there is none then' }),
});
export type ImportChange = Static<typeof ImportChange>;

export const ImportReport = Type.Object({
  kind: ImportKind,
  applied: Type.Boolean({ description: 'With any defect, and in a check, nothing was stored' }),
  rows: Type.Integer(),
  columns: Type.Array(
    Type.Object({
      field: literals(IMPORT_FIELDS),
      header: Type.Union([Type.String(), Type.Null()], { description: 'null: there is none' }),
      isRequired: Type.Boolean(),
    }),
  ),
  passedOver: Type.Array(Type.String(), { description: 'Headers of columns that are not read' }),
  parts: Type.Array(ImportPart, { description: 'What changes; in a check, what would' }),
  changes: Type.Array(ImportChange, {
    description: `What of it is otherwise than before, the first ${CHANGES_MAX}; what is new is counted alone`,
  }),
  changesInAll: Type.Integer(),
  defects: Type.Array(ImportDefect),
  secrets: Type.Array(Type.Object({ code: Type.String(), secret: Type.String() }), {
    description:
      'Secrets made for new handhelds that were given none, and passwords that let new accounts in to choose their own; this reply alone shows them, the store has their hashes',
  }),
  ...toldNotes('What the file was taken for'),
});
export type ImportReport = Static<typeof ImportReport>;
