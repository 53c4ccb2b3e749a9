import type { Note } from '../../server/contract/studies/note.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import type { AnalysisWords } from './use-analysis-words.ts';

const wordOf = (words: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined;

/** A text that stands in a result; as it is where it is no word of the methods. */
export const valueText = ({ values }: AnalysisWords, value: string): string =>
  wordOf(values, value) ?? value;

/** The name of a single figure of a result. */
export const figureName = (words: AnalysisWords, name: string): string =>
  wordOf(words.figures, name) ?? valueText(words, name);

/** A unit of a parameter. */
export const unitText = ({ units }: AnalysisWords, unit: string): string =>
  wordOf(units, unit) ?? unit;

/** The sentence of a note; results older than the codes have it in English alone. */
export const noteText = ({ notes }: AnalysisWords, sentence: string, note: Note | null): string =>
  note ? interpolate(notes[note.code], note.values) : sentence;

/** The first clause of what a parameter or a column means, as its name. */
export const shortOf = (meaning: string): string => meaning.split(/[，；：（(,;:]/u)[0]!.trim();

interface MethodWords {
  summary: string;
  parameters: Readonly<Record<string, string>>;
  columns: Readonly<Record<string, string>>;
}

/** What a method says of itself. */
export const methodWords = ({ methods }: AnalysisWords, id: string): MethodWords =>
  (methods as Readonly<Record<string, MethodWords>>)[id] ?? {
    summary: '',
    parameters: {},
    columns: {},
  };
