import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { stripsOf } from '../../../server/contract/areas/area-systems.ts';
import { toGeoParquet } from '../../../server/domain/analysis/geoparquet.ts';
import { readMap } from '../../../server/domain/reading/maps/read-map.ts';
import { systemOfCode, toldSystem } from '../../../server/domain/reading/maps/systems.ts';
import { ReadingError } from '../../../server/domain/reading/problem.ts';
import { decodeText } from '../../../server/domain/reading/texts/text.ts';
import { openZip } from '../../../server/domain/reading/texts/zip.ts';
import { shapefile } from '../../support/made/shapefile.ts';

const file = (name: string) => new Uint8Array(readFileSync(`test/cases/maps/${name}`));
const unpacked = (name: string) => [...openZip(file(name))].map(([, bytes]) => bytes);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const shapes = () => openZip(file('gk-gbk.shp.zip'));
const packed = (files: Iterable<[string, Uint8Array]>) => zipSync(Object.fromEntries(files));

/** The corner of the first grid in every file: 121.37, 28.58. */
const FIRST = '331004001001000123';

describe('areas are read from the files survey offices have', () => {
  test.each([
    ['gk-gbk.shp.zip', 'shapefile', /CGCS2000_3_Degree_GK_CM_120E/, 0],
    ['gk-no-cpg.shp.zip', 'shapefile', /CGCS2000_3_Degree_GK_CM_120E/, 1],
    ['zone-40.gpkg.zip', 'geopackage', /CGCS2000.*zone 40/, 0],
    ['grids.kml', 'kml', /WGS-84/, 0],
    ['grids.kmz', 'kml', /WGS-84/, 0],
    ['lines.geojsonl', 'geojson', /WGS-84/, 0],
    ['planar.geojson', 'geojson', /CGCS2000.*135/, 0],
    ['mercator.fgb', 'flatgeobuf', /Web Mercator/, 0],
    ['wkt.csv', 'csv-wkt', /unknown/, 0],
  ])('%s', async (name, format, system, notes) => {
    const read = await readMap(file(name));
    expect(read).toMatchObject({ format, system: expect.stringMatching(system) });
    expect(read.notes).toHaveLength(notes);
    expect(read.features).toHaveLength(2);
    const first = read.features.find(({ properties }) => properties?.编码 === FIRST)!;
    const named = first.properties!.名称 ?? first.properties!.name;
    expect([named, first.properties!.上级]).toEqual(['路北街道第一网格', '331004001001']);
    const rings = JSON.parse(JSON.stringify(first.geometry)).coordinates.flat(Infinity) as number[];
    expect(Math.min(...rings.filter((_, k) => k % 2 === 0))).toBeCloseTo(121.37, 9);
    expect(Math.min(...rings.filter((_, k) => k % 2 === 1))).toBeCloseTo(28.58, 9);
    // The second has a hole.
    const second = JSON.parse(JSON.stringify(read.features.find((one) => one !== first)!.geometry));
    expect(second.coordinates.flat(second.type === 'MultiPolygon' ? 1 : 0)).toHaveLength(2);
  });

  test('an archive with a file a level is read whole, whatever else lies in it', async () => {
    const level = (code: string) =>
      bytesOf(`{"type":"Feature","properties":{"code":"${code}"},"geometry":null}`);
    const read = await readMap(
      packed([
        ['town.geojson', level('T')],
        ['grid.geojson', level('G')],
        ['about.json', bytesOf('{"licence":"open"}')],
      ]),
    );
    expect(read.features.map(({ properties }) => properties?.code)).toEqual(['T', 'G']);
  });

  test('a KMZ whose top links to its layers is read with them; what lies elsewhere is told', async () => {
    const kml = (inner: string) =>
      bytesOf(`<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inner}</Document></kml>`);
    const link = (href: string) => `<NetworkLink><Link><href>${href}</href></Link></NetworkLink>`;
    const place = (name: string) =>
      `<Placemark><name>${name}</name><Point><coordinates>121,28</coordinates></Point></Placemark>`;
    const { features, notes } = await readMap(
      packed([
        ['doc.kml', kml(link('layers/a.kml') + link('https://map.example/b.kml'))],
        ['layers/a.kml', kml(place('A'))],
      ]),
    );
    expect(features.map(({ properties }) => properties?.name)).toEqual(['A']);
    expect(notes).toEqual([
      { code: 'links-not-followed', values: { links: 'https://map.example/b.kml' } },
    ]);
  });

  test('a GeoPackage that is not packed is one too', async () => {
    const [bytes] = unpacked('zone-40.gpkg.zip');
    expect(await readMap(bytes!)).toMatchObject({ format: 'geopackage' });
  });

  describe('GeoParquet', () => {
    const geometry: Polygon = {
      type: 'Polygon',
      coordinates: [
        [
          [121.37, 28.58],
          [121.3800000000001, 28.58],
          [121.38, 28.59],
          [121.37, 28.58],
        ],
      ],
    };
    const columns = {
      编码: ['331004001001000123', '2'],
      people: [2 ** 40, 2],
      from: ['2026-11-03', null],
      seen: ['2026-11-03T08:05:00.250Z', null],
      share: [0.5, 1],
    };
    const made = (...changes: object[]) =>
      new Uint8Array(
        toGeoParquet(Object.assign({ columns, geometry: [geometry, null] }, ...changes)),
      );

    test('written here comes back as it was: texts, whole numbers, days, moments and corners', async () => {
      expect(await readMap(made())).toEqual({
        format: 'geoparquet',
        system: 'WGS-84',
        notes: [],
        features: [
          {
            type: 'Feature',
            properties: {
              编码: FIRST,
              people: String(2 ** 40),
              from: '2026-11-03',
              seen: '2026-11-03T08:05:00.250Z',
              share: 0.5,
            },
            geometry,
          },
          {
            type: 'Feature',
            properties: { 编码: '2', people: '2', from: null, seen: null, share: 1 },
            geometry: null,
          },
        ],
      });
    });

    test('of DuckDB, packed by Snappy, is read', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'xunji-parquet-'));
      const [from, to] = [join(folder, 'a.parquet'), join(folder, 'b.parquet')];
      writeFileSync(from, made());
      const db = await DuckDBInstance.create(':memory:');
      const link = await db.connect();
      await link.run(`copy (from read_parquet('${from}')) to '${to}' (format parquet)`);
      const read = await readMap(new Uint8Array(readFileSync(to)));
      link.closeSync();
      db.closeSync();
      rmSync(folder, { recursive: true });
      expect(read.features[0]!.geometry).toEqual(geometry);
      expect(read.features[0]!.properties).toMatchObject({ 编码: FIRST, people: String(2 ** 40) });
    });

    test.each<[string, () => Uint8Array, RegExp]>([
      [
        'metres of no system',
        () => made({ columns: { x: [5e5], y: [3e6] }, geometry: undefined, isPlanar: true }),
        /names no coordinate system/,
      ],
      [
        'Parquet without a place',
        () => made({ columns: { n: [1] }, geometry: undefined }),
        /Parquet without a place/,
      ],
      ['a file cut off', () => made().slice(0, 300), /GeoParquet: its data are damaged or cut off/],
    ])('%s is refused', async (_, bytes, says) => {
      await expect(readMap(bytes())).rejects.toThrow(says);
    });

    test('a reader of texts names it', () => {
      expect(() => decodeText(made())).toThrow('is Parquet and no text');
      const fit = Buffer.from('\x0e\x10\x43\x08\x10\0\0\0.FIT\0\0', 'latin1');
      expect(() => decodeText(fit)).toThrow('is FIT of a sports watch and no text');
    });
  });

  // Eastings and northings of 121.37, 28.58 by cs2cs (PROJ 9).
  test.each([
    [4549, [634034.3245, 3163486.435]],
    [4528, [40634034.3245, 3163486.435]],
    [4508, [1517523.1291, 3207081.7436]],
    [3857, [13510846.5976, 3322297.2814]],
    [32651, [340588.8447, 3162539.6084]],
  ])('EPSG:%i is placed within a centimetre', (code, [x, y]) => {
    const [lng, lat] = systemOfCode(code)!.inverse!(x!, y!);
    expect([lng, lat]).toEqual([expect.closeTo(121.37, 7), expect.closeTo(28.58, 7)]);
  });
  test.each([
    [4490, true],
    [4326, true],
    [4491, true],
    [4554, true],
    [4214, false],
    [2434, false],
  ])('EPSG:%i is understood: %s', (code, isKnown) =>
    expect(systemOfCode(code) !== null).toBe(isKnown));
});

