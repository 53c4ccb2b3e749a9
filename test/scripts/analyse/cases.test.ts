import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type InputFiles, readInput } from '../../../scripts/analyse/read-input.ts';
import { toJson } from '../../../server/domain/analysis/formats.ts';
import { toGeoParquet } from '../../../server/domain/analysis/geoparquet.ts';
import { methodNamed } from '../../../server/domain/analysis/methods.ts';
import { runStudy } from '../../../server/domain/analysis/study.ts';

/** A method over files of `test/cases`, as the command gives its result. */
async function analyse(
  method: string,
  input: string,
  parameters: Record<string, unknown> = {},
  files: Partial<InputFiles> = {},
) {
  const notes: never[] = [];
  const paths = { columns: {}, ...files, in: `test/cases/${input}` };
  if (files.area) paths.area = `test/cases/${files.area}`;
  const read = await readInput(methodNamed(method), paths, notes);
  const study = runStudy(read, { method, parameters });
  const { notes: said, rows, summary } = toJson({ ...study, notes: [...notes, ...study.notes] });
  return { notes: said.join(' '), rows, summary };
}

const DBSCAN = { epsM: 150, minPts: 3 };

describe('days written as eight digits are those days', () => {
  const both = async (method: string, parameters = {}) =>
    Promise.all(
      ['iso', 'compact'].map((name) =>
        analyse(method, `yyyymmdd-time/${name}.csv`, { ...parameters }),
      ),
    );
  test.each([
    ['st-dbscan', { epsM: 100, epsDays: 1, minPts: 2 }],
    ['knox', { permutations: 9 }],
    ['scan', { replicates: 9 }],
  ])('%s', async (method, parameters) => {
    const [iso, compact] = await both(method, parameters);
    expect(compact!.rows).toEqual(iso!.rows);
    expect(compact!.summary).toEqual(iso!.summary);
    expect(compact!.notes).toContain('yyyymmdd');
    if (method === 'st-dbscan') expect(iso!.summary).toMatchObject({ clusters: 1, core: 6 });
  });
});

test.each([
  'iso',
  'slash',
  'yyyy-m',
  'zh',
  'month-name',
])('periods labelled as in %s.csv have one trend', async (name) => {
  const { rows, summary } = await analyse('emerging', `period-labels/${name}.csv`, {
    bandM: 150,
    window: 'step',
  });
  expect(summary).toMatchObject({ steps: 12, firstStep: '2024-01-01T00:00:00.000Z' });
  expect(rows[0]).toMatchObject({ id: 'c0', trendS: 66 });
  expect(rows[0]!.trendZ).toBeCloseTo(4.457, 3);
});

test.each([
  ['degrees', 'null-island/without.csv', { epsM: 200, minPts: 3 }],
  ['metres of a plane', 'planar-parquet-crs/points.csv', { epsM: 100, minPts: 3 }],
])('a result in %s written as GeoParquet is an input again, and gives the same', async (_, input, parameters) => {
  const read = await readInput(methodNamed('dbscan'), { columns: {}, in: `test/cases/${input}` });
  const first = runStudy(read, { method: 'dbscan', parameters });
  const file = join(folder, 'result.parquet');
  writeFileSync(file, new Uint8Array(toGeoParquet(first.table)));
  const notes: string[] = [];
  const again = await readInput(methodNamed('dbscan'), { columns: {}, in: file }, notes);
  expect(runStudy(again, { method: 'dbscan', parameters }).table).toEqual(first.table);
  expect(notes.join()).toBe(
    input.startsWith('planar')
      ? `${file}: its coordinate system is not known, so its places are taken for metres of a plane`
      : '',
  );
});

test('a row far from all others is noise and named, and changes no other', async () => {
  const parameters = { epsM: 200, minPts: 3 };
  const without = await analyse('dbscan', 'null-island/without.csv', parameters);
  const beside = await analyse('dbscan', 'null-island/with.csv', parameters);
  expect(without.summary).toMatchObject({ incidents: 12, clusters: 1, noise: 0 });
  expect(beside.summary).toMatchObject({ incidents: 13, clusters: 1, noise: 1 });
  expect(beside.notes).toContain('Far from all others: bad');
  const roles = ({ rows }: typeof without) =>
    rows.filter(({ id }) => id !== 'bad').map(({ id, cluster, role }) => [id, cluster, role]);
  expect(roles(beside)).toEqual(roles(without));
});

test('methods that lay cells leave it out', async () => {
  const hot = await analyse('gi-star', 'null-island/spread.csv');
  expect(hot.summary.incidents).toBe(12);
  expect(hot.notes).toContain('left out: bad');
  const { summary } = await analyse('kde', 'null-island/spread.csv');
  expect(summary.bandwidthM).toBeLessThan(1_000);
});

test.each([
  ['overlapping-area/points.csv', 'overlapping-area/one.geojson', 40],
  ['overlapping-area/points.csv', 'overlapping-area/two-precincts.geojson', 40],
  ['nested-areas/points.csv', 'nested-areas/district-and-grids.geojson', 40],
])('of %s, %s holds %i: several polygons are their union', async (input, area, inside) => {
  const { summary } = await analyse('dbscan', input, DBSCAN, { area });
  expect(summary.incidents).toBe(inside);
});

test('an area is closed: its four sides and corners are inside alike', async () => {
  const { summary } = await analyse(
    'dbscan',
    'area-border/points.csv',
    { epsM: 60, minPts: 2 },
    { area: 'area-border/bbox.geojson' },
  );
  expect(summary.incidents).toBe(10);
});

