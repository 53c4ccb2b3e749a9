import type { CondensedTree } from './condensed-tree.ts';
import type { Dendrogram } from './dendrogram.ts';

/**
 * GLOSH outlier scores (Campello, Moulavi, Zimek and Sander 2015): 1 - ε_max(x)/ε(x), from 0 (as dense
 * as the densest part of its cluster) to 1. ε(x) is the radius below which x is on its own, though not
 * smaller than that at which the cluster it leaves last splits; ε_max(x) is the least radius at which
 * any two points of that cluster, or of the clusters below it, are still joined.
 */
export function gloshScores(tree: CondensedTree, dendrogram: Dendrogram): Float64Array {
  const alone = loneRadius(dendrogram);
  const clusters = tree.parent.length;
  const splitAt = new Float64Array(clusters);
  for (let c = 1; c < clusters; c++) splitAt[tree.parent[c]!] = 1 / tree.birth[c]!;
  const densest = new Float64Array(clusters).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < alone.length; i++) {
    const c = tree.leftFrom[i]!;
    if (splitAt[c] === 0) densest[c] = Math.min(densest[c]!, alone[i]!);
  }
  for (let c = clusters - 1; c > 0; c--) {
    const above = tree.parent[c]!;
    densest[above] = Math.min(densest[above]!, densest[c]!);
  }
  return alone.map((radius, i) => {
    const c = tree.leftFrom[i]!;
    const own = Math.max(radius, splitAt[c]!);
    return own === 0 ? 0 : 1 - densest[c]! / own;
  });
}

/** Radius at which each point is joined to anything at all. */
function loneRadius(dendrogram: Dendrogram): Float64Array {
  const out = new Float64Array(dendrogram.points);
  for (let node = dendrogram.points; node < dendrogram.nodes; node++) {
    if (dendrogram.size[node] === 0) continue;
    for (let c = dendrogram.child[node]!; c !== -1; c = dendrogram.sibling[c]!) {
      if (c < dendrogram.points) out[c] = dendrogram.distance[node]!;
    }
  }
  return out;
}