test('a Shapefile in metres without a .prj is placed by the system it is told', async () => {
  const bare = zipSync(
    Object.fromEntries([...shapes()].filter(([name]) => !name.endsWith('.prj'))),
  );
  const told = await readMap(bare, toldSystem('EPSG:4549'));
  expect(told).toEqual(
    await readMap(file('gk-gbk.shp.zip')).then((read) => ({ ...read, system: told.system })),
  );
  expect(told.system).toContain('120°E');
  expect(() => toldSystem('EPSG:2434')).toThrow('no coordinate system EPSG:2434');
});

test('degrees that call themselves metres are refused, in a file or told', async () => {
  const degrees = bytesOf('code,wkt\n1,"POLYGON((121 28,121.1 28,121.1 28.1,121 28))"');
  await expect(readMap(degrees, toldSystem('EPSG:4549'))).rejects.toThrow(/121, 28, are degrees/);
});

test.each([
  [634_034, 32],
  [40_634_034, 1],
  [21_634_034, 1],
  [99_634_034, 0],
])('an easting of %i m can be of %i strips', (easting, count) => {
  expect(stripsOf(easting)).toHaveLength(count);
});

test('corners that neighbours share in metres are one in degrees', async () => {
  const side = 0.004;
  const corner = (i: number, j: number) => [121.37 + side * i, 28.58 + side * j] as const;
  const records = Array.from({ length: 100 }, (_, k) => {
    const [i, j] = [k % 10, Math.floor(k / 10)];
    const around = [corner(i, j), corner(i, j + 1), corner(i + 1, j + 1), corner(i + 1, j)];
    return { ring: [...around, around[0]!], texts: { code: String(k) } };
  });
  const { features } = await readMap(new Uint8Array(shapefile(records)));
  const corners = features.flatMap(({ geometry }) =>
    (geometry as Polygon).coordinates[0]!.map(String),
  );
  expect(new Set(corners).size).toBe(121);
});

