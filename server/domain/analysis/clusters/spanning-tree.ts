import type { Tick } from '../method.ts';
import { boxDistance2, type KdTree } from '../numerics/kd-tree.ts';
import { createUnionFind } from './union-find.ts';

/** The n - 1 edges of a spanning tree, by tree position, with their lengths. */
export interface SpanningTree {
  from: Uint32Array;
  to: Uint32Array;
  length: Float64Array;
}

/**
 * A minimum spanning tree under mutual reachability, max(core(a), core(b), |ab|) (Campello, Moulavi
 * and Sander 2013), by Borůvka's rounds over a k-d tree: every component looks for its shortest way
 * out, skipping nodes that are its own or too far (March, Ram and Gray 2010).
 */
export function mutualReachabilityTree(
  tree: KdTree,
  core: Float64Array,
  tick?: Tick,
): SpanningTree {
  const n = tree.x.length;
  const sets = createUnionFind(n);
  const component = new Uint32Array(n);
  const nodeComponent = new Int32Array(tree.begin.length);
  const leastCore = nodeMinimum(tree, core);
  const edges: SpanningTree = {
    from: new Uint32Array(Math.max(0, n - 1)),
    to: new Uint32Array(Math.max(0, n - 1)),
    length: new Float64Array(Math.max(0, n - 1)),
  };
  const best = new Float64Array(n);
  const bestFrom = new Int32Array(n);
  const bestTo = new Int32Array(n);

  const search = (node: number, i: number, own: number): void => {
    if (nodeComponent[node] === own || tree.begin[node] === tree.end[node]) return;
    const x = tree.x[i]!;
    const y = tree.y[i]!;
    const bound = best[own]!;
    if (leastCore[node]! >= bound || boxDistance2(tree, node, x, y) >= bound * bound) return;
    if (node < tree.firstLeaf) {
      const left = 2 * node;
      const leftFirst = boxDistance2(tree, left, x, y) <= boxDistance2(tree, left + 1, x, y);
      search(leftFirst ? left : left + 1, i, own);
      search(leftFirst ? left + 1 : left, i, own);
      return;
    }
    for (let j = tree.begin[node]!; j < tree.end[node]!; j++) {
      if (component[j] === own) continue;
      const d = Math.sqrt((tree.x[j]! - x) ** 2 + (tree.y[j]! - y) ** 2);
      const length = Math.max(core[i]!, core[j]!, d);
      if (length < best[own]!) {
        best[own] = length;
        bestFrom[own] = i;
        bestTo[own] = j;
      }
    }
  };

  for (let found = 0; found < n - 1; ) {
    tick?.(found / n);
    for (let i = 0; i < n; i++) component[i] = sets.find(i);
    markNodes(tree, component, nodeComponent);
    best.fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < n; i++) {
      const own = component[i]!;
      if (core[i]! < best[own]!) search(1, i, own);
    }
    for (let c = 0; c < n; c++) {
      if (component[c] !== c || sets.find(bestFrom[c]!) === sets.find(bestTo[c]!)) continue;
      sets.union(bestFrom[c]!, bestTo[c]!);
      edges.from[found] = bestFrom[c]!;
      edges.to[found] = bestTo[c]!;
      edges.length[found++] = best[c]!;
    }
  }
  return edges;
}

/** The one component a node lies in, or -1 when it holds several. */
function markNodes(tree: KdTree, component: Uint32Array, out: Int32Array) {
  for (let node = tree.begin.length - 1; node > 0; node--) {
    if (node < tree.firstLeaf) {
      out[node] = out[2 * node] === out[2 * node + 1] ? out[2 * node]! : -1;
      continue;
    }
    out[node] = component[tree.begin[node]!] ?? -1;
    for (let j = tree.begin[node]!; j < tree.end[node]!; j++) {
      if (component[j] !== out[node]) out[node] = -1;
    }
  }
}

function nodeMinimum(tree: KdTree, values: Float64Array): Float64Array {
  const out = new Float64Array(tree.begin.length).fill(Number.POSITIVE_INFINITY);
  for (let node = tree.begin.length - 1; node > 0; node--) {
    if (node < tree.firstLeaf) {
      out[node] = Math.min(out[2 * node]!, out[2 * node + 1]!);
      continue;
    }
    for (let j = tree.begin[node]!; j < tree.end[node]!; j++) {
      out[node] = Math.min(out[node]!, values[j]!);
    }
  }
  return out;
}
