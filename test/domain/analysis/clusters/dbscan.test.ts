import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dbscan } from '../../../../server/domain/analysis/clusters/dbscan.ts';
import { seededRandom, shuffle } from '../../../../server/domain/analysis/numerics/random.ts';
import { clusteredPoints } from '../support.ts';

interface Point {
  x: number;
  y: number;
  t?: number;
}

const columns = (points: readonly Point[]) => ({
  x: points.map((p) => p.x),
  y: points.map((p) => p.y),
  t: points[0]?.t === undefined ? null : points.map((p) => p.t ?? 0),
});

/** DBSCAN by its definition: all pairs, breadth first. */
function byDefinition(points: readonly Point[], eps: number, minPts: number, timeEps = Infinity) {
  const near = points.map((p) =>
    points.flatMap((q, j) =>
      (p.x - q.x) ** 2 + (p.y - q.y) ** 2 <= eps * eps &&
      Math.abs((p.t ?? 0) - (q.t ?? 0)) <= timeEps
        ? [j]
        : [],
    ),
  );
  const isCore = near.map((list) => list.length >= minPts);
  const cluster = points.map(() => 0);
  let clusters = 0;
  for (let i = 0; i < points.length; i++) {
    if (!isCore[i] || cluster[i] !== 0) continue;
    clusters++;
    const queue = [i];
    cluster[i] = clusters;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (!isCore[at]) continue;
      for (const j of near[at]!) {
        if (cluster[j] !== 0) continue;
        cluster[j] = clusters;
        queue.push(j);
      }
    }
  }
  const reached = near.map((list) => new Set(list.filter((j) => isCore[j]).map((j) => cluster[j])));
  return {
    cluster,
    isCore,
    ambiguous: reached.map((set, i) => (!isCore[i] && set.size > 1 ? 1 : 0)),
  };
}

/** Which rows lie together, whatever the numbers. */
const partition = (cluster: ArrayLike<number>) => {
  const first = new Map<number, number>();
  return Array.from(cluster, (c, i) => {
    if (c === 0) return -1;
    if (!first.has(c)) first.set(c, i);
    return first.get(c);
  });
};

const latticePoints = fc.array(
  fc.record({
    x: fc.integer({ min: -30, max: 30 }),
    y: fc.integer({ min: -30, max: 30 }),
    t: fc.integer({ min: 0, max: 20 }),
  }),
  { minLength: 1, maxLength: 120 },
);

describe('dbscan', () => {
  it('counts the point itself and takes a distance of exactly eps', () => {
    const pair = columns([
      { x: 0, y: 0 },
      { x: 3, y: 4 },
    ]);
    expect(Array.from(dbscan(pair, { eps: 5, minPts: 2 }).cluster)).toEqual([1, 1]);
    expect(Array.from(dbscan(pair, { eps: 4.999, minPts: 2 }).cluster)).toEqual([0, 0]);
  });

  it('flags a border point between two clusters and gives it to the nearer core point', () => {
    const left = [-3, -2, -1, 0].map((x) => ({ x, y: 0 }));
    const right = [9, 10, 11, 12].map((x) => ({ x, y: 0 }));
    const points = columns([...left, ...right, { x: 4.6, y: 0 }]);
    const nearest = dbscan(points, { eps: 4.8, minPts: 4 });
    expect(nearest.clusters).toBe(2);
    expect(nearest.role[8]).toBe(1);
    expect(nearest.ambiguous[8]).toBe(1);
    expect(nearest.cluster[8]).toBe(2);
    expect(dbscan(points, { eps: 4.8, minPts: 4, ties: 'first' }).cluster[8]).toBe(1);
  });

  it('is the definition, pair by pair, on points with many ties', () => {
    fc.assert(
      fc.property(
        latticePoints,
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 7 }),
        (points, eps, minPts) => {
          const expected = byDefinition(points, eps, minPts);
          const found = dbscan({ ...columns(points), t: null }, { eps, minPts, ties: 'first' });
          expect(Array.from(found.cluster)).toEqual(expected.cluster);
          expect(Array.from(found.ambiguous)).toEqual(expected.ambiguous);
          expect(expected.isCore).toEqual(Array.from(found.role, (role) => role === 2));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('with a time radius is the definition of ST-DBSCAN', () => {
    fc.assert(
      fc.property(
        latticePoints,
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 6 }),
        (points, eps, timeEps) => {
          const expected = byDefinition(points, eps, 3, timeEps);
          const found = dbscan(columns(points), { eps, timeEps, minPts: 3, ties: 'first' });
          expect(Array.from(found.cluster)).toEqual(expected.cluster);
          expect(Array.from(found.ambiguous)).toEqual(expected.ambiguous);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of the input, ties included', () => {
    fc.assert(
      fc.property(latticePoints, fc.integer({ min: 0, max: 1e6 }), (points, seed) => {
        const order = shuffle(
          Array.from(points, (_, i) => i),
          seededRandom(seed),
        );
        const found = dbscan({ ...columns(points), t: null }, { eps: 8, minPts: 4 });
        const shuffled = dbscan(
          { ...columns(order.map((i) => points[i]!)), t: null },
          { eps: 8, minPts: 4 },
        );
        const back = points.map((_, i) => shuffled.cluster[order.indexOf(i)]!);
        expect(partition(back)).toEqual(partition(found.cluster));
      }),
    );
  });

  it('is unchanged by moving, turning by a right angle and scaling', () => {
    const points = clusteredPoints(2000, 3);
    const found = dbscan(columns(points), { eps: 120, minPts: 8 });
    const moved = points.map((p) => ({ x: (4e5 - p.y) * 2, y: (3e6 + p.x) * 2 }));
    expect(found.clusters).toBeGreaterThan(1);
    expect(Array.from(dbscan(columns(moved), { eps: 240, minPts: 8 }).cluster)).toEqual(
      Array.from(found.cluster),
    );
  });

  it('takes a hundred thousand points of one place without comparing them all', () => {
    const place = { x: new Float64Array(100_000), y: new Float64Array(100_000), t: null };
    const found = dbscan(place, { eps: 1, minPts: 5 });
    expect(found.clusters).toBe(1);
    expect(found.role.every((role) => role === 2)).toBe(true);
  });

  it('refuses a radius that is nothing beside the extent', () => {
    expect(() =>
      dbscan({ x: [0, 1e7], y: [0, 0], t: null }, { eps: 1e-6, minPts: 2 }),
    ).toThrowError(expect.objectContaining({ code: 'parameter-invalid' }));
  });
});
