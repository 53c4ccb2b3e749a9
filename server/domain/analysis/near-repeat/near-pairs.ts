import { sortIntoCells } from '../clusters/cell-sort.ts';
import { AnalysisError } from '../error.ts';
import { type Bands, bandOf } from './bands.ts';

/**
 * Pairs of incidents within the farthest band: a and b, and the band of their distance. Incidents are
 * numbered by where they lie, so that pairs stay close in memory; `row` is the row of each number.
 */
export interface NearPairs {
  a: Uint32Array;
  b: Uint32Array;
  band: Uint8Array;
  row: Uint32Array;
}

/** Pairs that fit the memory allowance (9 bytes each). */
const MAX_PAIRS = 150_000_000;

/** Finds every pair whose planar distance (metres) falls in a band. Throws `too-large`. */
export function findNearPairs(x: Float64Array, y: Float64Array, bands: Bands): NearPairs {
  const reach = bands.edge.at(-1)!;
  const cells = sortIntoCells({ x, y, t: null }, Math.max(reach, 1e-3), 1);
  let size = 1 << 16;
  let a = new Uint32Array(size);
  let b = new Uint32Array(size);
  let band = new Uint8Array(size);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const runs = 2 * cells.cellOf[i]! * cells.lines;
    for (let line = 0; line < cells.lines; line++) {
      const end = cells.run[runs + 2 * line + 1]!;
      for (let j = Math.max(i + 1, cells.run[runs + 2 * line]!); j < end; j++) {
        const dx = cells.x[i]! - cells.x[j]!;
        const dy = cells.y[i]! - cells.y[j]!;
        const found = bandOf(bands, Math.sqrt(dx * dx + dy * dy));
        if (found < 0) continue;
        if (count === size) {
          if (count >= MAX_PAIRS) {
            throw new AnalysisError('too-large', `over ${MAX_PAIRS} pairs lie within ${reach} m`);
          }
          size *= 2;
          a = grown(a, size);
          b = grown(b, size);
          band = grown(band, size);
        }
        a[count] = i;
        b[count] = j;
        band[count++] = found;
      }
    }
  }
  const kept = [a, b].map((values) => values.subarray(0, count));
  return { a: kept[0]!, b: kept[1]!, band: band.subarray(0, count), row: cells.order };
}

function grown<T extends Uint32Array | Uint8Array>(values: T, size: number): T {
  const larger = new (values.constructor as new (n: number) => T)(size);
  larger.set(values);
  return larger;
}
