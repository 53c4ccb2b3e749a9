import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import initSqlite from 'sql.js';
import { expect, test } from 'vitest';
import { tellProblems } from '../../../server/contract/tell-file.ts';
import { judgeImport } from '../../../server/domain/area-import/judge-import.ts';
import { readAreaFile } from '../../../server/domain/area-import/read-area-file.ts';
import { readFeatures } from '../../../server/domain/area-import/read-features.ts';
import { ReadingError } from '../../../server/domain/reading/problem.ts';
import { openZip } from '../../../server/domain/reading/texts/zip.ts';
import { feature, importOptions, square } from '../../support/made/area-file.ts';
import { shapefile } from '../../support/made/shapefile.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const WKT = '"POLYGON((121.37 28.58,121.38 28.58,121.38 28.59,121.37 28.58))"';
const RING = '121.37,28.58 121.38,28.58 121.38,28.59 121.37,28.58';

/** Every defect of a file, as `feature defect: detail`, read and judged in one go. */
async function defectsOf(bytes: Uint8Array, told = {}): Promise<string[]> {
  const { collection, keys } = await readAreaFile(bytes);
  const options = importOptions({
    levelKey: undefined,
    parentKey: undefined,
    top: 'T',
    ...keys,
    ...told,
  });
  // As it comes over the wire.
  const features = JSON.parse(JSON.stringify(collection.features)) as unknown[];
  const { defects } = judgeImport(readFeatures(features, options), [], [], options, 0);
  return defects.map(({ defect, detail, feature }) => `${feature! + 1} ${defect}: ${detail}`);
}

test('broken lines of a table with WKT are told with all else that is wrong with it', async () => {
  const table = [
    'code,name,wkt',
    `1,a,${WKT}`,
    '2,b,"POLYGON((121 28,121.1 28"',
    `1,,${WKT}`,
    '3,c',
    '4,d,POLYGON(x)',
    '5,e,',
    `合计,,`,
  ].join('\n');
  expect(await defectsOf(bytesOf(table))).toEqual([
    '1 duplicate-code: 2 features have it',
    '2 unreadable: line 3: wkt: is no WKT: a ) is missing',
    '3 missing-key: no value at name',
    '3 duplicate-code: 2 features have it',
    '4 unreadable: line 5 has 2 cells and the header 3',
    '5 unreadable: line 6: wkt: is no WKT: ( belongs after the type',
    '6 empty-geometry: no geometry',
    '7 unreadable: line 8 is a total (合计), not a record; take it out',
  ]);
});

const line = (properties: object) =>
  JSON.stringify({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: square(121.37, 28.58) },
  });

test('broken lines of GeoJSON are told with all else that is wrong with it', async () => {
  const lines = [
    line({ code: '1', name: 'a' }),
    '{"type":"Feature",',
    line({ code: '1', name: '' }),
    '{"type":"Topology"}',
    '{"type":"Feature","properties":{"code":"2","name":"b"},"geometry":null}',
    'null',
    '{"type":"Feature","properties":{"code":"3","name":"c"},"geometry":{"type":"Polygon","coordinates":[[["121",28],[121.1,28],[121.1,28.1],["121",28]]]}}',
  ];
  expect(await defectsOf(bytesOf(lines.join('\n')))).toEqual([
    '1 duplicate-code: 2 features have it',
    expect.stringMatching(/^2 unreadable: the JSON breaks off at line 2, character 19/),
    '3 missing-key: no value at name',
    '3 duplicate-code: 2 features have it',
    '4 unreadable: line 4: is TopoJSON; export it as GeoJSON',
    '5 empty-geometry: no geometry',
    '6 unreadable: line 6: is not GeoJSON: it has neither features nor a geometry',
    expect.stringMatching(/^7 coordinates-out-of-range: 2 /),
  ]);
});

test('what is no feature in a collection is told beside the others', async () => {
  const features = `[${line({ code: '1', name: '' })},null,7]`;
  const file = bytesOf(`{"type":"FeatureCollection","features":${features}}`);
  expect(await defectsOf(file, { nameKey: 'name' })).toEqual([
    '1 missing-key: no value at name',
    '2 unreadable: is not GeoJSON: it has neither features nor a geometry',
    '3 unreadable: is not GeoJSON: it has neither features nor a geometry',
  ]);
});

