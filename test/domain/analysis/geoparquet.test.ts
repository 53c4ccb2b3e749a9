import { type AsyncBuffer, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { toGeoParquet } from '../../../server/domain/analysis/geoparquet.ts';
import type { ResultTable } from '../../../server/domain/analysis/method.ts';

const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [114.3, 30.5],
      [114.4, 30.5],
      [114.4, 30.6],
      [114.3, 30.5],
    ],
  ],
};
const TABLE: ResultTable = {
  columns: {
    cluster: [1, -1, null],
    seen: [1_700_000_000_000, 2, 3],
    z: Float64Array.of(1.5, Number.NaN, 2),
    day: ['2026-11-03', '2024-02-29', null],
    at: ['2026-11-03T08:05:00Z', '2026-11-03T08:05:00.250Z', null],
    isHot: [true, false, null],
    name: ['2026-11-03', '火灾', 'x'],
    parts: [{ noise: 2 }, null, null],
  },
  geometry: [{ type: 'Point', coordinates: [114.3, 30.6] }, square, null],
};

const read = (file: ArrayBuffer) => {
  const buffer: AsyncBuffer = {
    byteLength: file.byteLength,
    slice: (start, end) => file.slice(start, end),
  };
  return parquetReadObjects({ file: buffer, geoparquet: false, utf8: false });
};
const geoOf = (file: ArrayBuffer) =>
  JSON.parse(
    parquetMetadata(file).key_value_metadata?.find(({ key }) => key === 'geo')?.value ?? 'null',
  );

