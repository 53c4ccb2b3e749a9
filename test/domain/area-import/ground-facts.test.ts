import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { tellProblems } from '../../../server/contract/tell-file.ts';
import { toGeoParquet } from '../../../server/domain/analysis/geoparquet.ts';
import { readAreaFile } from '../../../server/domain/area-import/read-area-file.ts';
import { ReadingError } from '../../../server/domain/reading/problem.ts';
import { feature, square } from '../../support/made/area-file.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const toldOf = async (bytes: Uint8Array): Promise<string[]> => {
  const error = await readAreaFile(bytes).catch((thrown) => thrown);
  if (!(error instanceof ReadingError)) throw error;
  return error.problems.slice(1).map((one) => tellProblems([one]).detail);
};
const collected = (epsg: number, ...features: object[]) =>
  bytesOf(
    JSON.stringify({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } },
      features,
    }),
  );
const area = (code: string, level: string, parent: string | null, rings: unknown) =>
  feature({ code, name: 'n', level, parent }, rings);

/** Beijing 1954 in degrees, and in the metres of a strip: neither can be placed. */
test.each<[string, number, (x: number, y: number, width: number, height: number) => Position[][]]>([
  [
    'degrees',
    4214,
    (x, y, width, height) => [
      [
        [121 + x / 97_390, 29 + y / 110_858],
        [121 + (x + width) / 97_390, 29 + y / 110_858],
        [121 + (x + width) / 97_390, 29 + (y + height) / 110_858],
        [121 + x / 97_390, 29 + (y + height) / 110_858],
        [121 + x / 97_390, 29 + y / 110_858],
      ],
    ],
  ],
  [
    'metres',
    2437,
    (x, y, width, height) => [
      [
        [500_000 + x, 3e6 + y],
        [500_000 + x + width, 3e6 + y],
        [500_000 + x + width, 3e6 + y + height],
        [500_000 + x, 3e6 + y + height],
        [500_000 + x, 3e6 + y],
      ],
    ],
  ],
])('areas that overlap or leave their parent are told beside a system that is not understood, in %s', async (_, epsg, box) => {
  const told = await toldOf(
    collected(
      epsg,
      area('V', 'village', null, box(0, 0, 1_000, 1_000)),
      area('A', 'grid', 'V', box(0, 0, 400, 400)),
      // Its border runs along that of A, then half of it into B.
      area('B', 'grid', 'V', box(400, 0, 400, 400)),
      area('C', 'grid', 'V', box(600, 0, 600, 400)),
      area('D', 'grid', 'V', box(100, 100, 100, 100)),
      // A pencil's width.
      area('E', 'grid', 'V', box(0, 399.5, 400, 400)),
      area('F', 'grid', 'elsewhere', box(0, 0, 400, 400)),
    ),
  );
  const rounded = (text: string) =>
    text.replace(/\d{4,} m²/, (m2) => `${Math.round(Number.parseInt(m2, 10) / 1000)}k m²`);
  expect(told.map(rounded)).toEqual([
    'feature 4: C: it shares 80k m² (50.0 %) with B',
    'feature 4: C: 80k m² (33.3 %) of it lie outside V',
    'feature 5: D: it shares 10k m² (100.0 %) with A',
  ]);
});

test('a thousand grids that share their borders, bends and all, overlap nowhere', async () => {
  const at = (i: number, j: number): Position => [
    121 + i * 0.004 + 0.001 * Math.sin(3 * i + j),
    29 + j * 0.004 + 0.001 * Math.cos(2 * i - j),
  ];
  const grids = Array.from({ length: 1_000 }, (_, k) => {
    const [i, j] = [k % 40, Math.floor(k / 40)];
    const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1), at(i, j)];
    return area(`G${k}`, 'grid', null, [corners]);
  });
  expect(await toldOf(collected(4214, ...grids))).toEqual([]);
});

test('of GeoParquet in a system that is not understood, what is wrong with its parts is told too', async () => {
  const metres = (x: number) => square(500_000 + x, 3e6, 400);
  const made = toGeoParquet({
    columns: { code: ['1', '2', '2'], name: ['a', '', 'c'] },
    geometry: [metres(0), metres(200), [metres(800)[0]!.slice(0, 4)]].map((coordinates) => ({
      ...{ type: 'Polygon' as const, coordinates },
    })),
    isPlanar: true,
  });
  expect(await toldOf(new Uint8Array(made))).toEqual([
    'feature 2: 2: no value at name',
    'feature 2: 2: 2 features have it',
    'feature 2: 2: it shares 80000 m² (50.0 %) with 1',
    'feature 3: 2: 1 of 1 rings do not end where they begin',
    'feature 3: 2: 2 features have it',
  ]);
});
