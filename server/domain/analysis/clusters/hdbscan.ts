import type { Tick } from '../method.ts';
import { buildKdTree, coreDistances } from '../numerics/kd-tree.ts';
import { type CondensedTree, condense, selectByExcessOfMass } from './condensed-tree.ts';
import { buildDendrogram } from './dendrogram.ts';
import { gloshScores } from './glosh.ts';
import { mutualReachabilityTree } from './spanning-tree.ts';

export interface HdbscanOptions {
  /** The core distance is that to the minPts-th nearest point, the point itself counted. */
  minPts: number;
  /** Fewest points of a cluster; at least 2. */
  minClusterSize: number;
  /** Whether everything may be one cluster; a pile at one place always may. */
  rootMayBeCluster?: boolean;
}

export interface HdbscanResult {
  /** Cluster of each row, from 1 by first row in input order; 0 is noise. */
  cluster: Int32Array;
  /** How deep in its cluster a row lies: density at which it leaves over that at which the cluster ends, 0..1. */
  probability: Float64Array;
  /** GLOSH outlier score, 0 to 1. */
  outlier: Float64Array;
  coreDistance: Float64Array;
  /** Stability of cluster k + 1, in 1/metres times points. */
  stability: number[];
}

/**
 * HDBSCAN* with excess of mass (Campello, Moulavi and Sander 2013) and GLOSH outlier scores, exact.
 * Needs minPts rows or more.
 */
export function hdbscan(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: HdbscanOptions,
  tick?: Tick,
): HdbscanResult {
  const n = x.length;
  const kd = buildKdTree(x, y);
  const core = coreDistances(kd, options.minPts, (done) => tick?.(done * 0.3));
  const spanning = mutualReachabilityTree(kd, core, (done) => tick?.(0.3 + done * 0.6));
  const dendrogram = buildDendrogram(spanning);
  const tree = condense(dendrogram, options.minClusterSize);
  // Points at one place cannot be split and are infinitely dense.
  const isPile = dendrogram.distance[dendrogram.root] === 0;
  const selected = selectByExcessOfMass(tree, isPile || (options.rootMayBeCluster ?? false));
  const owner = owners(tree, selected);
  const outlier = gloshScores(tree, dendrogram);

  const out: HdbscanResult = {
    cluster: new Int32Array(n),
    probability: new Float64Array(n),
    outlier: new Float64Array(n),
    coreDistance: new Float64Array(n),
    stability: [],
  };
  const from = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const row = kd.order[i]!;
    from[row] = owner[tree.leftFrom[i]!]!;
    out.coreDistance[row] = core[i]!;
    out.outlier[row] = outlier[i]!;
    if (from[row]! >= 0) {
      out.probability[row] = Math.min(1, tree.leftAt[i]! / tree.death[from[row]!]!);
    }
  }
  const number = new Map<number, number>();
  for (let row = 0; row < n; row++) {
    const cluster = from[row]!;
    if (cluster < 0) continue;
    if (!number.has(cluster)) {
      number.set(cluster, number.size + 1);
      out.stability.push(tree.stability[cluster]!);
    }
    out.cluster[row] = number.get(cluster)!;
  }
  return out;
}

/** The selected cluster that each cluster lies in, or -1. */
function owners(tree: CondensedTree, selected: boolean[]): number[] {
  const out: number[] = [];
  for (let c = 0; c < selected.length; c++) {
    out.push(selected[c] ? c : c === 0 ? -1 : out[tree.parent[c]!]!);
  }
  return out;
}
