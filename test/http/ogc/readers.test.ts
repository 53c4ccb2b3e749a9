import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OgcApiEndpoint, resetFetchOptions, setFetchOptions } from '@camptocamp/ogc-client';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import wkx from 'wkx';
import type { App } from '../../../server/app.ts';
import { COLLECTIONS } from '../../../server/contract/ogc/collections.ts';
import { ITEM_FORMATS, type ItemFormat } from '../../../server/contract/ogc/formats.ts';
import type { Sheet } from '../../../server/domain/ogc/formats/sheet.ts';
import { WRITERS } from '../../../server/domain/ogc/formats/write.ts';
import { readMap } from '../../../server/domain/reading/maps/read-map.ts';
import { startTestApp } from '../../support/app.ts';
import {
  FORMULA,
  type StandardsWorld,
  seedStandardsWorld,
  WALK,
} from '../../support/made/standards-world.ts';
import { cornerOf, NOW, SIDE_DEG } from '../../support/made/world.ts';
import {
  hasPostgresql,
  openEmbedded,
  openPostgresql,
  type TestStore,
} from '../../support/stores/stores.ts';

const run = promisify(execFile);
const MERCATOR = 'http://www.opengis.net/def/crs/EPSG/0/3857';
const OGR2OGR = process.env.OGR2OGR_PATH;

let store: TestStore;
let app: App;
let world: StandardsWorld;
let headers: { authorization: string };
let folder: string;

