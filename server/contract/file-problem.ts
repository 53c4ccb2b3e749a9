import { type Static, type TSchema, Type } from 'typebox';
import { record } from './shapes.ts';
import type { fileNotes } from './words/zh/console/people/file-notes.ts';
import type { filePlaces } from './words/zh/console/people/file-places.ts';
import type { fileProblems } from './words/zh/console/people/file-problems.ts';

export type FileProblemCode = keyof typeof fileProblems;
export type FileNoteCode = keyof typeof fileNotes;
export type FilePlaceCode = keyof typeof filePlaces;

const Value = Type.Union([Type.Number(), Type.String()]);
const codeOf = <Code extends string>() => Type.Unsafe<Code>(Type.String());
const Values = record(Value);

/** Where in a file something stands: `line` 5, a `named` column. */
export const FilePlace = Type.Object({ code: codeOf<FilePlaceCode>(), value: Value });
export type FilePlace = Static<typeof FilePlace>;

/** What is wrong with a file, or at a place in it: the code of a sentence (`fileProblems` of the dictionaries) and its values. */
export const FileProblem = Type.Object({
  code: codeOf<FileProblemCode>(),
  values: Values,
  places: Type.Optional(Type.Array(FilePlace, { description: 'Where, the outermost first' })),
});
export type FileProblem = Static<typeof FileProblem>;

/** What is to be known of how a file was read: a sentence of `fileNotes`. */
export const FileNote = Type.Object({ code: codeOf<FileNoteCode>(), values: Values });
export type FileNote = Static<typeof FileNote>;

/** Notes as answers have them: sentences in English, and beside them what they are made of. */
export const toldNotes = (description: string) => ({
  notes: Type.Array(Type.String(), { description: `${description}; in English` }),
  noteCodes: Type.Array(FileNote, { description: 'Codes and values of `notes`, in their order' }),
});

/** Problems as answers have them: one text in English, and what it is made of. */
export const toldProblems = {
  detail: Type.String({ description: 'In English' }),
  problems: Type.Array(FileProblem, { description: 'Codes and values of `detail`' }),
} satisfies Record<string, TSchema>;

/** A sentence of a dictionary with its values in place. */
export type SayOfFile = (
  key:
    | `fileProblems.${FileProblemCode}`
    | `fileNotes.${FileNoteCode}`
    | `filePlaces.${FilePlaceCode}`,
  values: FileProblem['values'],
) => string;

/** Problems in the words of `say`; '' where there are none. */
export const sayProblems = (problems: readonly FileProblem[], say: SayOfFile): string =>
  problems
    .map(({ code, places = [], values }) =>
      [
        ...places.map((place) => say(`filePlaces.${place.code}`, { value: place.value })),
        say(`fileProblems.${code}`, values),
      ].join(': '),
    )
    .join('; ');

/** A note in the words of `say`. */
export const sayNote = ({ code, values }: FileNote, say: SayOfFile): string =>
  say(`fileNotes.${code}`, values);
