import { clustersDbscan, featureCollection, point } from '@turf/turf';
import pg from 'pg';
import { dbscan } from '../../../server/domain/analysis/clusters/dbscan.ts';
import { toGlobe } from '../../../server/domain/analysis/input/projection.ts';
import { clustered, first, type Points } from './points.ts';
import { round, say, timed } from './say.ts';

const EPS = 250;
const MIN_PTS = 10;

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

/** DBSCAN beside PostGIS, all pairs and turf. */
export async function benchDbscan() {
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