describe('a file of areas that is wrong says all of it', () => {
  const without = (...endings: string[]) =>
    packed([...shapes()].filter(([name]) => !endings.some((ending) => name.endsWith(ending))));
  const with_ = (ending: string, change: (bytes: Uint8Array) => Uint8Array) =>
    packed([...shapes()].map(([n, b]) => [n, n.endsWith(ending) ? change(b) : b]));
  const beijing = bytesOf(
    'GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  );
  const tooFew = (bytes: Uint8Array) => {
    const fewer = bytes.slice();
    fewer[4] = 1;
    return fewer;
  };

  const flipped = (name: string, at: number) => {
    const bytes = file(name);
    bytes[at]! ^= 0xff;
    return bytes;
  };
  /** 4 MiB of nothing that calls itself a thousand bytes. */
  const lying = () => {
    const bytes = packed([['trap.shp', new Uint8Array(2 ** 22)]]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const entry = Buffer.from(bytes).lastIndexOf('PK\x01\x02', undefined, 'latin1');
    view.setUint32(entry + 24, 1_000, true);
    return bytes;
  };

  test.each<[string, () => Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(), /empty/],
    ['a .shp alone', () => shapes().get('grids.shp')!, /zip it with its \.dbf/],
    ['a Shapefile without a table', () => without('.dbf'), /grids: there is no \.dbf/],
    [
      'a Shapefile cut off',
      () => with_('.shp', (b) => b.slice(0, 300)),
      /\.shp ends early: 456 bytes/,
    ],
    ['a table cut off', () => with_('.dbf', (b) => b.slice(0, 300)), /\.dbf ends early/],
    ['tables that do not fit', () => with_('.dbf', tooFew), /2 shapes and the \.dbf 1 records/],
    [
      'a wrong .cpg',
      () => with_('.cpg', () => bytesOf('UTF-8')),
      /field 1: the \.dbf is not UTF-8 here.*\.cpg/,
    ],
    ['an unknown .cpg', () => with_('.cpg', () => bytesOf('klingon')), /encoding klingon/],
    ['Beijing 1954', () => with_('.prj', () => beijing), /GCS_Beijing_1954.*EPSG:4490/],
    [
      'two parts wrong at once',
      () =>
        packed([
          ...[...shapes()].map(([n, b]): [string, Uint8Array] => [
            n,
            n.endsWith('.prj') ? beijing : b,
          ]),
          ['more.shp', bytesOf('no shape')],
        ]),
      /GCS_Beijing_1954.*more: there is no \.dbf.*no Shapefile/,
    ],
    ['an empty .prj', () => with_('.prj', () => bytesOf('')), /\.prj begins with “”/],
    [
      'a .prj of something else',
      () => with_('.prj', () => bytesOf('hello')),
      /“hello”, which is no/,
    ],
    [
      'metres of no system',
      () => without('.prj'),
      /such as 634034, 3163486, are no degrees.*\.prj/,
    ],
    ['an archive of nothing', () => packed([]), /holds no file/],
    [
      'an archive with other bytes in it',
      () => flipped('gk-gbk.shp.zip', 300),
      /damaged in the arch/,
    ],
    ['an archive that lies about its size', lying, /trap\.shp is damaged/],
    ['another kind of archive', () => bytesOf('Rar!\x1a\x07'), /another kind \(RAR\)/],
    ['a FlatGeobuf cut off in its header', () => file('mercator.fgb').slice(0, 40), /its header/],
    [
      'GeoJSON of broken lines only',
      () => bytesOf('{"type":"Point" "coordinates":[1,2]}\n\n{"broken}\n'),
      /not JSON at line 1, .*line 3, /,
    ],
    [
      'GeoJSON of Beijing 1954 and of a shifted system',
      () => bytesOf('{"type":"FeatureCollection","crs":"EPSG:4214","features":[]}'),
      /Beijing 1954.*ogr2ogr/,
    ],
    ['a damaged archive', () => file('gk-gbk.shp.zip').slice(0, 500), /archive is damaged/],
    ['an archive of something else', () => packed([['a.txt', bytesOf('a')]]), /only a\.txt/],
    ['a GeoPackage cut off', () => unpacked('zone-40.gpkg.zip')[0]!.slice(0, 5000), /GeoPackage/],
    ['a FlatGeobuf cut off', () => file('mercator.fgb').slice(0, 1800), /FlatGeobuf/],
    [
      'KML that is none',
      () => bytesOf('<kml><Placemark></kml>'),
      /KML: line 1 or after: Placemark is closed by kml/,
    ],
    ['a page of the web', () => bytesOf('<html></html>'), /it is a web page/],
    ['a table without WKT', () => bytesOf('code,name\n1,a\n'), /no column holds WKT.*code, name/],
    [
      'a table whose lines all have other cells than its header',
      () => bytesOf('code;wkt\n1;POLYGON((1 1));\n2\n'),
      /line 2 has 3 cells.*line 3 has 1 cells/,
    ],
    [
      'WKT of two systems',
      () =>
        bytesOf(
          'a;w\n1;SRID=4490;POLYGON((1 1))\n'
            .replace('SRID=4490;', '"SRID=2434;')
            .replace('1))', '1))"'),
        ),
      /EPSG:2434/,
    ],
  ])('%s', async (_, bytes, says) => {
    await expect(async () => readMap(bytes())).rejects.toThrow(says);
  });
});

test('a FlatGeobuf that is cut off is refused wherever it ends, and no corner is made up', async () => {
  const whole = file('mercator.fgb');
  for (let length = 3; length < whole.length; length += 1)
    await expect(readMap(whole.slice(0, length)), `${length} bytes`).rejects.toThrow(ReadingError);
});

test('a file of areas that was damaged on the way is read or refused in words', async () => {
  const names = [
    'gk-gbk.shp.zip',
    'zone-40.gpkg.zip',
    'grids.kml',
    'lines.geojsonl',
    'mercator.fgb',
  ];
  const damage = fc.record({
    name: fc.constantFrom(...names, 'wkt.csv', 'planar.geojson'),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    flips: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
      maxLength: 4,
    }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ cut, flips, name }) => {
      // What is packed is damaged within, else its checksum tells.
      const whole = name.endsWith('.gpkg.zip') ? unpacked(name)[0]!.slice() : file(name);
      for (const [share, byte] of flips) whole[Math.floor(share * whole.length)] = byte;
      const bytes = cut === null ? whole : whole.slice(0, Math.floor(cut * whole.length));
      await readMap(bytes).catch((error: unknown) => {
        if (!(error instanceof ReadingError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      });
    }),
    { numRuns: 200 },
  );
});
