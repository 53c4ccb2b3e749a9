/** Disjoint sets of the numbers 0..n-1. */
export interface UnionFind {
  find(i: number): number;
  /** Joins two sets; the smaller root stays, so the outcome does not depend on the order of joins. */
  union(a: number, b: number): number;
}

/** Disjoint sets with path halving (Tarjan and van Leeuwen 1984). */
export function createUnionFind(n: number): UnionFind {
  const parent = Uint32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const union = (a: number, b: number): number => {
    const low = Math.min(find(a), find(b));
    const high = Math.max(find(a), find(b));
    parent[high] = low;
    return low;
  };
  return { find, union };
}
