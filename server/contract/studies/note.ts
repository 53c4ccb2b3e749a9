import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { record } from '../shapes.ts';

/** Everything a result may have to tell its reader beside its figures. */
export const NOTE_CODES = [
  'outside',
  'far',
  'farLeftOut',
  'unknownCells',
  'apart',
  'snapped',
  'wholeOnly',
  'noWeights',
  'coinciding',
  'edgeLost',
  'gaps',
  'tooFewPermutations',
  'squares',
  'sharedDays',
  'stopped',
  'noExcess',
  'notConverged',
  'leastSpread',
  'uniformBackground',
  'middles',
  'reportedCells',
  'noSplit',
  'oneWeek',
  'jittered',
  'beforeSteps',
  'calendarSteps',
  'unevenSteps',
  'reachBinds',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** Something to know about a result; `values` stand in its sentence. */
export const Note = Type.Object({
  code: literals(NOTE_CODES),
  values: record(Type.Union([Type.Number(), Type.String()])),
});
export type Note = Static<typeof Note>;

/** Notes as answers have them: sentences in English, and beside them what they are made of. */
export const ToldNotes = {
  notes: Type.Array(Type.String(), { description: 'In English' }),
  noteCodes: Type.Array(Type.Union([Note, Type.Null()]), {
    description:
      'Codes and values of `notes`, in their order; null for a sentence of a result older than these codes',
  }),
};
