import { type Static, type TSchema, Type } from 'typebox';
import type { Thing } from './access/thing.ts';
import type { Role } from './accounts/account.ts';
import type { Level } from './areas/area.ts';
import type { PostRole } from './people/post.ts';
import { record } from './shapes.ts';
import type { STUDY_STATES } from './studies/study.ts';
import type { fileNotes } from './words/zh/console/people/file-notes.ts';
import type { filePlaces } from './words/zh/console/people/file-places.ts';
import type { fileProblems } from './words/zh/console/people/file-problems.ts';

export type FileProblemCode = keyof typeof fileProblems;
export type FileNoteCode = keyof typeof fileNotes;
export type FilePlaceCode = keyof typeof filePlaces;

const Value = Type.Union([Type.Number(), Type.String()]);
const codeOf = <Code extends string>() => Type.Unsafe<Code>(Type.String());
const Values = record(Value);

/** A word of the dictionaries that stands within a sentence, by its place in them. */
export type WordPath =
  | `account.role.${Role}`
  | `cases.${'act' | 'done' | 'state'}.${string}`
  | `cases.level.${Level}`
  | `evaluation.honourLacks.${string}`
  | `evaluation.levels.${string}`
  | `postRole.${PostRole}`
  | `studies.failure.${string}`
  | `studies.state.${(typeof STUDY_STATES)[number]}`
  | `thing.${Thing | 'grid'}`
  | `warnings.act.${string}`
  | `warnings.state.${string}`;
const Words = Type.Unsafe<readonly WordPath[]>(
  Type.Array(Type.String(), {
    description: 'Paths of words in the dictionaries, one after the other',
  }),
);

/** Where in a file something stands: `line` 5, a `named` column. */
export const FilePlace = Type.Object({ code: codeOf<FilePlaceCode>(), value: Value });
export type FilePlace = Static<typeof FilePlace>;

/** What is wrong with a file, at a place in it, or with what was asked: the code of a sentence (`fileProblems` of the dictionaries) and its values. */
export const FileProblem = Type.Object({
  code: codeOf<FileProblemCode>(),
  values: Values,
  words: Type.Optional(record(Words, { description: 'Values that are words themselves' })),
  places: Type.Optional(Type.Array(FilePlace, { description: 'Where, the outermost first' })),
});
export type FileProblem = Static<typeof FileProblem>;

/** A place; a bare text is a name, of a file or a column. */
export const placeOf = (place: string | FilePlace): FilePlace =>
  typeof place === 'string' ? { code: 'named', value: place } : place;

/** Problems within a place, which stands before their own. */
export const placedAt = (place: string | FilePlace, problems: readonly FileProblem[]) =>
  problems.map((one): FileProblem => ({ ...one, places: [placeOf(place), ...(one.places ?? [])] }));

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

/** What is wrong, by the code of its sentence and the values of that. */
export const problem = (
  code: FileProblemCode,
  values: FileProblem['values'] = {},
): FileProblem => ({ code, values });

/** What is wrong with one thing of a list, which is named by its code. */
export const problemOf = (
  named: string,
  code: FileProblemCode,
  values: FileProblem['values'] = {},
  place: FilePlaceCode = 'named',
): FileProblem => ({ ...problem(code, values), places: [{ code: place, value: named }] });

/** How many codes a sentence names. */
const NAMED = 20;

/** The first of many codes, as one value of a sentence. */
export const firstCodes = (codes: readonly string[]): string =>
  codes.slice(0, NAMED).join(', ') + (codes.length > NAMED ? ' …' : '');

/** A sentence, or a word, of a dictionary with its values in place. */
export type SayOfFile = (
  key:
    | `fileProblems.${FileProblemCode}`
    | `fileNotes.${FileNoteCode}`
    | `filePlaces.${FilePlaceCode}`
    | 'between'
    | 'betweenProblems'
    | 'afterPlace'
    | WordPath,
  values: FileProblem['values'],
) => string;

/** A moment as programs have it: ISO 8601 in UTC. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** `say` for who reads by a clock on the wall: values that are moments (Unix ms) as that shows them. */
export const byClock =
  (say: SayOfFile, clock: (ms: number) => string): SayOfFile =>
  (key, values) =>
    say(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          MOMENT.test(String(value)) ? clock(Date.parse(String(value))) : value,
        ]),
      ),
    );

/** Problems in the words of `say`; '' where there are none. */
export const sayProblems = (problems: readonly FileProblem[], say: SayOfFile): string =>
  problems
    .map(({ code, places = [], values, words = {} }) => {
      const named = Object.entries(words).map(([name, paths]) => [
        name,
        paths.map((path) => say(path, {})).join(say('between', {})),
      ]);
      return [
        ...places.map((place) => say(`filePlaces.${place.code}`, { value: place.value })),
        say(`fileProblems.${code}`, { ...values, ...Object.fromEntries(named) }),
      ].join(say('afterPlace', {}));
    })
    .join(say('betweenProblems', {}));

/** A note in the words of `say`. */
export const sayNote = ({ code, values }: FileNote, say: SayOfFile): string =>
  say(`fileNotes.${code}`, values);
