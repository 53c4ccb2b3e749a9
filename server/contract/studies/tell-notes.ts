import { words } from '../words/en/index.ts';
import { interpolate } from '../words/interpolate.ts';
import type { Note } from './note.ts';

/** What is stored of a note: a sentence in results that are older than the codes. */
export type StoredNote = Note | string;

/** Notes as an answer has them. */
export const tellNotes = (stored: readonly StoredNote[]) => ({
  notes: stored.map((note) =>
    typeof note === 'string' ? note : interpolate(words.analysis.notes[note.code], note.values),
  ),
  noteCodes: stored.map((note) => (typeof note === 'string' ? null : note)),
});
