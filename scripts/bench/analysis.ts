import { clustersDbscan, featureCollection, point } from '@turf/turf';
import pg from 'pg';
import { dbscan } from '../../server/domain/analysis/clusters/dbscan.ts';
import { hdbscan } from '../../server/domain/analysis/clusters/hdbscan.ts';
import { kdeExact, kdeFast } from '../../server/domain/analysis/density/kde.ts';
import { spaceTimeGi } from '../../server/domain/analysis/emerging/space-time-gi.ts';
import { adjustP } from '../../server/domain/analysis/hotspot/adjust.ts';
import { giStar } from '../../server/domain/analysis/hotspot/gi-star.ts';
import { h3CellsIn, h3Links } from '../../server/domain/analysis/hotspot/h3-lattice.ts';
import { squareLinks, squaresOver } from '../../server/domain/analysis/hotspot/square-lattice.ts';
import { toGlobe } from '../../server/domain/analysis/input/projection.ts';
import { twoSidedP } from '../../server/domain/analysis/numerics/normal.ts';
import { gaussian, seededRandom } from '../../server/domain/analysis/numerics/random.ts';

const EPS = 250;
const MIN_PTS = 10;

interface Points {
  x: Float64Array;
  y: Float64Array;
}

/** 80 % in Gaussian clusters of sd 400 m, 20 % uniform, so that 250 m hold 21 points on average. */
function clustered(count: number, seed: number): Points {
  const random = seededRandom(seed);
  const side = 560_000 * Math.sqrt(count / 1e6);
  const centres = Array.from({ length: Math.ceil((count * 0.8) / 258) }, () => ({
    x: random() * side,
    y: random() * side,
  }));
  const points = { x: new Float64Array(count), y: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const isClustered = random() < 0.8;
    const centre = centres[Math.floor(random() * centres.length)]!;
    points.x[i] = isClustered ? centre.x + 400 * gaussian(random) : random() * side;
    points.y[i] = isClustered ? centre.y + 400 * gaussian(random) : random() * side;
  }
  return points;
}

