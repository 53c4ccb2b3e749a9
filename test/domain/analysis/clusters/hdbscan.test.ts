import { describe, expect, it } from 'vitest';
import { hdbscan } from '../../../../server/domain/analysis/clusters/hdbscan.ts';
import { hdbscanMethod } from '../../../../server/domain/analysis/clusters/methods.ts';
import { mutualReachabilityTree } from '../../../../server/domain/analysis/clusters/spanning-tree.ts';
import { runMethod } from '../../../../server/domain/analysis/method.ts';
import { buildKdTree, coreDistances } from '../../../../server/domain/analysis/numerics/kd-tree.ts';
import { seededRandom, shuffle } from '../../../../server/domain/analysis/numerics/random.ts';
import { clusteredPoints, incidentsAt } from '../support.ts';

const xs = (points: readonly { x: number }[]) => points.map((p) => p.x);
const ys = (points: readonly { y: number }[]) => points.map((p) => p.y);

/** Same rows together, whatever the numbers. */
const partition = (cluster: ArrayLike<number>) => {
  const first = new Map<number, number>();
  return Array.from(cluster, (c, i) => {
    if (c === 0) return -1;
    if (!first.has(c)) first.set(c, i);
    return first.get(c);
  });
};

describe('core distances and the spanning tree', () => {
  const points = [...clusteredPoints(300, 11), ...clusteredPoints(40, 11)];
  const kd = buildKdTree(xs(points), ys(points));
  const core = coreDistances(kd, 5);
  const distance = (i: number, j: number) => Math.hypot(kd.x[i]! - kd.x[j]!, kd.y[i]! - kd.y[j]!);

  it('core distances are those of a full sort, duplicates included', () => {
    for (let i = 0; i < points.length; i++) {
      const all = points.map((_, j) => distance(i, j)).sort((a, b) => a - b);
      expect(core[i]).toBeCloseTo(all[4]!, 9);
    }
  });

  it('the tree is as short as that of Prim over all pairs', () => {
    const reach = (i: number, j: number) => Math.max(core[i]!, core[j]!, distance(i, j));
    const rest = new Set(points.map((_, i) => i).slice(1));
    const way = points.map((_, i) => reach(0, i));
    let total = 0;
    while (rest.size > 0) {
      const next = [...rest].reduce((a, b) => (way[b]! < way[a]! ? b : a));
      total += way[next]!;
      rest.delete(next);
      for (const j of rest) way[j] = Math.min(way[j]!, reach(next, j));
    }
    const found = mutualReachabilityTree(kd, core);
    expect(found.length.length).toBe(points.length - 1);
    expect(found.length.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 6);
  });
});

describe('hdbscan', () => {
  // Two tight triples and one far point on a line, worked by hand with minPts 2, smallest cluster 3:
  // at 8 the far point leaves the root, at 6 the triples part; below 1 nothing is left of either.
  const line = [0, 1, 2, 8, 9, 10, 18].map((x) => ({ x, y: 0 }));

  it('finds the worked example: two clusters, one point of noise', () => {
    const found = hdbscan(xs(line), ys(line), { minPts: 2, minClusterSize: 3 });
    expect(Array.from(found.cluster)).toEqual([1, 1, 1, 2, 2, 2, 0]);
    expect(found.stability).toEqual([3 * (1 - 1 / 6), 3 * (1 - 1 / 6)]);
    expect(Array.from(found.probability)).toEqual([1, 1, 1, 1, 1, 1, 0]);
    expect(found.outlier[6]).toBeCloseTo(1 - 1 / 8, 12);
    expect(found.outlier[1]).toBe(0);
    expect(Array.from(found.coreDistance)).toEqual([1, 1, 1, 1, 1, 1, 8]);
  });

  it('does not depend on the order of the input, although many distances tie', () => {
    const points = clusteredPoints(400, 5).map((p) => ({
      x: Math.round(p.x / 50) * 50,
      y: Math.round(p.y / 50) * 50,
    }));
    const options = { minPts: 6, minClusterSize: 8 };
    const found = hdbscan(xs(points), ys(points), options);
    const order = shuffle(
      Array.from(points, (_, i) => i),
      seededRandom(9),
    );
    const shuffled = order.map((i) => points[i]!);
    const again = hdbscan(xs(shuffled), ys(shuffled), options);
    const back = new Map(order.map((row, at) => [row, at]));
    expect(found.stability.length).toBeGreaterThan(1);
    expect(partition(points.map((_, i) => again.cluster[back.get(i)!]!))).toEqual(
      partition(found.cluster),
    );
    for (let i = 0; i < points.length; i++) {
      expect(again.outlier[back.get(i)!]).toBeCloseTo(found.outlier[i]!, 9);
    }
  });

  it('scores do not change with scale', () => {
    const points = clusteredPoints(500, 8);
    const options = { minPts: 5, minClusterSize: 10 };
    const found = hdbscan(xs(points), ys(points), options);
    const scaled = hdbscan(
      xs(points).map((x) => x * 1024),
      ys(points).map((y) => y * 1024),
      options,
    );
    expect(Array.from(scaled.cluster)).toEqual(Array.from(found.cluster));
    expect(Array.from(scaled.outlier)).toEqual(Array.from(found.outlier));
  });

  it('takes a pile at one place as one cluster, two piles as two', () => {
    const pile = (x: number) => Array.from({ length: 20 }, () => x);
    const options = { minPts: 5, minClusterSize: 5 };
    const one = hdbscan(pile(0), pile(0), options);
    expect([...new Set(one.cluster)]).toEqual([1]);
    expect([...new Set(one.probability)]).toEqual([1]);
    expect(one.stability).toHaveLength(1);
    expect(Number.isFinite(one.stability[0])).toBe(true);
    const two = hdbscan([...pile(0), ...pile(900)], pile(0).concat(pile(0)), options);
    expect(two.stability).toHaveLength(2);
  });

  it('says why, where nothing falls apart into two parts', () => {
    // Ten in a row: points leave one by one.
    const input = incidentsAt(Array.from({ length: 10 }, (_, i) => ({ x: i * i, y: 0 })));
    const { notes, summary } = runMethod(hdbscanMethod, input, { minPts: 6 });
    expect(summary.clusters).toBe(0);
    expect(notes).toEqual([{ code: 'noSplit', values: { minClusterSize: 6 } }]);
  });

  it('keeps stabilities finite where incidents coincide', () => {
    const points = [...Array(10).fill({ x: 0, y: 0 }), ...clusteredPoints(100, 2)];
    const found = hdbscan(xs(points), ys(points), { minPts: 5, minClusterSize: 5 });
    expect(found.stability.every(Number.isFinite)).toBe(true);
    expect(found.outlier.every((score) => score >= 0 && score <= 1)).toBe(true);
  });
});