test('an area that holds none of the incidents is refused', async () => {
  await expect(
    analyse('dbscan', 'null-island/without.csv', DBSCAN, { area: 'area-elsewhere/area.geojson' }),
  ).rejects.toMatchObject({ code: 'outside-area' });
});

test('areas that touch in a T are neighbours', async () => {
  const { rows } = await analyse('gi-star', 't-junction-neighbours/lattice.geojson');
  expect(rows.map(({ neighbours }) => neighbours)).toEqual([3, 4, 6, 4, 3, 5, 3]);
});

test('an island is said, and counts by itself', async () => {
  const { notes, rows } = await analyse('gi-star', 'gistar-island/lattice.geojson');
  expect(notes).toContain('1 cells have no neighbour');
  expect(rows.find(({ id }) => id === 'island')).toMatchObject({ neighbours: 0, spot: 'hot' });
});

test('a weight below 0 is refused by its row', async () => {
  await expect(
    analyse('kde', 'negative-weight/points.csv', { bandwidthM: 20, cellM: 10 }),
  ).rejects.toThrow('row 8: weight is "-3"');
});

test('an empty value is unknown: no figure there, the others as without it', async () => {
  const { notes, rows } = await analyse('gi-star', 'empty-value/lattice.geojson');
  expect(rows.filter(({ value }) => value === null).map(({ id, z }) => [id, z])).toEqual([
    ['c4', null],
    ['c7', null],
  ]);
  expect(rows.filter(({ z }) => typeof z === 'number')).toHaveLength(8);
  expect(notes).toContain('2 cells have no known value');
});

test.each([
  ['two-piles', 2, ''],
  ['pile-and-spread', 2, ''],
  ['one-pile', 1, ''],
])('piles in one place: %s has %i clusters', async (name, clusters, says) => {
  const { notes, summary } = await analyse('hdbscan', `hdbscan-pile/${name}.csv`, { minPts: 5 });
  expect(summary.clusters).toBe(clusters);
  expect(notes).toContain(says);
});

test('a series that never varies is refused where all are such, and has no trend beside others', async () => {
  const parameters = { bandM: 150, window: 'step' };
  await expect(
    analyse('emerging', 'constant-series/all-constant.csv', parameters),
  ).rejects.toMatchObject({ code: 'no-variation' });
  const { rows } = await analyse('emerging', 'constant-series/one-constant.csv', parameters);
  expect(rows).toHaveLength(9);
  for (const { trendZ } of rows) expect(Number.isFinite(trendZ ?? 0)).toBe(true);
});

test.each([
  ['cross', 1, { core: 1, border: 4 }],
  ['dup', 10, { core: 4, noise: 1 }],
])('the border of a cluster of %s.csv at %i m: copies count, the distance itself is near', async (name, epsM, counts) => {
  const minPts = name === 'cross' ? 5 : 4;
  const { summary } = await analyse('dbscan', `dbscan-border/${name}.csv`, { epsM, minPts });
  expect(summary).toMatchObject({ clusters: 1, ...counts });
});

const folder = mkdtempSync(join(tmpdir(), 'analyse-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** DBSCAN of three places 100 m apart and what else is written, with any header. */
async function clustersOf(header: string, ...lines: string[]) {
  const file = join(folder, 'points.csv');
  writeFileSync(file, [header, ...lines].join('\n'));
  const notes: never[] = [];
  const read = await readInput(methodNamed('dbscan'), { in: file, columns: {} }, notes);
  const study = runStudy(read, { method: 'dbscan', parameters: DBSCAN });
  return toJson({ ...study, notes: [...notes, ...study.notes] });
}
const THREE = ['a,121.4,28.6,2026-11-03', 'b,121.401,28.6,2026-11-03', 'c,121.402,28.6,2026-11-03'];

test.each([
  ['d,,,2026-11-03', '1 rows were left out: position is missing, first row 4'],
  ['d,121.403,NULL,2026-11-03', '1 rows were left out: position is missing, first row 4'],
  ['d,121.4,28.6,', '1 rows were left out: time is missing, first row 4'],
])('a row that lacks a place or a moment (%s) is left out and said', async (row, says) => {
  const { notes, summary } = await clustersOf('id,lng,lat,time', ...THREE, row);
  expect(summary).toMatchObject({ incidents: 3, clusters: 1 });
  expect(notes.join()).toContain(says);
});

test('headers are known in Chinese, and a day and a time may stand in columns of their own', async () => {
  const rows = THREE.map((line) => `${line},8:05`);
  const { rows: read, summary } = await clustersOf('事件编号,经度,纬度,日期,时间', ...rows);
  expect(summary).toMatchObject({ incidents: 3, clusters: 1 });
  expect(read.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['x_km', 'y_km', 0.001],
  ['x (ft)', 'y (ft)', 1 / 0.3048],
  ['Easting', 'Northing', 1],
])('planar coordinates under %s are in the unit that it says', async (x, y, perMetre) => {
  const metres = [0, 100, 200, 1_000].map((m, i) => `${i},${m * perMetre},0`);
  const { rows, summary } = await clustersOf(`id,${x},${y}`, ...metres);
  expect(summary).toMatchObject({ clusters: 1, noise: 1 });
  expect(rows[3]!.x).toBeCloseTo(1_000, 9);
});