/** Seconds of the fastest of a few runs, by the clock and of processor, and what it gave. */
function timed<T>(runs: number, work: () => T) {
  let [seconds, cpuSeconds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let value!: T;
  for (let k = 0; k < runs; k++) {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    value = work();
    const { user, system } = process.cpuUsage(used);
    seconds = Math.min(seconds, (performance.now() - begin) / 1000);
    cpuSeconds = Math.min(cpuSeconds, (user + system) / 1e6);
  }
  return { seconds, cpuSeconds, value };
}

const round = (value: number) => Number(value.toPrecision(4));

function say(
  measure: string,
  ours: { seconds: number; cpuSeconds: number },
  reference: { name: string; seconds: number } | null,
  more: object,
) {
  const beside =
    reference === null
      ? {}
      : {
          reference: reference.name,
          referenceSeconds: round(reference.seconds),
          timesFaster: round(reference.seconds / ours.seconds),
        };
  process.stdout.write(
    `${JSON.stringify({ bench: 'analysis', measure, seconds: round(ours.seconds), cpuSeconds: round(ours.cpuSeconds), ...beside, ...more })}\n`,
  );
}

/** The first `count` points: the same places, thinner. */
const first = ({ x, y }: Points, count: number): Points => ({
  x: x.subarray(0, count),
  y: y.subarray(0, count),
});

/** All pairs, breadth first: DBSCAN as it is defined. */
function naiveDbscan({ x, y }: Points): Int32Array {
  const n = x.length;
  const near = (i: number) => {
    const found: number[] = [];
    for (let j = 0; j < n; j++) {
      if ((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 <= EPS * EPS) found.push(j);
    }
    return found;
  };
  const cluster = new Int32Array(n);
  let clusters = 0;
  for (let i = 0; i < n; i++) {
    if (cluster[i] !== 0 || near(i).length < MIN_PTS) continue;
    clusters++;
    const queue = [i];
    cluster[i] = clusters;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const reached = near(at);
      if (reached.length < MIN_PTS) continue;
      for (const j of reached) {
        if (cluster[j] !== 0) continue;
        cluster[j] = clusters;
        queue.push(j);
      }
    }
  }
  return cluster;
}

async function benchDbscan() {
  const million = clustered(1_000_000, 1);
  const run = (points: Points) =>
    dbscan({ ...points, t: null }, { eps: EPS, minPts: MIN_PTS, ties: 'first' });
  for (const count of [100_000, 1_000_000]) {
    const points = count === 1_000_000 ? million : clustered(count, 1);
    const ours = timed(3, () => run(points));
    const reference = await postgisDbscan(points);
    say(`dbscan ${count}`, ours, reference, {
      clusters: ours.value.clusters,
      neighbours: round(meanNeighbours(points)),
      goalSeconds: count === 1_000_000 ? 1.75 : undefined,
    });
  }
  const sample = clustered(20_000, 1);
  const ours = timed(3, () => run(sample));
  const naive = timed(1, () => naiveDbscan(sample));
  const agree = naive.value.every((cluster, i) => cluster === ours.value.cluster[i]);
  say('dbscan 20000', ours, { name: 'all pairs', seconds: naive.seconds }, { agree });
  const few = first(sample, 5_000);
  const small = timed(3, () => run(few));
  const onGlobe = featureCollection(
    Array.from(few.x, (x, i) => {
      const place = toGlobe({ origin: { lng: 119, lat: 28 } }, { x, y: few.y[i]! });
      return point([place.lng, place.lat]);
    }),
  );
  const turf = timed(1, () => clustersDbscan(onGlobe, EPS / 1000, { minPoints: MIN_PTS }));
  say('dbscan 5000', small, { name: 'turf clustersDbscan', seconds: turf.seconds }, {});
}

/** Neighbours within eps of a sample of the points, themselves counted. */
function meanNeighbours({ x, y }: Points): number {
  let total = 0;
  const step = Math.ceil(x.length / 200);
  let asked = 0;
  for (let i = 0; i < x.length; i += step, asked++) {
    for (let j = 0; j < x.length; j++) {
      if ((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2 <= EPS * EPS) total++;
    }
  }
  return total / asked;
}

/** ST_ClusterDBSCAN on the same points, when DATABASE_URL names a database with PostGIS. */
async function postgisDbscan({ x, y }: Points) {
  if (process.env.DATABASE_URL === undefined) return null;
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query('create extension if not exists postgis');
  await client.query('create temp table bench_points (geom geometry(point))');
  for (let begin = 0; begin < x.length; begin += 100_000) {
    await client.query(
      'insert into bench_points select st_makepoint(a, b) from unnest($1::float8[], $2::float8[]) as p(a, b)',
      [
        Array.from(x.subarray(begin, begin + 100_000)),
        Array.from(y.subarray(begin, begin + 100_000)),
      ],
    );
  }
  await client.query('analyze bench_points');
  const begin = performance.now();
  await client.query(
    `select count(distinct c) from (select st_clusterdbscan(geom, ${EPS}, ${MIN_PTS}) over () as c from bench_points) q`,
  );
  const seconds = (performance.now() - begin) / 1000;
  await client.end();
  return { name: 'PostGIS ST_ClusterDBSCAN', seconds };
}

function benchHdbscan() {
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

function benchGiStar() {
  const random = seededRandom(3);
  const draw = (count: number) =>
    Float64Array.from({ length: count }, () => Math.floor(-Math.log(1 - random()) * 4));
  const lattices = {
    squares: () =>
      squareLinks(squaresOver({ minX: 0, minY: 0, maxX: 399.5, maxY: 249.5 }, 1), 1, 'queen'),
    H3: () => h3Links(h3, 1),
  };
  const h3 = h3CellsIn(
    {
      type: 'Polygon',
      coordinates: [
        [
          [119, 28],
          [120, 28],
          [120, 29.05],
          [119, 29.05],
          [119, 28],
        ],
      ],
    },
    9,
  );
  for (const [name, build] of Object.entries(lattices)) {
    const values = draw(build().offset.length - 1);
    const ours = timed(3, () => {
      const z = giStar(values, build());
      return { z, q: adjustP(z.map(twoSidedP), 'bh') };
    });
    const part = 4_000;
    const naive = timed(1, () => naiveGiStar(values, 400, part));
    const worst =
      name === 'squares'
        ? naive.value.reduce((most, z, i) => Math.max(most, Math.abs(z - ours.value.z[i]!)), 0)
        : undefined;
    say(
      `gi-star + BH with links, ${values.length} ${name}`,
      ours,
      {
        name: `all pairs, time of ${part} cells carried over`,
        seconds: (naive.seconds * values.length) / part,
      },
      { goalSeconds: 1.5, largestDifference: worst },
    );
  }
}

/** Gi* of the first cells of a grid of squares with a dense row of weights each, as it is written. */
function naiveGiStar(values: Float64Array, cols: number, cells: number): Float64Array {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const s = Math.sqrt(values.reduce((a, v) => a + (v - mean) ** 2, 0) / n);
  return Float64Array.from({ length: cells }, (_, i) => {
    let sum = 0;
    let w1 = 0;
    let w2 = 0;
    for (let j = 0; j < n; j++) {
      const isNear =
        Math.abs((i % cols) - (j % cols)) <= 1 &&
        Math.abs(Math.floor(i / cols) - Math.floor(j / cols)) <= 1;
      const w = isNear ? 1 : 0;
      sum += w * values[j]!;
      w1 += w;
      w2 += w * w;
    }
    return (sum - mean * w1) / (s * Math.sqrt((n * w2 - w1 * w1) / (n - 1)));
  });
}

function benchEmerging() {
  const links = squareLinks(
    squaresOver({ minX: 0, minY: 0, maxX: 99.5, maxY: 99.5 }, 1),
    1,
    'queen',
  );
  const random = seededRandom(4);
  const values = Float64Array.from({ length: 10_000 * 52 }, () => Math.floor(random() * 6));
  const ours = timed(2, () => spaceTimeGi(values, 52, links, { lagSteps: 1, window: 'cube' }));
  say('space-time gi, 10000 cells x 52 steps', ours, null, {});
}

function benchKde() {
  const side = 30_000;
  const random = seededRandom(5);
  const centres = Array.from({ length: 300 }, () => ({ x: random() * side, y: random() * side }));
  const points = { x: new Float64Array(100_000), y: new Float64Array(100_000), weight: null };
  for (let i = 0; i < 100_000; i++) {
    const centre = centres[Math.floor(random() * 300)]!;
    const isClustered = random() < 0.8;
    points.x[i] = isClustered ? centre.x + 400 * gaussian(random) : random() * side;
    points.y[i] = isClustered ? centre.y + 400 * gaussian(random) : random() * side;
  }
  const raster = { x0: 0, y0: 0, cellM: side / 512, cols: 512, rows: 512 };
  for (const [kernel, h] of [
    ['gaussian', 500],
    ['quartic', 1500],
  ] as const) {
    const ours = timed(3, () => kdeFast(points, raster, kernel, h));
    const exact = timed(1, () => kdeExact(points, raster, kernel, h));
    const peak = exact.value.reduce((a, b) => Math.max(a, b), 0);
    const worst = exact.value.reduce(
      (most, v, i) => Math.max(most, Math.abs(v - ours.value[i]!)),
      0,
    );
    say(
      `kde ${kernel}, 100000 points on 512 x 512`,
      ours,
      { name: 'exact sum', seconds: exact.seconds },
      {
        goalSeconds: 1,
        largestErrorOfPeak: round(worst / peak),
      },
    );
  }
}

/** Clusters, Gi*, cubes and density, each beside a reference in the same run. */
export default async function bench(): Promise<void> {
  await benchDbscan();
  benchHdbscan();
  benchGiStar();
  benchEmerging();
  benchKde();
}
