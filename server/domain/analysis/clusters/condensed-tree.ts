import type { Dendrogram } from './dendrogram.ts';

/** The hierarchy of clusters of at least `minClusterSize` points. Cluster 0 is the root; parents come first. */
export interface CondensedTree {
  parent: number[];
  /** Density (1/distance) at which a cluster comes into being. */
  birth: number[];
  /** Density at which it splits or its last point leaves it. */
  death: number[];
  /** Sum over its points of the density at which they leave it, less its birth. */
  stability: number[];
  /** For each point the cluster it leaves last, and the density at which it does. */
  leftFrom: Int32Array;
  leftAt: Float64Array;
}

/**
 * Condenses a single-linkage hierarchy (Campello, Moulavi and Sander 2013): going down, a split into
 * two or more parts of at least `minClusterSize` makes new clusters, a single such part is the same
 * cluster grown smaller, other points leave. A distance of 0 has the density of the shortest positive
 * one, so that coinciding points keep stabilities finite; of one pile it is 1.
 */
export function condense(tree: Dendrogram, minClusterSize: number): CondensedTree {
  let shortest = Number.POSITIVE_INFINITY;
  for (let node = tree.points; node < tree.nodes; node++) {
    if (tree.distance[node]! > 0 && tree.size[node]! > 0) {
      shortest = Math.min(shortest, tree.distance[node]!);
    }
  }
  if (shortest === Number.POSITIVE_INFINITY) shortest = 1;
  const density = (node: number) => 1 / Math.max(tree.distance[node]!, shortest);
  const out: CondensedTree = {
    parent: [-1],
    birth: [0],
    death: [0],
    stability: [0],
    leftFrom: new Int32Array(tree.points),
    leftAt: new Float64Array(tree.points),
  };
  const leave = (top: number, cluster: number, at: number) => {
    const stack = [top];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node < tree.points) {
        out.leftFrom[node] = cluster;
        out.leftAt[node] = at;
      }
      for (let c = tree.child[node]!; c !== -1; c = tree.sibling[c]!) stack.push(c);
    }
  };
  const stack = [{ node: tree.root, cluster: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, cluster } = next;
    const at = density(node);
    const big: number[] = [];
    for (let c = tree.child[node]!; c !== -1; c = tree.sibling[c]!) {
      if (tree.size[c]! >= minClusterSize) big.push(c);
      else {
        leave(c, cluster, at);
        out.stability[cluster]! += tree.size[c]! * (at - out.birth[cluster]!);
      }
    }
    if (big.length !== 1) out.death[cluster] = at;
    if (big.length === 1) stack.push({ node: big[0]!, cluster });
    else {
      for (const c of big) {
        out.stability[cluster]! += tree.size[c]! * (at - out.birth[cluster]!);
        const born = out.parent.length;
        out.parent.push(cluster);
        out.birth.push(at);
        out.death.push(at);
        out.stability.push(0);
        stack.push({ node: c, cluster: born });
      }
    }
  }
  return out;
}

/**
 * Clusters of greatest total stability of which none contains another (excess of mass); the root only
 * when it may be one. Ties keep the larger cluster.
 */
export function selectByExcessOfMass(tree: CondensedTree, rootMayBeCluster: boolean): boolean[] {
  const best = tree.stability.slice();
  const below = tree.parent.map(() => 0);
  const selected = tree.parent.map(() => false);
  for (let c = tree.parent.length - 1; c >= (rootMayBeCluster ? 0 : 1); c--) {
    selected[c] = tree.stability[c]! >= below[c]!;
    if (!selected[c]) best[c] = below[c]!;
    if (c > 0) below[tree.parent[c]!]! += best[c]!;
  }
  const covered = tree.parent.map(() => false);
  for (let c = 1; c < tree.parent.length; c++) {
    const above = tree.parent[c]!;
    covered[c] = covered[above]! || selected[above]!;
    if (covered[c]) selected[c] = false;
  }
  return selected;
}
