import type { Note } from '../../../contract/studies/note.ts';
import { note } from '../notes.ts';

/** Rows of whole incidents, and what to tell about the rest. */
export interface WholeRows {
  /** Input row of every incident, in order. */
  row: Uint32Array;
  notes: Note[];
}

/**
 * Rows for methods that cannot count a part of an incident: a row of weight w stands for w rounded to
 * a whole number, so that an incident cut by the selected period counts when more likely inside.
 */
export function wholeRows(weight: Float64Array | null, count: number): WholeRows {
  if (weight === null) return { row: Uint32Array.from({ length: count }, (_, i) => i), notes: [] };
  const row: number[] = [];
  let rounded = false;
  weight.forEach((w, i) => {
    if (!Number.isInteger(w)) rounded = true;
    for (let k = Math.round(w); k > 0; k--) row.push(i);
  });
  const notes = rounded ? [note('wholeOnly')] : [];
  return { row: Uint32Array.from(row), notes };
}
