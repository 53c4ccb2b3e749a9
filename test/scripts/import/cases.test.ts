import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Api, openApi } from '../../../scripts/command/api-client.ts';
import { importAreaFiles } from '../../../scripts/import/areas.ts';
import { type IncidentFileOptions, importIncidentFile } from '../../../scripts/import/incidents.ts';
import type { App } from '../../../server/app.ts';
import { INCIDENTS_MAX } from '../../../server/contract/people/provision.ts';
import { startTestApp } from '../../support/app.ts';
import { collection, feature, importOptions, square } from '../../support/made/area-file.ts';
import { seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let api: Api;
beforeAll(async () => {
  store = await openEmbedded();
  const { areas } = await seedTestWorld(store.db);
  app = await startTestApp(store.db, { demoAreaId: areas.D });
  api = await openApi({ url: app.url, user: 'admin', password: 'demo-admin' });
  const ground = feature({ code: 'here', name: 'here' }, square(121.365, 28.57, 0.02));
  const report = await api.importAreas({
    collection: collection(ground),
    options: importOptions({
      parentKey: undefined,
      levelKey: undefined,
      parent: 'V1',
      allow: ['outside-parent', 'overlap'],
    }),
  });
  expect(report.defects).toEqual([]);
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});
afterEach(() => sql`delete from incidents`.execute(store.db));

const areas = (file: string) =>
  importAreaFiles(
    api,
    [`test/cases/${file}`],
    importOptions({
      parentKey: undefined,
      levelKey: undefined,
      parent: 'V1',
      allow: ['outside-parent'],
      check: true,
    }),
  );

test.each([
  ['encodings/bom-area.geojson', 'e1', 0],
  ['encodings/gbk-area.geojson', 'e2', 1],
  ['big-numeric-codes/one.geojson', '331004001001000123', 0],
  ['geojson-shapes/bare-feature.geojson', 'n3', 0],
  ['geojson-shapes/ndjson.geojson', 'n0', 0],
  ['geojson-shapes/collection.geojson', 'm4', 0],
  ['geojson-shapes/dupvert-z-cw.geojson', 'm3', 0],
  ['geojson-shapes/touching.geojson', 'm1', 0],
  ['big-numeric-codes/two.geojson', '331004001001000123', 0],
  ['projected/area-gcj-in-crs4490.geojson', 'p3', 1],
  ['projected/area-3857.geojson', 'p1', 0],
])('areas of %s are read', async (file, code, notes) => {
  const report = await areas(file);
  expect(report.defects).toEqual([]);
  expect(report.notes).toHaveLength(notes);
  expect(report.allowed[0]!.code).toBe(code);
});

test.each([
  ['projected/area-bj54-deg.geojson', 'Beijing 1954'],
])('areas of %s are refused by the name of their system', async (file, says) => {
  await expect(areas(file)).rejects.toThrow(says);
});

test('parts that touch are one area, and that is said', async () => {
  const { repaired } = await areas('geojson-shapes/touching.geojson');
  expect(repaired).toMatchObject([{ code: 'm1', detail: expect.stringContaining('taken as one') }]);
});

test('a ring that crosses itself is refused with what to do', async () => {
  const { defects } = await areas('geojson-shapes/bowtie.geojson');
  expect(defects).toMatchObject([{ code: 'm2' }]);
});

test('swapped areas are refused with what they are', async () => {
  const { defects } = await areas('projected/area-swapped.geojson');
  expect(defects[0]!.detail).toContain('latitude stands first');
});

const KEYS = { idKey: 'id', fromKey: 'time', categoryKey: 'category' };
const KIND = { idKey: 'id', fromKey: 'when', categoryKey: 'kind' };
const CHINESE = { idKey: '编号', fromKey: '发生时间', categoryKey: '类别' };
const dir = mkdtempSync(join(tmpdir(), 'xunji-'));
afterAll(() => rmSync(dir, { recursive: true }));
/** A file of a text, as a path from where cases are. */
const written = (text: string) => {
  const path = join(dir, 'incidents.csv');
  writeFileSync(path, text);
  return relative('test/cases', path);
};
const incidents = async (
  file: string,
  keys: Pick<IncidentFileOptions, 'idKey' | 'fromKey' | 'categoryKey'>,
) => {
  const totals = await importIncidentFile(api, `test/cases/${file}`, {
    ...keys,
    severity: 'minor',
    foundBy: 'reported',
    timeZone: 'Asia/Shanghai',
    datum: 'wgs84',
    createCategories: true,
  });
  const { rows } = await sql<{ id: string; at: Date; category: string; lng: number }>`
    select id, occurred_from as at, category, round(ST_X(position)::numeric, 6)::float8 as lng
    from incidents order by id`.execute(store.db);
  const texts = await sql`
    select code from incident_categories where code like ${'%\uFFFD%'}`.execute(store.db);
  expect(texts.rows).toEqual([]);
  return { rows, totals };
};

test.each<[string, Parameters<typeof incidents>[1]]>([
  ['incident-gbk/gbk.csv', KEYS],
  ['incident-gbk/bom.csv', KEYS],
  ['incident-gbk/utf16.csv', KEYS],
  ['incident-gbk/semicolon.csv', KEYS],
  ['incident-geometry/bom.geojson', KEYS],
  ['incident-geometry/props-gcj.geojson', KEYS],
  ['incident-geometry/props-metres.geojson', KEYS],
  ['incident-geometry/props-null.geojson', KEYS],
  ['incident-geometry/multipoint.geojson', KEYS],
  ['incident-times/slash.csv', KEYS],
  ['gbk-csv/latin-header-gbk.csv', KIND],
  ['gbk-csv/incidents-utf8.csv', CHINESE],
  ['gbk-csv/incidents-gbk.csv', CHINESE],
  ['incident-gbk/gbk-header.csv', { idKey: '编号', fromKey: '时间', categoryKey: '类别' }],
  ['gbk-csv/utf16.csv', CHINESE],
  // Headers that are known need not be told.
  ['incident-gbk/gbk-header.csv', {}],
  ['gbk-csv/incidents-gbk.csv', {}],
  ['gbk-csv/utf16.csv', {}],
  ['incident-gbk/bom.csv', {}],
  ['incident-geometry/bigid.geojson', {}],
])('incidents of %s are read, and refused for nothing but their place', async (file, keys) => {
  const { totals } = await incidents(file, keys);
  const reasons = Object.keys(totals.counts).filter((key) => !/stored|duplicate|outside/.test(key));
  expect(reasons).toEqual([]);
});

test('a day and a time of incidents may stand in columns of their own', async () => {
  const { rows, totals } = await incidents('incident-times/day-and-time.csv', {});
  expect(totals.counts).toEqual({ stored: 2 });
  expect(rows.map(({ at }) => at.toISOString())).toEqual([
    '2026-11-03T00:05:00.000Z',
    '2026-11-03T00:05:00.000Z',
  ]);
});

test('ids beyond a double come digit for digit', async () => {
  const { rows } = await incidents('incident-geometry/bigid.geojson', KEYS);
  expect(rows.map(({ id }) => id)).toEqual(['331004202611030001', '331004202611030002']);
});

test('impossible days are refused, the end of a day and 29 February are right', async () => {
  const { rows, totals } = await incidents('incident-times/feb30.csv', KEYS);
  expect(totals.counts).toEqual({ stored: 2, 'refused: invalid': 4 });
  expect(rows.map(({ at }) => at.toISOString())).toEqual([
    '2024-02-29T00:00:00.000Z',
    '2026-11-03T16:00:00.000Z',
  ]);
});

test('days that may be two are refused, and what is plain is read', async () => {
  const { rows, totals } = await incidents('slash-dates/incidents.csv', KIND);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(
    [
      'sd0',
      'sd1',
      'sd10',
      'sd11',
      'sd13',
      'sd14',
      'sd15',
      'sd2',
      'sd3',
      'sd4',
      'sd6',
      'sd9',
    ].toSorted(),
  );
  expect(totals.examples['refused: invalid']).toContain('excel');
});

test('creating what a file names leaves the names and points of those there are', async () => {
  await api.putIncidentCategories([{ code: '盗窃', nameZh: '盗窃案', nameEn: 'Theft', points: 3 }]);
  await incidents('gbk-csv/incidents-gbk.csv', CHINESE);
  const known = (await api.incidentCategories()).find(({ code }) => code === '盗窃');
  expect(known).toMatchObject({ nameZh: '盗窃案', nameEn: 'Theft', points: 3 });
});

test('rolled dates are refused', async () => {
  expect((await incidents('rolled-dates/incidents.csv', KIND)).rows).toEqual([]);
});

test('a row of other cells than the header is refused by its line, and the others are stored', async () => {
  const { rows, totals } = await incidents(
    written(
      'id,category,time,lng,lat\na,c,2026-11-03 08:05,121.37,28.58\nb,c,2026-11-03 08:05\nd,c,2026-11-03 08:05,121.37,28.58\n',
    ),
    {},
  );
  expect(rows.map(({ id }) => id)).toEqual(['a', 'd']);
  expect(totals.counts).toEqual({ stored: 2, 'refused: invalid': 1 });
  expect(totals.examples['refused: invalid']).toMatch(/^b: line 3 has 3 cells and the header 5/);
});

test('a quote that does not fit is told before anything is stored', async () => {
  const line = (id: number) => `${id},c,2026-11-03 08:05,121.37,28.58`;
  const lines = Array.from({ length: INCIDENTS_MAX + 1 }, (_, id) => line(id));
  const file = written(['id,category,time,lng,lat', ...lines, '9"9,c,,,'].join('\n'));
  await expect(incidents(file, {})).rejects.toThrow(`line ${INCIDENTS_MAX + 3} has a quote`);
  const { rows } = await sql`select id from incidents`.execute(store.db);
  expect(rows).toEqual([]);
});

test('of several files of areas of which one cannot be read it is told what is wrong with each', async () => {
  const options = importOptions({ parentKey: undefined, levelKey: undefined, check: true });
  const files = ['projected/area-bj54-deg.geojson', 'geojson-shapes/bowtie.geojson'];
  const paths = files.map((name) => `test/cases/${name}`);
  const said = new RegExp(
    `${paths[0]}: .*Beijing 1954.*${paths[1]}: feature 1: .*its outline crosses itself`,
  );
  await expect(importAreaFiles(api, paths, options)).rejects.toThrow(said);
});
