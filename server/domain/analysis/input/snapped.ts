import type { Note } from '../../../contract/studies/note.ts';
import { note } from '../notes.ts';

/** How much of a data set lies on shared positions. */
export interface Snapping {
  /** Number of distinct positions. */
  positions: number;
  /** Share of incidents that share their position with another. */
  sharedShare: number;
  /** Incidents at the busiest position, and a row that lies there. */
  most: number;
  mostRow: number;
}

/**
 * Finds positions snapped to addresses, junctions or block middles: equal coordinates. They make
 * nearest-neighbour distances 0 and pull bandwidths towards 0.
 */
export function findSnapping(x: ArrayLike<number>, y: ArrayLike<number>): Snapping {
  const n = x.length;
  const mask = 2 ** Math.ceil(Math.log2(2 * n + 1)) - 1;
  // Open addressing: the first row at each position, and how many rows lie there.
  const firstRow = new Int32Array(mask + 1).fill(-1);
  const count = new Uint32Array(mask + 1);
  const found: Snapping = { positions: 0, sharedShare: 0, most: 0, mostRow: -1 };
  let shared = 0;
  for (let i = 0; i < n; i++) {
    let slot = hashOf(x[i]!, y[i]!) & mask;
    while (firstRow[slot]! >= 0 && !(x[firstRow[slot]!] === x[i] && y[firstRow[slot]!] === y[i])) {
      slot = (slot + 1) & mask;
    }
    if (firstRow[slot]! < 0) {
      firstRow[slot] = i;
      found.positions++;
    }
    const here = ++count[slot]!;
    shared += here === 2 ? 2 : here > 2 ? 1 : 0;
    if (here > found.most) {
      found.most = here;
      found.mostRow = firstRow[slot]!;
    }
  }
  found.sharedShare = n === 0 ? 0 : shared / n;
  return found;
}

const NUMBERS = new Float64Array(2);
const BITS = new Uint32Array(NUMBERS.buffer);

/** Mixes the bits of two coordinates (the finaliser of MurmurHash3); 0 and -0 are one place. */
function hashOf(x: number, y: number): number {
  NUMBERS[0] = x + 0;
  NUMBERS[1] = y + 0;
  let h = 0;
  for (let k = 0; k < 4; k++) {
    h = Math.imul(h ^ BITS[k]!, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** The sentence to tell about it, or none when hardly anything is snapped. */
export function snappingNotes(snapping: Snapping): Note[] {
  if (snapping.sharedShare < 0.05) return [];
  const percent = Math.round(snapping.sharedShare * 100);
  return [note('snapped', { percent, most: snapping.most })];
}
