import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMap } from '../../../server/domain/reading/maps/read-map.ts';
import { systemOfWkt } from '../../../server/domain/reading/maps/systems.ts';

const RING = [
  [121.4, 28.5],
  [121.41, 28.5],
  [121.41, 28.51],
  [121.4, 28.5],
] as const;
const POLYGON = { type: 'Polygon', coordinates: [RING] };

/** A polygon as WKB in hexadecimal; `srid` makes it that of PostGIS. */
function wkb(srid: number | null = null): string {
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeUInt32LE(3 + (srid === null ? 0 : 0x20000000), 1);
  const words = Buffer.alloc(srid === null ? 8 : 12);
  if (srid !== null) words.writeUInt32LE(srid, 0);
  words.writeUInt32LE(1, words.length - 8);
  words.writeUInt32LE(RING.length, words.length - 4);
  const corners = Buffer.from(Float64Array.from(RING.flat()).buffer);
  return Buffer.concat([head, words, corners]).toString('hex');
}

const axes = (id?: object) => ({
  type: 'GeographicCRS',
  name: 'WGS 84',
  datum_ensemble: { name: 'World Geodetic System 1984 ensemble', members: [] },
  ...(id ? { id } : {}),
});
const WGS84 = axes({ authority: 'EPSG', code: 4326 });
const STRIP = {
  type: 'ProjectedCRS',
  name: 'town grid',
  base_crs: {
    name: 'China Geodetic Coordinate System 2000',
    datum: {
      type: 'GeodeticReferenceFrame',
      name: 'China 2000',
      ellipsoid: {
        name: 'CGCS2000',
        semi_major_axis: 6378137,
        inverse_flattening: 298.257222101,
      },
    },
  },
  conversion: { name: 'x', method: { name: 'Transverse Mercator' }, parameters: [] },
};
const geo = (column: object, whole: object = {}) =>
  JSON.stringify({
    version: '1.1.0',
    primary_column: 'geometry',
    columns: { geometry: { encoding: 'WKB', geometry_types: ['Polygon'], ...column } },
    ...whole,
  });
const BOUNDS = ['xmin', 'ymin', 'xmax', 'ymax'];
const covering = { bbox: Object.fromEntries(BOUNDS.map((side) => [side, ['bbox', side]])) };
const ROW = `select '007' as code, from_hex('${wkb()}')::blob as geometry`;
const NATIVE = `select '007' as code,
  'POLYGON((121.4 28.5,121.41 28.5,121.41 28.51,121.4 28.5))'::GEOMETRY as geometry`;

let folder: string;
let db: DuckDBInstance;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xunji-parquet-'));
  db = await DuckDBInstance.create(':memory:');
});
afterAll(() => {
  db.closeSync();
  rmSync(folder, { recursive: true });
});

async function written(select: string, metadata: string | null, options = '') {
  const file = join(folder, 'a.parquet');
  const link = await db.connect();
  const geoKey = metadata === null ? '' : `, kv_metadata {geo: '${metadata}'}`;
  await link.run(`copy (${select}) to '${file}' (format parquet${geoKey}${options})`);
  link.closeSync();
  // As files and requests come: part of a larger buffer of Node.
  return Buffer.concat([Buffer.alloc(8), readFileSync(file)]).subarray(8);
}

describe('GeoParquet as others write it', () => {
  test.each<[string, string, string | null, string?, string?]>([
    [
      'with bounds in a column, as GDAL does',
      `${ROW}, {'xmin':121.4::float,'ymin':28.5::float,'xmax':121.41::float,'ymax':28.51::float} as bbox`,
      geo({ crs: WGS84, covering, edges: 'planar', orientation: 'counterclockwise' }),
    ],
    ['of 1.0 without a crs', ROW, geo({}, { version: '1.0.0' })],
    ['of a crs without a code', ROW, geo({ crs: axes() }), 'WGS 84'],
    ['of a crs that is not known', ROW, geo({ crs: null }), 'unknown'],
    ['of WKT, as before 1.0', ROW, geo({ crs: 'EPSG:4490' }), 'CGCS2000'],
    ['of the WKB of PostGIS', ROW.replace(wkb(), wkb(4326)), geo({ crs: WGS84 })],
    [
      'with another place in a row',
      `${ROW}, from_hex('${wkb()}')::blob as centre`,
      geo({}, { columns: { geometry: { encoding: 'WKB' }, centre: { encoding: 'WKB' } } }),
    ],
    ['in pages of the second version', ROW, geo({}), 'WGS-84', ', parquet_version v2'],
    ['unpacked', ROW, geo({}), 'WGS-84', ', compression uncompressed'],
    ["of Parquet's own type", NATIVE, null, 'WGS-84', ", geoparquet_version 'V2'"],
    ["of Parquet's own type alone", NATIVE, null, 'WGS-84', ", geoparquet_version 'NONE'"],
    ["of Parquet's own type and of 1.0", NATIVE, null, 'WGS-84', ", geoparquet_version 'BOTH'"],
  ])('%s is read', async (_, select, metadata, system = 'WGS-84', options = '') => {
    expect(await readMap(await written(select, metadata, options))).toEqual({
      format: 'geoparquet',
      system,
      notes: [],
      features: [{ type: 'Feature', properties: { code: '007' }, geometry: POLYGON }],
    });
  });

  test.each<[string, string, string | null, RegExp, string?]>([
    ['shapes of GeoArrow', ROW, geo({ encoding: 'polygon' }), /encoded as polygon/],
    ['a main column there is not', ROW, geo({}, { primary_column: 'shape' }), /without a place/],
    ['no place', 'select 1 as code', null, /without a place/],
    ['Zstandard', ROW, geo({}), /packed by ZSTD, which is not read/, ', compression zstd'],
    ['a crs of its own', ROW, geo({ crs: { type: 'EngineeringCRS', name: 'Site' } }), /are Site;/],
    [
      'another datum bound to WGS 84',
      ROW,
      geo({ crs: { type: 'BoundCRS', name: 'Beijing 1954', target_crs: WGS84 } }),
      /are Beijing 1954;/,
    ],
    ['degrees said to be metres', ROW, geo({ crs: STRIP }), /town grid/],
  ])('of %s is refused in words', async (_, select, metadata, message, options = '') => {
    await expect(written(select, metadata, options).then((file) => readMap(file))).rejects.toThrow(
      message,
    );
  });
});

test('the way from another datum to WGS-84 does not make it that', () => {
  const towgs84 = 'TOWGS84[15.8,-154.4,-82.3,0,0,0,0]';
  const wkt = `GEOGCS["Beijing 1954",DATUM["Beijing_1954",SPHEROID["Krassowsky 1940",6378245,298.3],${towgs84}],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4214"]]`;
  expect(() => systemOfWkt(wkt)).toThrow(/Beijing 1954/);
});
