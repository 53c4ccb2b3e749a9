import { hdbscan } from '../../../server/domain/analysis/clusters/hdbscan.ts';
import { clustered, first, type Points } from './points.ts';
import { say, timed } from './say.ts';

/** HDBSCAN beside Prim over all pairs. */
export function benchHdbscan() {
  const points = clustered(100_000, 2);
  const run = (count: number) => {
    const part = first(points, count);
    return hdbscan(part.x, part.y, { minPts: 10, minClusterSize: 10 });
  };
  const large = timed(1, () => run(100_000));
  say('hdbscan 100000', large, null, { clusters: large.value.stability.length });
  const ours = timed(2, () => run(5_000));
  const prim = timed(1, () => naiveSpanningTree(first(points, 5_000)));
  say(
    'hdbscan 5000',
    ours,
    { name: 'core distances and Prim over all pairs', seconds: prim.seconds },
    {},
  );
}

/** Mutual reachability spanning tree over all pairs, its total length. */
function naiveSpanningTree({ x, y }: Points): number {
  const n = x.length;
  const row = new Float64Array(n);
  const core = Float64Array.from(x, (xi, i) => {
    for (let j = 0; j < n; j++) row[j] = Math.hypot(xi - x[j]!, y[i]! - y[j]!);
    return row.slice().sort()[9]!;
  });
  const way = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const isIn = new Uint8Array(n);
  let total = 0;
  let at = 0;
  for (let k = 1; k < n; k++) {
    isIn[at] = 1;
    let next = -1;
    for (let j = 0; j < n; j++) {
      if (isIn[j] === 1) continue;
      const d = Math.max(core[at]!, core[j]!, Math.hypot(x[at]! - x[j]!, y[at]! - y[j]!));
      if (d < way[j]!) way[j] = d;
      if (next === -1 || way[j]! < way[next]!) next = j;
    }
    total += way[next]!;
    at = next;
  }
  return total;
}