beforeAll(async () => {
  store = hasPostgresql() ? await openPostgresql() : await openEmbedded();
  world = await seedStandardsWorld(store.db);
  app = await startTestApp(store.db, { now: () => NOW });
  headers = { authorization: `Bearer ${await world.keyOf('D')}` };
  folder = await mkdtemp(join(tmpdir(), 'xunji-gdal-'));
});
afterAll(async () => {
  await app?.close();
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

const collections = () => [...Object.keys(COLLECTIONS), `study-${world.studyId}`];
const ask = (path: string) => fetch(`${app.url}/ogc${path}`, { headers });
const itemsOf = async (id: string, query = ''): Promise<Feature[]> =>
  ((await (await ask(`/collections/${id}/items?limit=10000&${query}`)).json()) as FeatureCollection)
    .features;

/** All numbers of the geometries, sorted: readers may order features and begin rings otherwise. */
const numbersOf = (features: readonly Feature[]): number[] => {
  const flat = (at: unknown): number[] =>
    Array.isArray(at) ? (at as (Position | number)[]).flatMap(flat) : [at as number];
  return features
    .flatMap(({ geometry }) =>
      geometry ? flat((geometry as { coordinates?: unknown }).coordinates ?? []) : [],
    )
    .sort((a, b) => a - b);
};
function expectSame(read: readonly Feature[], right: readonly Feature[], what: string): void {
  expect(read.length, what).toBe(right.length);
  const [a, b] = [numbersOf(read), numbersOf(right)];
  expect(a.length, what).toBe(b.length);
  expect(Math.max(0, ...a.map((x, k) => Math.abs(x - b[k]!))), what).toBeLessThan(1e-9);
}

describe.skipIf(!OGR2OGR)('GDAL', () => {
  const env = () => ({
    ...process.env,
    GDAL_HTTP_HEADERS: `Authorization: ${headers.authorization}`,
  });

  /** What GDAL makes of a source, as GeoJSON. */
  async function ogr(...args: string[]): Promise<Feature[]> {
    const to = ['-f', 'GeoJSON', '-lco', 'COORDINATE_PRECISION=12', '/vsistdout/'];
    const { stdout } = await run(OGR2OGR!, [...to, ...args], { env: env(), maxBuffer: 1e8 });
    return (JSON.parse(stdout) as FeatureCollection).features;
  }
  const source = () => `OAPIF:${app.url}/ogc`;

  it('reads every collection with the same count and coordinates', async () => {
    const out = join(folder, 'all');
    await run(
      OGR2OGR!,
      ['-f', 'CSV', '-lco', 'GEOMETRY=AS_WKT', '-oo', 'PAGE_SIZE=1000', out, source()],
      { env: env() },
    );
    for (const id of collections()) {
      const text = await readFile(join(out, `${id}.csv`), 'utf8');
      const rows: { WKT: string }[] = parse(text, { columns: true });
      const read = rows.map(({ WKT }) => ({
        geometry: WKT ? wkx.Geometry.parse(WKT).toGeoJSON() : null,
      }));
      expectSame(read as Feature[], await itemsOf(id), id);
    }
  });

  it('follows pages, and filters by column and by place', async () => {
    expectSame(
      await ogr('-oo', 'PAGE_SIZE=7', source(), 'incidents'),
      await itemsOf('incidents'),
      'pages of 7',
    );
    const { lng, lat } = cornerOf('G1');
    const box = [lng, lat, lng + SIDE_DEG, lat + SIDE_DEG].map(String);
    const [fire, near] = await Promise.all([
      ogr('-where', "category = 'fire'", source(), 'incidents'),
      ogr('-spat', ...box, source(), 'incidents'),
    ]);
    expectSame(fire, await itemsOf('incidents', 'category=fire'), '-where');
    expectSame(near, await itemsOf('incidents', `bbox=${box}`), '-spat');
  });

  it('filters as asked, on the server: by time, text in any case, lists, nothing and what is joined', async () => {
    const all = (await itemsOf('incidents')).map(({ id, properties }) => ({ id, ...properties! }));
    const isOf = (row: object, name: string) => (row as Record<string, string>)[name]!;
    const msOf = (row: object, name: string) => Date.parse(isOf(row, name));
    const middle = all
      .map((row) => isOf(row, 'occurred_from'))
      .sort()
      [all.length >> 1]!.slice(0, 19);
    const told = middle.replace('T', ' ').replaceAll('-', '/');
    const wheres: [string, (row: object) => boolean][] = [
      [`occurred_from > '${told}'`, (row) => msOf(row, 'occurred_from') > Date.parse(`${middle}Z`)],
      [`occurred_to < '${told}'`, (row) => msOf(row, 'occurred_to') < Date.parse(`${middle}Z`)],
      ["category ILIKE 'FI%'", (row) => isOf(row, 'category') === 'fire'],
      ["category IN ('fire', 'noise')", () => true],
      ['grid_code IS NULL', (row) => isOf(row, 'grid_code') === null],
      ["NOT (category = 'fire') OR found_by = '巡查'", (row) => isOf(row, 'category') !== 'fire'],
      ["category = 'fi''re'", () => false],
    ];
    for (const [where, fits] of wheres) {
      const read = await ogr('-oo', 'PAGE_SIZE=1000', '-where', where, source(), 'incidents');
      expect(read.map(({ properties }) => properties!.incident_id).sort(), where).toEqual(
        all
          .filter(fits)
          .map((row) => isOf(row, 'incident_id'))
          .sort(),
      );
    }
  });

  it('reprojects, and takes a box in another system', async () => {
    const { lng, lat } = cornerOf('G1');
    const half = Math.PI * 6_378_137;
    const metres = ([x, y]: readonly [number, number]) => [
      (x / 180) * half,
      Math.log(Math.tan(((90 + y) * Math.PI) / 360)) * 6_378_137,
    ];
    const corners = [[lng, lat] as const, [lng + SIDE_DEG, lat + SIDE_DEG] as const];
    const right = await itemsOf('incidents', `bbox=${corners.flat()}`);
    expect(right.length).toBeGreaterThan(0);
    const box = ['-spat', ...corners.flatMap(metres).map(String), '-spat_srs', 'EPSG:3857'];
    expectSame(await ogr(...box, source(), 'incidents'), right, '-spat_srs');
    const moved = await ogr('-t_srs', 'EPSG:3857', '-lco', 'RFC7946=NO', source(), 'areas-grid');
    const served = await itemsOf('areas-grid', `crs=${encodeURIComponent(MERCATOR)}`);
    const [a, b] = [numbersOf(moved), numbersOf(served)];
    expect(a.length).toBe(b.length);
    expect(Math.max(...a.map((x, k) => Math.abs(x - b[k]!)))).toBeLessThan(0.001);
  });

  it.each([
    ['fgb', ['areas-grid', 'tracks', 'warnings', 'alerts']],
    ['kml', ['areas-grid', 'patrols']],
    ['csv', ['areas-grid', 'incidents']],
    ['json', ['tracks']],
  ] as [ItemFormat, string[]][])('reads files of %s', async (format, ids) => {
    for (const id of ids) {
      const reply = await ask(`/collections/${id}/items?limit=10000&f=${format}`);
      const file = join(folder, `${id}.${ITEM_FORMATS[format].extension}`);
      await writeFile(file, Buffer.from(await reply.arrayBuffer()));
      const geometry = format === 'csv' ? ['-oo', 'GEOM_POSSIBLE_NAMES=geometry'] : [];
      expectSame(await ogr(...geometry, file), await itemsOf(id), `${id} as ${format}`);
    }
  });

  it('reads codes digit for digit in every format, and layers by the name of their collection', async () => {
    const codes = ['001102001001002', '371102001001001'];
    const sheet = (): Sheet => ({
      ...{ id: 'incidents', title: 'Incidents', says: {}, geometry: 'Point', bom: false },
      ...{ columns: { grid_code: 'text', grid_id: 'integer' }, matched: 2, returned: 2, links: [] },
      rows: (async function* () {
        for (const [k, grid_code] of codes.entries()) {
          const geometry = `{"type":"Point","coordinates":[${121 + k},28]}`;
          yield [{ fid: grid_code, geometry, properties: { grid_code, grid_id: k } }];
        }
      })(),
    });
    const formats = ['json', 'csv', 'csvt', 'fgb', 'gpx', 'kml'] as const;
    const fileOf = (format: ItemFormat) => join(folder, `codes.${ITEM_FORMATS[format].extension}`);
    for (const format of formats) await writeFile(fileOf(format), WRITERS[format](sheet()));
    for (const format of formats.filter((name) => name !== 'csvt')) {
      // Asked to guess, as QGIS asks: the types beside the file are believed before that.
      const guess = format === 'csv' ? ['-oo', 'AUTODETECT_TYPE=YES'] : [];
      const read = await ogr(...guess, fileOf(format), ...(format === 'gpx' ? ['waypoints'] : []));
      const name = format === 'gpx' ? 'xj_grid_code' : 'grid_code';
      expect(
        read.map(({ properties }) => properties![name]),
        format,
      ).toEqual(codes);
    }
    const { stdout } = await run(OGR2OGR!.replace('ogr2ogr', 'ogrinfo'), ['-q', fileOf('fgb')]);
    expect(stdout).toMatch(/incidents \(Point\)/);
  });

  it('finds a feature without a place at the end of a GPX file', async () => {
    const alerts = await itemsOf('alerts');
    const nowhere = alerts.filter(({ geometry }) => !geometry).map(({ id }) => `${id}`);
    expect(nowhere.length).toBeGreaterThan(0);
    const file = join(folder, 'alerts.gpx');
    const text = await (await ask('/collections/alerts/items?f=gpx')).text();
    await writeFile(file, text);
    expect((await ogr(file, 'waypoints')).length).toBe(alerts.length - nowhere.length);
    expect(text).toContain(`<xj:features>${nowhere.length}</xj:features>`);
    expect([...text.matchAll(/<xj:feature><xj:id>(\d+)</g)].map(([, id]) => id)).toEqual(nowhere);
  });

  it('reads a track as GPX with its times, and what the handheld stated of each point', async () => {
    const file = join(folder, 'tracks.gpx');
    await writeFile(file, await (await ask('/collections/tracks/items?f=gpx')).text());
    const points = await ogr(file, 'track_points');
    expectSame(points, await itemsOf('fixes'), 'points');
    const times = points.map(({ properties }) =>
      Date.parse(properties!.time.replace(/\+00$/, 'Z')),
    );
    expect(new Set(times).size).toBe(WALK);
    expect(points[0]!.properties!).toMatchObject({ xj_speed_mps: 1.25 });
  });
});

it('DuckDB reads the Parquet with types that hold, whatever the first rows are, and the areas come back the same', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const query = async (text: string) => (await connection.runAndReadAll(text)).getRowObjectsJS();
  for (const id of ['areas-grid', 'alerts', 'tracks']) {
    const reply = await ask(`/collections/${id}/items?f=parquet`);
    await writeFile(join(folder, `${id}.parquet`), Buffer.from(await reply.arrayBuffer()));
  }
  const read = (id: string) => `read_parquet('${join(folder, `${id}.parquet`)}')`;
  const types = await query(`describe select * from ${read('alerts')}`);
  expect(Object.fromEntries(types.map((one) => [one.column_name, one.column_type]))).toMatchObject({
    ...{ alert_id: 'BIGINT', officer_id: 'BIGINT', patrol_id: 'BIGINT', text: 'VARCHAR' },
    ...{ acknowledged_at: 'TIMESTAMP', bbox: expect.stringMatching(/^STRUCT.*xmin DOUBLE/) },
  });
  // Timestamps are UTC, as the standard of the format has them.
  const [first] = await query(`select start_time from ${read('tracks')}`);
  expect(first!.start_time).toEqual(new Date(NOW - 4 * 3_600_000 + 60_000));
  const [{ count } = { count: 0 }] = await query(`
    select count(*)::int as count from ${read('areas-grid')} where bbox.xmin > 100 and valid_to is null`);
  expect(count).toBe(3);

  const stored = await query(
    `select typeof(geometry) as type, geometry::varchar as wkt from ${read('areas-grid')} order by code`,
  );
  expect(stored.map(({ type }) => type)).toEqual(Array(3).fill("GEOMETRY('OGC:CRS84')"));
  const shapes = stored.map(({ wkt }) => ({ geometry: wkx.Geometry.parse(`${wkt}`).toGeoJSON() }));
  expectSame(shapes as Feature[], await itemsOf('areas-grid'), 'parquet');
  connection.closeSync();
});

it('a file of areas read in again gives the same areas', async () => {
  const right = await itemsOf('areas-grid', 'sortby=code');
  for (const format of ['fgb', 'kml', 'json'] as const) {
    const reply = await ask(`/collections/areas-grid/items?sortby=code&f=${format}`);
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const { features } = await readMap(bytes);
    expectSame(features as Feature[], right, format);
    expect(
      features.map(({ properties }) => properties?.code),
      format,
    ).toEqual(['G1', 'G2', 'G3']);
  }
});

it('a CSV begins with a byte order mark where one is asked for, and holds no formula', async () => {
  const csv = async (query: string) =>
    Buffer.from(await (await ask(`/collections/alerts/items?f=csv&${query}`)).arrayBuffer());
  expect([...(await csv('bom=true')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = (await csv('')).toString();
  expect(text).toMatch(/^id,alert_id,officer_id/);
  expect(text).toContain(`'${FORMULA}`);
});

it('ogc-client finds the collections and reads them', async () => {
  setFetchOptions({ headers });
  const endpoint = new OgcApiEndpoint(`${app.url}/ogc/`);
  expect(await endpoint.featureCollections).toEqual(expect.arrayContaining(collections()));
  const items = await endpoint.getCollectionItems('incidents', 3);
  expect(items).toHaveLength(3);
  resetFetchOptions();
});
