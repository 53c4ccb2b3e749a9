import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrack } from '../../../scripts/command/read-track.ts';
import { readGrids } from '../../../scripts/verify/read-grid.ts';
import { NormRules } from '../../../server/contract/norms/norm.ts';
import { admitTrack, fixesOfTrack } from '../../../server/domain/reading/tracks/admit-track.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';

const ZONE = { timeZone: 'Asia/Shanghai' };
const BASE = 'test/cases/_base';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunji-cases-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The first track of a file judged against a grid file, as `verify` does. */
async function judged(track: string, grid = `${BASE}/grid.geojson`, zone = ZONE) {
  const { grids, notes: onGrid } = await readGrids(grid);
  const tracks = (await readTrack(track, zone)).map(admitTrack);
  const fixes = fixesOfTrack(tracks[0]!, 1, 'wgs84');
  const verdict = judgePatrol({
    patrol: { startMs: fixes[0]!.t, endMs: fixes.at(-1)!.t },
    fixes,
    grid: { version: 1, polygon: grids[0]!.polygon },
    norm: { version: 1, rules: Value.Create(NormRules) },
    ...zone,
    history: [],
    others: [],
  });
  return { verdict, tracks, notes: [...onGrid, ...tracks[0]!.notes].join(' ') };
}

const COVERED = { low: 0.795, best: 0.892, high: 0.928 };
const rounded = ({ low, best, high }: typeof COVERED) =>
  Object.fromEntries(
    Object.entries({ low, best, high }).map(([key, share]) => [key, Math.round(share * 1e3) / 1e3]),
  );

describe('the reference walk is what it is, whatever the grid file is written in', () => {
  test.each([
    [`${BASE}/grid.geojson`, ''],
    ['test/cases/encodings/bom.geojson', ''],
    ['test/cases/encodings/gbk-grid.geojson', 'GB18030'],
  ])('%s', async (grid, note) => {
    const { notes, verdict } = await judged(`${BASE}/base.csv`, grid);
    expect(verdict).toMatchObject({ outcome: 'incomplete', signals: [] });
    expect(verdict.measures.effectiveMin.best).toBe(60);
    expect(rounded(verdict.measures.coverage)).toEqual(COVERED);
    expect(notes).toContain(note);
  });

  test('UTF-16, the other way round too', async () => {
    const text = `\uFEFF${await readFile(`${BASE}/grid.geojson`, 'utf8')}`;
    const little = Buffer.from(text, 'utf16le');
    for (const [name, bytes] of [
      ['le.geojson', little],
      ['be.geojson', Buffer.from(little).swap16()],
    ] as const) {
      await writeFile(join(folder, name), bytes);
      expect((await readGrids(join(folder, name))).grids[0]!.name).toBe('一号网格');
    }
  });
});

test('a grid that crosses itself is refused by name; parts that overlap are one ground', async () => {
  await expect(readGrids('test/cases/geojson-shapes/bowtie.geojson')).rejects.toThrow(
    'bowtie.geojson: grid t: a ring crosses itself',
  );
  const square = (x: number) => [
    [
      [x, 0],
      [x + 2, 0],
      [x + 2, 2],
      [x, 2],
      [x, 0],
    ],
  ];
  const file = join(folder, 'overlap.geojson');
  await writeFile(
    file,
    JSON.stringify({ type: 'MultiPolygon', coordinates: [square(0), square(1)] }),
  );
  const { polygon } = (await readGrids(file)).grids[0]!;
  expect(polygon.coordinates).toHaveLength(1);
});

test.each([
  ['swapped.geojson', 'latitude stands first'],
  ['webmercator.geojson', 'EPSG:3857'],
])('a grid of %s is refused: %s', async (name, says) => {
  await expect(readGrids(`test/cases/projected/${name}`)).rejects.toThrow(says);
});

describe('tracks as other programs write them', () => {
  const HEAD = 'person,time,lng,lat,accuracy';
  const rows = async () => (await readFile(`${BASE}/base.csv`, 'utf8')).trim().split('\n').slice(1);
  const written = async (name: string, text: string | Buffer) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  test('quoted fields between tabs, in UTF-16 of the other order', async () => {
    const lines = (await rows()).map((row) =>
      ['"zhang,\tsan"', ...row.split(',').map((cell) => `"${cell}"`)].join('\t'),
    );
    const head = HEAD.replaceAll(',', '\t');
    const file = await written(
      'q.csv',
      Buffer.from(`\uFEFF${[head, ...lines].join('\r\n')}`, 'utf16le').swap16(),
    );
    const { tracks, verdict } = await judged(file);
    expect(tracks[0]!.userId).toBe('zhang,\tsan');
    expect(rounded(verdict.measures.coverage)).toEqual(COVERED);
  });

  test('clocks of New York: the hour that was skipped moves on, the one that came twice is the earlier', async () => {
    const zone = { timeZone: 'America/New_York' };
    const at = async (clock: string) =>
      (
        await readTrack(await written('dst.csv', `time,lng,lat\n${clock},-74,40.7\n`), zone)
      )[0]!.points.map(({ t }) => new Date(t).toISOString());
    expect(await at('2026/3/8 2:30')).toEqual(['2026-03-08T07:30:00.000Z']);
    expect(await at('2026/11/1 1:30')).toEqual(['2026-11-01T05:30:00.000Z']);
    expect(await at('2016-12-31 18:59:60')).toEqual(['2016-12-31T23:59:59.000Z']);
  });
});

/** A unit square as a grid file at two corners, in whatever coordinates. */
const squareAt = (x: number, y: number, size: number, crs?: string) =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...(crs ? { crs: { type: 'name', properties: { name: crs } } } : {}),
    features: [
      {
        type: 'Feature',
        properties: { name: 'g' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [x, y],
              [x + size, y],
              [x + size, y + size],
              [x, y + size],
              [x, y],
            ],
          ],
        },
      },
    ],
  });

test.each([
  ['CGCS2000 Gauss-Krueger with its zone', squareAt(40_550_000, 3_165_000, 400), 'Gauss'],
  ['CGCS2000 Gauss-Krueger without', squareAt(550_000, 3_165_000, 400), 'Gauss'],
  ['Web Mercator', squareAt(13_514_000, 3_325_000, 400), 'Web Mercator'],
  ['latitude first', squareAt(28.6, 121.4, 0.003), 'latitude stands first'],
  ['EPSG:4549 by name', squareAt(550_000, 3_165_000, 400, 'urn:ogc:def:crs:EPSG::4549'), '4549'],
])('a grid in %s is refused by name', async (_, text, says) => {
  await writeFile(join(folder, 'crs.geojson'), text);
  await expect(readGrids(join(folder, 'crs.geojson'))).rejects.toThrow(says);
});