const placemark = (code: string, coordinates: string) => `<Placemark><name>n</name><ExtendedData>
  <Data name="code"><value>${code}</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing>
  <coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;

test('corners of KML that cannot be read are told, and none is left out', async () => {
  const file = bytesOf(`<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
    ${placemark('1', RING)}
    ${placemark('2', RING.replace('121.38,28.59', '121.38x,28.59'))}
    ${placemark('1', `${RING} 121.39,`)}
    ${placemark('3', RING.replaceAll(',', ', '))}
    ${placemark('4', '121.37,28.58 121.38,28.58')}
    ${placemark('5', `${RING.replaceAll(' ', ',0\n')},0`)}
  </Document></kml>`);
  expect(await defectsOf(file, { nameKey: 'name' })).toEqual([
    '1 duplicate-code: 2 features have it',
    '2 unreadable: 1 of its corners are no “longitude,latitude”, such as “121.38x,28.59”',
    '3 unreadable: 1 of its corners are no “longitude,latitude”, such as “121.39,”',
    '3 duplicate-code: 2 features have it',
    '4 unreadable: 8 of its corners are no “longitude,latitude”, such as “121.37,”',
    '5 unreadable: 1 of 1 rings have fewer than 4 positions',
  ]);
});

test('outlines of KML that are left open are closed, and counted', async () => {
  const open = RING.replace(/ \S+$/, '');
  const { noteCodes } = await readAreaFile(
    bytesOf(`<kml><Document>${placemark('1', RING)}${placemark('2', open)}</Document></kml>`),
  );
  expect(noteCodes).toEqual([{ code: 'rings-closed', values: { count: 1 } }]);
});

test('a geometry of a GeoPackage that is damaged is told with all else that is wrong with it', async () => {
  const [packed] = [...openZip(new Uint8Array(readFileSync('test/cases/maps/zone-40.gpkg.zip')))];
  const { Database } = await initSqlite();
  const database = new Database(packed![1]);
  const [[table, column]] = database.exec(
    'select table_name, column_name from gpkg_geometry_columns',
  )[0]!.values as [[string, string]];
  for (const [name] of database.exec("select name from sqlite_master where type = 'trigger'")[0]!
    .values)
    database.run(`drop trigger "${name}"`);
  database.run(`update "${table}" set "${column}" = substr("${column}", 1, 60) where rowid = 1`);
  database.run(`update "${table}" set 名称 = '' where rowid = 2`);
  const bytes = database.export();
  database.close();
  expect(await defectsOf(bytes)).toEqual([
    expect.stringMatching(new RegExp(`^1 unreadable: ${table}: record 1: `)),
    '2 missing-key: no value at 名称',
  ]);
});

test('records of a Shapefile without a shape or a text are told with all else that is wrong with it', async () => {
  const ring = square(121.37, 28.58)[0]!.toReversed();
  const parts = openZip(
    shapefile(['1', '2', '3', '1'].map((code) => ({ ring, texts: { code, name: 'n' } }))),
  );
  const [shp, dbf] = ['grids.shp', 'grids.dbf'].map((name) => Buffer.from(parts.get(name)!));
  const record = (shp!.length - 100) / 4;
  shp!.writeInt32LE(0, 100 + 2 * record + 8);
  dbf!.write('\x81 ', dbf!.indexOf('2  '), 'latin1');
  const file = zipSync({ ...Object.fromEntries(parts), 'grids.shp': shp!, 'grids.dbf': dbf! });
  expect(await defectsOf(file)).toEqual([
    '1 duplicate-code: 2 features have it',
    expect.stringMatching(/^2 unreadable: record 2: code: the \.dbf is not GBK here/),
    '3 empty-geometry: no geometry',
    '4 duplicate-code: 2 features have it',
  ]);
});

test('a file of which no part can be read is refused as a whole', async () => {
  await expect(defectsOf(bytesOf('{"type":\n{broken\n'))).rejects.toThrow(/line 2/);
  await expect(defectsOf(bytesOf('a,wkt\n1\n2\n'))).rejects.toThrow();
});

/** What is told of a file that is refused as a whole, problem by problem. */
const refusalOf = async (bytes: Uint8Array): Promise<string[]> => {
  const error = await readAreaFile(bytes).catch((thrown) => thrown);
  if (!(error instanceof ReadingError)) throw error;
  return error.problems.map((one) => tellProblems([one]).detail);
};

const BOW = [
  [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
    [0, 0],
  ],
];
const BEIJING_54 = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4214' } };

test('a system that is not understood is told with all else that is wrong with the file', async () => {
  const features = [
    feature({ code: '1', name: 'a' }, square(121, 28)),
    feature({ code: '2', name: '' }, square(121.1, 28)),
    feature({ code: '1', name: 'c' }, BOW),
    feature({ code: '3', name: 'd' }, [square(121.2, 28)[0]!.slice(0, 4)]),
    feature({ code: '4', name: 'e' }, [121, 28], 'Point'),
    null,
  ];
  const told = [
    expect.stringMatching(/Beijing 1954/),
    'feature 1: 1: 2 features have it',
    'feature 2: 2: no value at name',
    'feature 3: 1: its outline crosses itself at 0.5 0.5',
    'feature 3: 1: 2 features have it',
    'feature 4: 3: 1 of 1 rings do not end where they begin',
    'feature 5: 4: Point; an area is a Polygon or a MultiPolygon',
    'feature 6: is not GeoJSON: it has neither features nor a geometry',
  ];
  const collection = { type: 'FeatureCollection', features };
  const named = bytesOf(JSON.stringify({ ...collection, crs: BEIJING_54 }));
  expect(await refusalOf(named)).toEqual(told);
  // In metres of no system that is named, nothing is said of where they lie.
  const metres = WKT.replaceAll('121.3', '40518121.3');
  expect(await refusalOf(bytesOf(`code,name,wkt\n1,a,${metres}\n1,b,${metres}\n,c,\n`))).toEqual([
    expect.stringMatching(/no degrees, and it names no coordinate system/),
    'feature 1: 1: 2 features have it',
    'feature 2: 1: 2 features have it',
    'feature 3: no value at code',
    'feature 3: no geometry',
  ]);
});

test('an area in degrees among others in metres is told, and not taken for metres', async () => {
  const metres = [
    [
      [500_000, 3_000_000],
      [501_000, 3_000_000],
      [501_000, 3_001_000],
      [500_000, 3_000_000],
    ],
  ];
  const features = [
    feature({ code: '1', name: 'a' }, metres),
    feature({ code: '2', name: '' }, square(121, 28)),
  ];
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } };
  const file = bytesOf(JSON.stringify({ type: 'FeatureCollection', crs, features }));
  expect(await defectsOf(file)).toEqual([
    expect.stringMatching(
      /^2 unreadable: its coordinates, such as 121, 28, are degrees, and CGCS2000/,
    ),
    '2 missing-key: no value at name',
  ]);
});

test('what is wrong with one layer of an archive is told with what is wrong with the others', async () => {
  const layer = (codes: string[]) =>
    openZip(
      shapefile(
        codes.map((code) => ({
          ring: square(121.37, 28.58)[0]!.toReversed(),
          texts: { code, name: 'n' },
        })),
      ),
    );
  const [town, grid] = [layer(['T']), layer(['G', 'G', ''])];
  const parts = (one: typeof town, name: string, without: string) =>
    [...one].flatMap(([file, bytes]) =>
      file.endsWith(without) ? [] : [[file.replace('grids', name), bytes] as const],
    );
  const archive = (files: (readonly [string, Uint8Array])[]) =>
    zipSync(Object.fromEntries(files) as Record<string, Uint8Array>);
  const files = [...parts(town, 'town', '.dbf'), ...parts(grid, 'grid', '-')];
  expect(await refusalOf(archive(files))).toEqual([
    'town: there is no .dbf, which holds codes and names; pack it too',
    'feature 2: G: 2 features have it',
    'feature 3: G: 2 features have it',
    'feature 3: G: it shares 1084241 m² (100.0 %) with G',
    'feature 4: no value at code',
  ]);
  const torn = files.map(
    ([name, bytes]) => [name, name === 'grid.shp' ? bytes.slice(0, 200) : bytes] as const,
  );
  expect(await refusalOf(archive(torn))).toEqual([
    'town: there is no .dbf, which holds codes and names; pack it too',
    expect.stringMatching(/^grid: the \.shp ends early/),
    'feature 2: G: 2 features have it',
    'feature 3: G: 2 features have it',
    'feature 4: no value at code',
  ]);
  const mixed = archive([
    ['town.geojson', bytesOf('{"type":')],
    [
      'grid.geojson',
      bytesOf([line({ code: '1', name: '' }), line({ code: '1', name: 'n' })].join('\n')),
    ],
  ]);
  expect(await refusalOf(mixed)).toEqual([
    expect.stringMatching(/^town\.geojson: is not JSON/),
    'feature 1: 1: no value at name',
    'feature 1: 1: 2 features have it',
    'feature 2: 1: 2 features have it',
    'feature 2: 1: it shares 1084241 m² (100.0 %) with 1',
  ]);
});

test('what is wrong with the features of a file that can be read is told where it is asked for', async () => {
  const file = bytesOf(`${line({ code: '1', name: '' })}\n${line({ code: '1', name: 'a' })}`);
  const { problems } = await readAreaFile(file, { withProblems: true });
  expect(problems!.map((one) => tellProblems([one]).detail)).toEqual([
    'feature 1: 1: no value at name',
    'feature 1: 1: 2 features have it',
    'feature 2: 1: 2 features have it',
    'feature 2: 1: it shares 1084241 m² (100.0 %) with 1',
  ]);
  expect((await readAreaFile(file)).problems).toBeUndefined();
});

test('codes that a spreadsheet made numbers or formulas of are told, in any kind of file', async () => {
  const codes = ['3.31004E+14', '=1+1', '"=""0012"""', "'0013", '5'];
  const file = bytesOf(`code,name,wkt\n${codes.map((code) => `${code},n,${WKT}\n`).join('')}`);
  const told = [
    '1 unreadable: code: 3.31004E+14 is a code that a spreadsheet kept as a number, whose last digits are lost; format the column as text and enter it again',
    '2 unreadable: code: =1+1 is a formula and no code; enter the code',
  ];
  expect(await defectsOf(file)).toEqual(told);
  const { collection } = await readAreaFile(file);
  expect(collection.features.slice(2)).toMatchObject(
    ['0012', '0013', '5'].map((code) => ({ properties: { code } })),
  );
  const lines = ['3.31004E+14', '=1+1', '2'].map((code) => line({ code, name: 'n' }));
  expect(await defectsOf(bytesOf(lines.join('\n')))).toEqual(told);
});
