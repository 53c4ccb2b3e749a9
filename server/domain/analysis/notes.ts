import type { Note, NoteCode } from '../../contract/studies/note.ts';

/** A note on a result, the values in its sentence beside it. */
export const note = (code: NoteCode, values: Note['values'] = {}): Note => ({ code, values });
