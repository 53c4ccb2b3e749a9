import type { Polygon } from 'geojson';
import { expect, test } from 'vitest';
import { readAreaFile } from '../../../server/domain/area-import/read-area-file.ts';
import { readMap, readSomeMap } from '../../../server/domain/reading/maps/read-map.ts';
import { UNNAMED } from '../../../server/domain/reading/maps/systems.ts';
import { feature, square } from '../../support/made/area-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const rings = square(121.37, 28.58);
const polygon: Polygon = { type: 'Polygon', coordinates: rings };
const corners = rings[0]!.map((at) => at.join(' ')).join(', ');
const point = { type: 'Point', coordinates: [121.375, 28.585] };

test.each([
  ['in lower case', `polygon((${corners}))`],
  ['on several lines', `POLYGON (\n  (\n${corners.replaceAll(', ', ',\n  ')}\n  )\n)`],
  ['with heights', `POLYGON Z ((${corners.replaceAll(',', ' 5,')} 5))`],
  ['as a collection of one', `GEOMETRYCOLLECTION(POLYGON((${corners})))`],
  ['as a multi-polygon of its system', `SRID=4490;MULTIPOLYGON (((${corners})))`],
])('WKT %s is read', async (_, wkt) => {
  const { features } = await readMap(bytesOf(`code;name;geom\n1;a;"${wkt}"\n`));
  const numbers = JSON.stringify(features[0]!.geometry).match(/[\d.]+/g)!;
  expect(numbers.filter((one) => one !== '5').map(Number)).toEqual(rings.flat(2));
});

test('of several columns of shapes that of areas is read', async () => {
  const { features } = await readMap(
    bytesOf(`code;middle;outline\n1;POINT(121.375 28.585);POLYGON((${corners}))\n`),
  );
  expect(features[0]!.geometry).toEqual(polygon);
});

test('WKB in hexadecimal digits, as PostGIS writes it, is read in its system', async () => {
  const wkb = Buffer.alloc(17 + 80);
  wkb.set([1, 3, 0, 0, 0x20]);
  [4490, 1, 5].forEach((value, k) => {
    wkb.writeUInt32LE(value, 5 + 4 * k);
  });
  rings.flat(2).forEach((value, k) => {
    wkb.writeDoubleLE(value, 17 + 8 * k);
  });
  const read = await readMap(bytesOf(`code,geom\n010000000123,${wkb.toString('hex')}\n`));
  expect(read).toMatchObject({ system: 'CGCS2000', features: [{ geometry: polygon }] });
});

test('curves are told by their name, record by record, and what to do', async () => {
  const { features } = await readSomeMap(
    bytesOf(`code;geom\n1;CURVEPOLYGON((${corners}))\n2;POINT(1 2)\n`),
    UNNAMED,
  );
  expect(features.map(({ geometry, unread }) => [geometry?.type, unread?.[0]?.code])).toEqual([
    [undefined, 'curves'],
    ['Point', undefined],
  ]);
});

const placemark = (inner: string) =>
  `<Placemark><name>n</name>${inner}<Polygon><outerBoundaryIs><LinearRing><coordinates>${rings[0]!
    .map((at) => at.join())
    .join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;

test('attributes that ArcGIS writes into a description are properties', async () => {
  const table = `<html><table><tr><td>n</td></tr><tr><td><table>
    <tr><td>编码</td><td>331004</td></tr><tr bgcolor="#D4E4F3"><td>A &amp; B</td> <td>&lt;Null&gt;</td></tr></table></td></tr></table></html>`;
  const { features } = await readMap(
    bytesOf(
      `<kml><Document>${placemark(`<description><![CDATA[${table}]]></description>`)}</Document></kml>`,
    ),
  );
  expect(features[0]!.properties).toMatchObject({ name: 'n', 编码: '331004', 'A & B': '' });
});

test('KML whose elements have a prefix is KML', async () => {
  const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${placemark('')}</Document></kml>`;
  const { features } = await readMap(
    bytesOf(kml.replace(/<(\/?)(?=\w)/g, '<$1k:').replace('xmlns=', 'xmlns:k=')),
  );
  expect(features[0]!.geometry).toEqual(polygon);
});

