/**
 * A balanced k-d tree over points of the plane. Node 1 is the root, nodes 2k and 2k+1 halve node k;
 * a node holds the sorted positions `begin[k] .. end[k]` within its box.
 */
export interface KdTree {
  /** Input row at each tree position. */
  order: Uint32Array;
  /** Coordinates in tree order. */
  x: Float64Array;
  y: Float64Array;
  begin: Uint32Array;
  end: Uint32Array;
  /** Boxes, four numbers a node: least x, least y, greatest x, greatest y. */
  box: Float64Array;
  /** Nodes from here on are leaves. */
  firstLeaf: number;
}

const LEAF = 12;

/** Builds the tree in O(n log n). */
export function buildKdTree(xs: ArrayLike<number>, ys: ArrayLike<number>): KdTree {
  const n = xs.length;
  const x = Float64Array.from(xs);
  const y = Float64Array.from(ys);
  const order = Uint32Array.from(x, (_, i) => i);
  let firstLeaf = 1;
  while (firstLeaf * LEAF < n) firstLeaf *= 2;
  const nodes = 2 * firstLeaf;
  const tree: KdTree = {
    order,
    x,
    y,
    begin: new Uint32Array(nodes),
    end: new Uint32Array(nodes),
    box: new Float64Array(4 * nodes),
    firstLeaf,
  };
  tree.end[1] = n;
  for (let node = 1; node < nodes; node++) {
    const begin = tree.begin[node]!;
    const end = tree.end[node]!;
    const [minX, minY, maxX, maxY] = boxOf(tree, begin, end);
    tree.box.set([minX, minY, maxX, maxY], 4 * node);
    if (node >= firstLeaf) continue;
    const half = (begin + end) >> 1;
    if (begin < end) select(tree, maxX - minX >= maxY - minY ? x : y, half, begin, end - 1);
    tree.begin[2 * node] = begin;
    tree.end[2 * node] = half;
    tree.begin[2 * node + 1] = half;
    tree.end[2 * node + 1] = end;
  }
  return tree;
}

function boxOf(tree: KdTree, begin: number, end: number): [number, number, number, number] {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = begin; i < end; i++) {
    minX = Math.min(minX, tree.x[i]!);
    maxX = Math.max(maxX, tree.x[i]!);
    minY = Math.min(minY, tree.y[i]!);
    maxY = Math.max(maxY, tree.y[i]!);
  }
  return [minX, minY, maxX, maxY];
}

/** Quickselect (Hoare 1961): afterwards position k holds what sorting by `key` would put there. */
function select(tree: KdTree, key: Float64Array, k: number, from: number, to: number) {
  let left = from;
  let right = to;
  while (right > left) {
    const pivot = key[(left + right) >> 1]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (key[i]! < pivot) i++;
      while (key[j]! > pivot) j--;
      if (i <= j) swap(tree, i++, j--);
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
}

function swap({ x, y, order }: KdTree, i: number, j: number) {
  for (const column of [x, y, order]) {
    const kept = column[i]!;
    column[i] = column[j]!;
    column[j] = kept;
  }
}

/** Squared distance from a point to a node's box; 0 inside. */
export function boxDistance2(tree: KdTree, node: number, x: number, y: number): number {
  const dx = Math.max(tree.box[4 * node]! - x, 0, x - tree.box[4 * node + 2]!);
  const dy = Math.max(tree.box[4 * node + 1]! - y, 0, y - tree.box[4 * node + 3]!);
  return dx * dx + dy * dy;
}

/**
 * Distance from each tree position to its k-th nearest point, the point itself counted first (k = 1
 * gives 0). k must not exceed the number of points.
 */
export function coreDistances(tree: KdTree, k: number, tick?: (fraction: number) => void) {
  const n = tree.x.length;
  const out = new Float64Array(n);
  const nearest = new Float64Array(k);
  const visit = (node: number, x: number, y: number) => {
    if (boxDistance2(tree, node, x, y) >= nearest[k - 1]!) return;
    if (node >= tree.firstLeaf) {
      for (let j = tree.begin[node]!; j < tree.end[node]!; j++) {
        const d2 = (tree.x[j]! - x) ** 2 + (tree.y[j]! - y) ** 2;
        if (d2 < nearest[k - 1]!) insert(nearest, d2);
      }
      return;
    }
    const left = 2 * node;
    const leftFirst = boxDistance2(tree, left, x, y) <= boxDistance2(tree, left + 1, x, y);
    visit(leftFirst ? left : left + 1, x, y);
    visit(leftFirst ? left + 1 : left, x, y);
  };
  for (let i = 0; i < n; i++) {
    if (i % 4096 === 0) tick?.(i / n);
    nearest.fill(Number.POSITIVE_INFINITY);
    visit(1, tree.x[i]!, tree.y[i]!);
    out[i] = Math.sqrt(nearest[k - 1]!);
  }
  return out;
}

/** Puts a value into a sorted list and drops the greatest. */
function insert(sorted: Float64Array, value: number) {
  let at = sorted.length - 1;
  while (at > 0 && sorted[at - 1]! > value) {
    sorted[at] = sorted[at - 1]!;
    at--;
  }
  sorted[at] = value;
}

/** Calls `found` with each tree position within a distance of a place, the limit included. */
export function withinDistance(
  tree: KdTree,
  x: number,
  y: number,
  distance: number,
  found: (position: number) => void,
) {
  const visit = (node: number) => {
    if (boxDistance2(tree, node, x, y) > distance * distance) return;
    if (node < tree.firstLeaf) {
      visit(2 * node);
      visit(2 * node + 1);
      return;
    }
    for (let j = tree.begin[node]!; j < tree.end[node]!; j++) {
      if ((tree.x[j]! - x) ** 2 + (tree.y[j]! - y) ** 2 <= distance * distance) found(j);
    }
  };
  visit(1);
}