describe('a GeoParquet file', () => {
  const file = toGeoParquet(TABLE);

  it('has WKB in plain bytes, which readers older than the logical type open', async () => {
    const { schema } = parquetMetadata(file, { geoparquet: false });
    const geometry = schema.find(({ name }) => name === 'geometry')!;
    expect([geometry.type, geometry.logical_type, geometry.converted_type]).toEqual([
      'BYTE_ARRAY',
      undefined,
      undefined,
    ]);
    const [point, polygon, none] = await read(file);
    // Little endian, type 1 (point), two doubles.
    const wkb = new DataView((point!.geometry as Uint8Array).slice().buffer);
    expect([wkb.getUint8(0), wkb.getUint32(1, true)]).toEqual([1, 1]);
    expect([wkb.getFloat64(5, true), wkb.getFloat64(13, true)]).toEqual([114.3, 30.6]);
    expect((polygon!.geometry as Uint8Array)[1]).toBe(3);
    expect(none!.geometry).toBeNull();
  });

  it('says version 1.1, the coordinate system, the bounds, and where the bounds of a row are', async () => {
    const geo = geoOf(file);
    expect(geo).toMatchObject({ version: '1.1.0', primary_column: 'geometry' });
    const { bbox, covering, crs, geometry_types } = geo.columns.geometry;
    expect(geometry_types).toEqual(['Point', 'Polygon']);
    expect(crs.id).toEqual({ authority: 'OGC', code: 'CRS84' });
    expect(bbox).toEqual([114.3, 30.5, 114.4, 30.6]);
    expect(covering.bbox.xmin).toEqual(['bbox', 'xmin']);
    const rows = await read(file);
    expect(rows.map((row) => row.bbox ?? null)).toEqual([
      { xmin: 114.3, ymin: 30.6, xmax: 114.3, ymax: 30.6 },
      { xmin: 114.3, ymin: 30.5, xmax: 114.4, ymax: 30.6 },
      null,
    ]);
  });

  it('keeps whole numbers, days and moments as what they are', async () => {
    const kind = (column: string) => {
      const { converted_type, type } = parquetMetadata(file).schema.find(
        ({ name }) => name === column,
      )!;
      return [type, converted_type];
    };
    expect(kind('cluster')).toEqual(['INT32', undefined]);
    expect(kind('seen')).toEqual(['INT64', undefined]);
    expect(kind('z')).toEqual(['DOUBLE', undefined]);
    expect(kind('day')).toEqual(['INT32', 'DATE']);
    expect(kind('at')).toEqual(['INT64', 'TIMESTAMP_MILLIS']);
    expect(kind('isHot')).toEqual(['BOOLEAN', undefined]);
    expect(kind('name')).toEqual(['BYTE_ARRAY', 'UTF8']);
    expect((await read(file))[0]).toMatchObject({
      cluster: 1,
      seen: 1_700_000_000_000n,
      z: 1.5,
      day: new Date('2026-11-03'),
      at: new Date('2026-11-03T08:05:00Z'),
      isHot: true,
      name: '2026-11-03',
      parts: '{"noise":2}',
    });
    expect((await read(file))[1]!.z).toBeNull();
  });

  it('gives a column the type that is told, whatever its rows hold', async () => {
    const types = {
      id: 'integer',
      at: 'moment',
      day: 'day',
      share: 'number',
      code: 'text',
    } as const;
    const empty = Object.fromEntries(Object.keys(types).map((name) => [name, [null]]));
    const rows = {
      id: [7],
      at: ['2026-11-03T08:05:00Z'],
      day: ['2026-11-03'],
      share: [1],
      code: ['01'],
    };
    const written = ['INT64', 'TIMESTAMP_MILLIS', 'DATE', 'DOUBLE', 'UTF8'];
    for (const columns of [empty, rows]) {
      const { schema } = parquetMetadata(toGeoParquet({ columns, types }));
      expect(schema.slice(1).map(({ converted_type, type }) => converted_type ?? type)).toEqual(
        written,
      );
    }
  });

  it('of a plane has an unknown coordinate system, not that of degrees', () => {
    const geo = geoOf(toGeoParquet({ columns: { x: [500_000], y: [3_200_000] }, isPlanar: true }));
    expect(geo.columns.geometry.crs).toBeNull();
    expect(geo.columns.geometry.bbox).toEqual([500_000, 3_200_000, 500_000, 3_200_000]);
  });

  it('without places is plain Parquet', async () => {
    const plainFile = toGeoParquet({ columns: { n: [1, 2] } });
    expect(geoOf(plainFile)).toBeNull();
    expect(await read(plainFile)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it.each<[string, ResultTable['geometry']]>([
    ['without rows', []],
    ['whose rows have no place', [null, null]],
    ['of shapes without a corner', [{ type: 'MultiPolygon', coordinates: [] }]],
  ])('%s tells no bounds, for there are none', async (_, geometry) => {
    const made = toGeoParquet({ columns: { n: geometry!.map((_, i) => i) }, geometry });
    expect(geoOf(made).columns.geometry).not.toHaveProperty('bbox');
    for (const row of await read(made)) expect(row.bbox ?? null).toBeNull();
  });

  it('names heights in the types of its shapes', () => {
    const geometry: ResultTable['geometry'] = [
      { type: 'Point', coordinates: [114.3, 30.6, 25] },
      { type: 'LineString', coordinates: [...square.coordinates[0]!] },
    ];
    expect(
      geoOf(toGeoParquet({ columns: { n: [1, 2] }, geometry })).columns.geometry,
    ).toMatchObject({
      geometry_types: ['LineString', 'Point Z'],
      bbox: [114.3, 30.5, 114.4, 30.6],
    });
  });

  it('leaves a day that no calendar has as the text it is', async () => {
    const day = ['2026-11-03', '2026-02-30'];
    const rows = await read(
      toGeoParquet({ columns: { day, at: day.map((d) => `${d}T08:05:00Z`) } }),
    );
    expect(rows[1]).toEqual({ day: '2026-02-30', at: '2026-02-30T08:05:00Z' });
    const late = ['2026-11-03T08:05:00Z', '2026-11-03T25:05:00Z'];
    const kept = await parquetReadObjects({ file: toGeoParquet({ columns: { at: late } }) });
    expect(kept.map(({ at }) => at)).toEqual(late);
  });

  it.each(['geometry', 'bbox'])('refuses a column called %s beside the place', (name) => {
    const table: ResultTable = { ...TABLE, columns: { ...TABLE.columns, [name]: [1, 2, 3] } };
    expect(() => toGeoParquet(table)).toThrow(`GeoParquet keeps ${name} for the place`);
  });
});