const collected = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const readJson = (json: unknown) => readAreaFile(bytesOf(JSON.stringify(json)));

test('points beside the outline of an area are no ground, and counted', async () => {
  const both = { type: 'GeometryCollection', geometries: [point, polygon] };
  const read = await readJson(
    collected({ type: 'Feature', properties: { code: '1' }, geometry: both }),
  );
  expect(read.collection.features).toMatchObject([{ geometry: polygon }]);
  expect(read.noteCodes).toEqual([{ code: 'points-beside', values: { count: 1 } }]);
});

test('collections within a collection are one', async () => {
  const layers = ['T', 'G'].map((code) => collected(feature({ code }, rings)));
  const { collection } = await readJson(collected(...layers));
  expect(collection.features).toMatchObject([
    { properties: { code: 'T' } },
    { properties: { code: 'G' } },
  ]);
});

test('the identity of a feature is its code where it has no other, and properties may lie in an object', async () => {
  const one = { ...feature({ about: { 名称: 'a' } }, rings), id: 'G-1' };
  expect((await readJson(collected(one))).keys).toEqual({ codeKey: 'id', nameKey: 'about.名称' });
});

test('texts of a sequence may have lines of their own', async () => {
  const texts = ['1', '2'].map((code) => JSON.stringify(feature({ code }, rings), null, 1));
  const { collection } = await readAreaFile(
    bytesOf(texts.map((text) => `\u001e${text}\r\n`).join('')),
  );
  expect(collection.features).toHaveLength(2);
  const { features } = await readSomeMap(
    bytesOf(`\u001e${texts[0]}\n\u001e{"type":\n\u001e${texts[1]}\n`),
    UNNAMED,
  );
  expect(features[1]!.unread).toMatchObject([{ code: 'json-value', values: { line: 34 } }]);
});

const [EAST, NORTH] = [637_009, 3_160_195];
const boxOf = (x: number, y: number) => [
  [x, y],
  [x + 900, y],
  [x + 900, y + 900],
  [x, y],
];
const collection = (crs: string | null, ...starts: (readonly [number, number])[]) =>
  bytesOf(
    JSON.stringify({
      type: 'FeatureCollection',
      ...(crs === null ? {} : { crs: { type: 'name', properties: { name: crs } } }),
      features: starts.map(([x, y]) => ({
        ...feature({ code: '1', name: 'n' }),
        geometry: { type: 'Polygon', coordinates: [boxOf(x, y)] },
      })),
    }),
  );
const refusal = (bytes: Uint8Array) =>
  readMap(bytes).then(
    () => null,
    ({ problems }) => problems,
  );

test('a GeoJSON of metres that names no system asks for it, as other files do', async () => {
  expect(await refusal(collection(null, [EAST, NORTH]))).toEqual([
    { code: 'no-system', values: { sample: `${EAST}, ${NORTH}` } },
  ]);
  // Beside degrees, by whose rule it goes, metres are a corner out of range.
  expect(await refusal(collection(null, [EAST, NORTH], [121.37, 28.58]))).toBe(null);
});

test.each([
  ['EPSG:4549', NORTH, EAST, 'CGCS2000 / Gauss-Krüger 3°, 120°E'],
  ['EPSG:4528', NORTH, 40_000_000 + EAST, 'CGCS2000 / Gauss-Krüger 3°, 120°E, zone 40'],
  ['EPSG:4490', 40.5, 85.2, 'CGCS2000'],
  [null, 40.5, 85.2, 'WGS-84'],
] as const)('coordinates of %s with the northing first are refused, not put elsewhere on earth', async (crs, x, y, system) => {
  expect(await refusal(collection(crs, [x, y]))).toEqual([
    { code: 'axes-turned', values: { sample: `${x}, ${y}`, system } },
  ]);
});
