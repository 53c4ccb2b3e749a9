/** Points in square buckets: the items of bucket b are items[starts[b]] to items[starts[b + 1] - 1]. */
export interface PointIndex {
  minX: number;
  minY: number;
  sizeM: number;
  columns: number;
  rows: number;
  starts: Int32Array;
  items: Int32Array;
}

/** Indexes points by buckets of about `sizeM`, larger where the extent would need more than four buckets a point. */
export function indexPoints(xs: Float64Array, ys: Float64Array, sizeM: number): PointIndex {
  const n = xs.length;
  let [minX, maxX, minY, maxY] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    minX = i === 0 ? xs[i]! : Math.min(minX, xs[i]!);
    maxX = i === 0 ? xs[i]! : Math.max(maxX, xs[i]!);
    minY = i === 0 ? ys[i]! : Math.min(minY, ys[i]!);
    maxY = i === 0 ? ys[i]! : Math.max(maxY, ys[i]!);
  }
  const size = Math.max(sizeM, Math.sqrt(((maxX - minX) * (maxY - minY)) / (4 * n + 1)));
  const columns = Math.floor((maxX - minX) / size) + 1;
  const rows = Math.floor((maxY - minY) / size) + 1;
  const bucket = (i: number) =>
    Math.floor((ys[i]! - minY) / size) * columns + Math.floor((xs[i]! - minX) / size);
  const starts = new Int32Array(columns * rows + 1);
  for (let i = 0; i < n; i++) starts[bucket(i) + 1]!++;
  for (let b = 0; b < columns * rows; b++) starts[b + 1]! += starts[b]!;
  const next = starts.slice();
  const items = new Int32Array(n);
  for (let i = 0; i < n; i++) items[next[bucket(i)]!++] = i;
  return { minX, minY, sizeM: size, columns, rows, starts, items };
}

/** Calls `visit` with every point whose bucket meets the box; the caller decides on the exact distance. */
export function visitBox(
  index: PointIndex,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  visit: (item: number) => void,
): void {
  const { minX, minY, sizeM, columns, rows, starts, items } = index;
  const c1 = Math.max(0, Math.floor((x1 - minX) / sizeM));
  const c2 = Math.min(columns - 1, Math.floor((x2 - minX) / sizeM));
  const r1 = Math.max(0, Math.floor((y1 - minY) / sizeM));
  const r2 = Math.min(rows - 1, Math.floor((y2 - minY) / sizeM));
  for (let row = r1; row <= r2; row++) {
    const from = starts[row * columns + c1] ?? 0;
    const to = c2 < c1 ? from : starts[row * columns + c2 + 1]!;
    for (let k = from; k < to; k++) visit(items[k]!);
  }
}
