import type { Note } from '../../../contract/studies/note.ts';
import { AnalysisError } from '../error.ts';
import { note } from '../notes.ts';

/**
 * Who neighbours whom, as compressed rows: the neighbours of cell i are
 * `target[offset[i] .. offset[i + 1])` with `weight` beside them. Directed; a cell names itself only
 * when the source said so.
 */
export interface Links {
  offset: Uint32Array;
  target: Uint32Array;
  weight: Float64Array;
}

/** Rows of a link table given as pairs of cell numbers. */
export interface LinkPairs {
  from: ArrayLike<number>;
  to: ArrayLike<number>;
  /** One weight a pair; 1 each when left out. */
  weight?: ArrayLike<number>;
}

/** Gathers pairs into rows by counting sort; a row keeps the order of its pairs. Throws `links-unknown`. */
export function buildLinks(cells: number, pairs: LinkPairs): Links {
  const { from, to, weight } = pairs;
  const count = from.length;
  const offset = new Uint32Array(cells + 1);
  for (let k = 0; k < count; k++) {
    if (!(from[k]! >= 0 && from[k]! < cells && to[k]! >= 0 && to[k]! < cells)) {
      throw new AnalysisError('links-unknown', `link ${k} names a cell outside 0..${cells - 1}`);
    }
    offset[from[k]! + 1]!++;
  }
  for (let i = 0; i < cells; i++) offset[i + 1]! += offset[i]!;
  const next = offset.slice(0, cells);
  const target = new Uint32Array(count);
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const at = next[from[k]!]!++;
    target[at] = to[k]!;
    weights[at] = weight === undefined ? 1 : weight[k]!;
  }
  return { offset, target, weight: weights };
}

/** The same links with every row's weights summing to 1 (style W); rows without links stay empty. */
export function standardiseRows(links: Links): Links {
  const weight = links.weight.slice();
  for (let i = 0; i + 1 < links.offset.length; i++) {
    let sum = 0;
    for (let k = links.offset[i]!; k < links.offset[i + 1]!; k++) sum += weight[k]!;
    if (sum > 0) for (let k = links.offset[i]!; k < links.offset[i + 1]!; k++) weight[k]! /= sum;
  }
  return { ...links, weight };
}

/** The same links with each cell also its own neighbour, weight 1, where it is not one already. */
export function withSelf(links: Links): Links {
  const cells = links.offset.length - 1;
  const offset = new Uint32Array(cells + 1);
  const target = new Uint32Array(links.target.length + cells);
  const weight = new Float64Array(target.length);
  let at = 0;
  for (let i = 0; i < cells; i++) {
    const begin = links.offset[i]!;
    const end = links.offset[i + 1]!;
    let named = false;
    for (let k = begin; k < end; k++) if (links.target[k] === i) named = true;
    if (!named) {
      target[at] = i;
      weight[at++] = 1;
    }
    for (let k = begin; k < end; k++) {
      target[at] = links.target[k]!;
      weight[at++] = links.weight[k]!;
    }
    offset[i + 1] = at;
  }
  return { offset, target: target.subarray(0, at), weight: weight.subarray(0, at) };
}

/** The sentence to tell about a lattice that is not one piece, or none. */
export function apartNotes({ offset, target }: Links): Note[] {
  const cells = offset.length - 1;
  const seen = new Uint8Array(cells);
  let parts = 0;
  let alone = 0;
  for (let start = 0; start < cells; start++) {
    if (offset[start] === offset[start + 1]) alone++;
    if (seen[start]) continue;
    parts++;
    const open = [start];
    seen[start] = 1;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      for (let k = offset[cell]!; k < offset[cell + 1]!; k++) {
        if (seen[target[k]!]) continue;
        seen[target[k]!] = 1;
        open.push(target[k]!);
      }
    }
  }
  return parts > 1 ? [note('apart', { parts, alone })] : [];
}
