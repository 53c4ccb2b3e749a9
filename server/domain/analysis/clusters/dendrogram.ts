import type { SpanningTree } from './spanning-tree.ts';
import { createUnionFind } from './union-find.ts';

/**
 * Single linkage over a spanning tree. Nodes below n are points; a node above joins its children at
 * `distance`. Edges of equal length are taken at once, so that a node may have many children and the
 * hierarchy does not depend on which of several minimum spanning trees was found.
 */
export interface Dendrogram {
  points: number;
  nodes: number;
  root: number;
  distance: Float64Array;
  size: Uint32Array;
  /** First child and next sibling; -1 ends. */
  child: Int32Array;
  sibling: Int32Array;
}

export function buildDendrogram(tree: SpanningTree): Dendrogram {
  const points = tree.length.length + 1;
  const most = 2 * points;
  const distance = new Float64Array(most);
  const size = new Uint32Array(most).fill(1, 0, points);
  const child = new Int32Array(most).fill(-1);
  const sibling = new Int32Array(most).fill(-1);
  const sets = createUnionFind(points);
  const nodeOf = Int32Array.from({ length: points }, (_, i) => i);
  const order = Uint32Array.from(tree.length, (_, i) => i).sort(
    (a, b) => tree.length[a]! - tree.length[b]!,
  );
  let nodes = points;
  const adopt = (parent: number, node: number) => {
    sibling[node] = child[parent]!;
    child[parent] = node;
    size[parent]! += size[node]!;
  };
  for (const edge of order) {
    const length = tree.length[edge]!;
    const pair = [tree.from[edge]!, tree.to[edge]!].map((i) => nodeOf[sets.find(i)]!);
    const isOpen = (node: number) => node >= points && distance[node] === length;
    let parent = pair.find(isOpen);
    if (parent === undefined) {
      parent = nodes++;
      size[parent] = 0;
      distance[parent] = length;
    }
    for (const node of pair) {
      if (node === parent) continue;
      if (!isOpen(node)) {
        adopt(parent, node);
        continue;
      }
      for (let c = child[node]!; c !== -1; ) {
        const next = sibling[c]!;
        adopt(parent, c);
        c = next;
      }
      size[node] = 0;
    }
    nodeOf[sets.union(tree.from[edge]!, tree.to[edge]!)] = parent;
  }
  return { points, nodes, root: nodeOf[sets.find(0)]!, distance, size, child, sibling };
}
