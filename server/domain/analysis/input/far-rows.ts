import type { Note } from '../../../contract/studies/note.ts';
import { note } from '../notes.ts';
import { median } from '../numerics/median.ts';
import type { Incidents } from './input.ts';

/** Rows are far from all others beyond this many times the third quartile of the distances from the middle ... */
const TIMES = 20;
/** ... and this distance, metres: no district is that wide. */
const LEAST_M = 100_000;
const SHOWN = 3;

/**
 * Rows far from all others, such as a position of 0, 0: the middle is the median of x and of y, so that they do not move
 * it. In the order of the input; none where the rows are few.
 */
export function farRows({ x, y }: Pick<Incidents, 'x' | 'y'>): number[] {
  if (x.length < 4) return [];
  const middle = [median(x), median(y)] as const;
  const distance = x.map((east, i) => Math.hypot(east - middle[0], y[i]! - middle[1]));
  const quartile = Float64Array.from(distance).sort()[Math.floor(0.75 * (x.length - 1))]!;
  const limit = Math.max(LEAST_M, TIMES * quartile);
  const far: number[] = [];
  distance.forEach((d, i) => {
    if (!(d <= limit)) far.push(i);
  });
  return far;
}

/** What to tell of rows far from all others, whether they stay or are left out. */
export function farNotes(input: Incidents, far: readonly number[], stay: boolean): Note[] {
  if (far.length === 0) return [];
  const ids = far.slice(0, SHOWN).map((i) => input.id?.[i] ?? String(i));
  const more = far.length > SHOWN ? ', ...' : '';
  return [note(stay ? 'far' : 'farLeftOut', { count: far.length, ids: ids.join(', ') + more })];
}
