import type { TFunction } from 'i18next';
import {
  byClock,
  type FileNote,
  type FileProblem,
  sayNote,
  sayProblems,
} from '../../server/contract/file-problem.ts';
import { queryClient } from '../api/query-client.ts';
import { momentText } from '../plain/clock-text.ts';
import { timeZoneOf } from '../plain/time-zone-of.ts';

/** `t`, which says moments by the clock of the areas on show. */
const byTheirClock = (t: TFunction) => {
  const timeZone = timeZoneOf(queryClient.getQueryData<{ timeZone: string }[]>(['areas']));
  return byClock(t, (ms) => momentText(ms, timeZone));
};

/** What is wrong with a file, in the language in force; null where nothing is said of it. */
export const saidOf = (problems: readonly FileProblem[], t: TFunction): string | null =>
  sayProblems(problems, byTheirClock(t)) || null;

/** How a file was read, note by note, in the language in force. */
export const saidNotes = (notes: readonly FileNote[], t: TFunction): string[] =>
  notes.map((note) => sayNote(note, byTheirClock(t)));
