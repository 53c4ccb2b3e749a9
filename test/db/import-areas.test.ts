import { sql } from 'kysely';
import proj4 from 'proj4';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  AREA_IMPORT_STAGES,
  type AreaImportOptions,
  type AreaImportProgress,
} from '../../server/contract/areas/area-import.ts';
import { fromWgs84 } from '../../server/contract/areas/datum.ts';
import { comingChanges } from '../../server/db/areas/coming-changes.ts';
import type { Refusal } from '../../server/errors.ts';
import { importAreas } from '../../server/services/areas/import-areas.ts';
import { withdrawChange } from '../../server/services/areas/withdraw-change.ts';
import { collection, feature, importOptions, square } from '../support/made/area-file.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const JAN = '2026-01-01T00:00:00.000Z';
const FEB = '2026-02-01T00:00:00.000Z';
const NOW = new Date('2026-03-01T00:00:00.000Z');

const town = feature({ code: 'T', name: 'Town', level: 'town' }, square(0, 0, 0.1));
const grid = (code: string, rings: unknown, own: object = {}) =>
  feature({ code, name: `Grid ${code}`, parent: 'T', level: 'grid', ...own }, rings);
const west = grid('W', square(0, 0));
const east = grid('E', square(0.01, 0));
const BOW_TIE = [
  [
    [0.02, 0],
    [0.03, 0.01],
    [0.03, 0],
    [0.02, 0.01],
    [0.02, 0],
  ],
];

describeStores('importing areas', (store) => {
  beforeEach(async () => {
    await emptyTables(store().db, ['area_versions', 'areas']);
  });

  const load = (
    features: unknown[],
    options: Partial<AreaImportOptions> = {},
    onStage: (begun: AreaImportProgress) => void = () => {},
  ) =>
    importAreas(
      store().db,
      {
        collection: collection(...features),
        options: importOptions({ from: JAN, ...options }),
      },
      { now: NOW, onStage },
    );
  const versions = async () =>
    (
      await sql<{ code: string; version: number; from: Date; to: Date | null; m2: number }>`
        select a.code, v.version, v.valid_from as from, v.valid_to as to, round(ST_Area(v.geom::geography)) as m2
        from area_versions v join areas a on a.id = v.area_id order by a.code, v.version`.execute(
        store().db,
      )
    ).rows;
  const held = async () => (await versions()).map(({ code, version }) => `${code}${version}`);
  const found = (report: Awaited<ReturnType<typeof load>>) =>
    report.defects.map(({ code, defect }) => `${code} ${defect}`);

  test('a sound file is stored whole, its tree joined by code', async () => {
    const report = await load([east, west, town]);
    expect(report).toMatchObject({
      imported: true,
      created: 3,
      changed: 0,
      closed: 0,
      defects: [],
    });
    expect(await held()).toEqual(['E1', 'T1', 'W1']);
    const { rows } = await sql`
      select p.code from area_versions v join areas p on p.id = v.parent_id`.execute(store().db);
    expect(rows).toEqual([{ code: 'T' }, { code: 'T' }]);
  });

  test('one defect keeps the whole file out, and every defect is named', async () => {
    const report = await load([
      town,
      west,
      grid('X', BOW_TIE),
      grid('O', square(0.005, 0)),
      grid('F', square(5, 5)),
      grid('N', square(0.05, 0.05), { parent: 'nobody' }),
    ]);
    expect(report.imported).toBe(false);
    expect(found(report)).toEqual([
      'X invalid-ring',
      'O overlap',
      'F outside-parent',
      'N unknown-parent',
    ]);
    expect(report.defects[0]!.detail).toContain('crosses itself');
    expect(await held()).toEqual([]);
  });

  test('where a defect lies is told: what two share, what lies outside, the point of a crossing', async () => {
    const { places } = await load([
      town,
      west,
      grid('X', BOW_TIE),
      grid('O', square(0.005, 0)),
      grid('F', square(0.095, 0.05)),
      grid('N', square(0.05, 0.05), { parent: 'nobody' }),
    ]);
    expect(places.map(({ defect, ground }) => [defect, ground.type])).toEqual([
      [0, 'Point'],
      [1, 'Polygon'],
      [2, 'Polygon'],
    ]);
    const [crossing, shared, outside] = places.map(({ ground }) => ground.coordinates);
    expect(crossing).toEqual([0.025, 0.005]);
    const eastings = (of: unknown) => (of as number[][][])[0]!.map(([lng]) => lng!);
    expect([Math.min(...eastings(shared)), Math.max(...eastings(shared))]).toEqual([0.005, 0.01]);
    expect([Math.min(...eastings(outside)), Math.max(...eastings(outside))]).toEqual([0.1, 0.105]);
  });

  test('of a code that stands twice, and of grids on record that a new outline leaves outside, the ground is told too', async () => {
    await load([town, west, east]);
    const twice = await load([grid('D', square(0.05, 0)), grid('D', square(0.055, 0))], {
      from: FEB,
    });
    expect(twice.places.map(({ defect }) => twice.defects[defect]!.defect)).toEqual(['overlap']);
    const smaller = feature(
      { code: 'T', name: 'Town', level: 'town', parent: '' },
      square(0, 0, 0.015),
    );
    const { defects, places } = await load([smaller], { from: FEB });
    expect(places.map(({ defect }) => defects[defect]!.code)).toEqual(['E']);
  });

  test('its stages are told as they begin, and given up at the last it leaves nothing', async () => {
    const told: AreaImportProgress[] = [];
    const giveUp = (begun: AreaImportProgress) => {
      told.push(begun);
      if (begun.stage === 'store') throw new Error('given up');
    };
    const found = [town, west];
    await expect(load(found, {}, giveUp)).rejects.toThrow('given up');
    expect(told).toEqual(AREA_IMPORT_STAGES.map((stage) => ({ stage, features: 2 })));
    expect(await versions()).toEqual([]);
    expect((await load(found)).imported).toBe(true);
  });

  test('a check stores nothing', async () => {
    const report = await load([town, west], { check: true });
    expect(report).toMatchObject({ imported: false, created: 2, defects: [] });
    expect(await held()).toEqual([]);
  });

  test('importing the same again changes nothing', async () => {
    await load([town, west]);
    expect(await load([town, west])).toMatchObject({ imported: true, unchanged: 2, created: 0 });
    expect(await load([town, west], { from: FEB })).toMatchObject({ unchanged: 2, changed: 0 });
    expect(await held()).toEqual(['T1', 'W1']);
  });

  test.each([
    ['Gauss-Krüger', '+proj=tmerc +lat_0=0 +lon_0=0 +k=1 +x_0=500000 +ellps=GRS80 +units=m'],
    ['web Mercator', 'EPSG:3857'],
  ])('the same by way of %s is no new version, nor is less than a centimetre', async (_, system) => {
    const ways = proj4('WGS84', system);
    const moved = (one: typeof west, by: number) => ({
      ...one,
      geometry: {
        ...one.geometry,
        coordinates: (one.geometry.coordinates as number[][][]).map((ring) =>
          ring.map(([lng, lat]) => ways.inverse(ways.forward([lng! + by, lat!]))),
        ),
      },
    });
    await load([town, west]);
    const again = (by: number) =>
      load(
        [town, west].map((one) => moved(one, by)),
        { from: FEB },
      );
    expect(await again(3e-10)).toMatchObject({ imported: true, unchanged: 2, keptShape: 2 });
    expect(await held()).toEqual(['T1', 'W1']);
    expect(await again(3e-7)).toMatchObject({ imported: true, changed: 2, keptShape: 0 });
    expect(await held()).toEqual(['T1', 'T2', 'W1', 'W2']);
  });

  test('a redrawn grid gets a version from that day on, and the day before keeps the old one', async () => {
    await load([town, west]);
    const report = await load([town, grid('W', square(0, 0, 0.02))], { from: FEB });
    expect(report).toMatchObject({ imported: true, changed: 1, unchanged: 1 });
    const [, first, second] = await versions();
    expect(first).toMatchObject({ code: 'W', version: 1, to: new Date(FEB) });
    expect(second).toMatchObject({ code: 'W', version: 2, from: new Date(FEB), to: null });
    expect(second!.m2 / first!.m2).toBeCloseTo(4, 1);
  });

  test('a version on record is never rewritten: a change must start later', async () => {
    await load([town, west]);
    const report = await load([town, grid('W', square(0, 0, 0.02))]);
    expect(found(report)).toEqual(['W not-later']);
    expect(await held()).toEqual(['T1', 'W1']);
  });

  test('the code of an area elsewhere, or of another level, is refused', async () => {
    await load([town, west]);
    const far = feature({ code: 'U', name: 'U', level: 'town' }, square(5, 5, 0.1));
    const moved = grid('W', square(5, 5), { parent: 'U' });
    expect(found(await load([far, moved], { from: FEB }))).toEqual(['W code-taken']);
    expect(
      found(
        await load([feature({ code: 'W', name: 'W', level: 'town', parent: '' })], { from: FEB }),
      ),
    ).toEqual(['W code-taken']);
  });

  test('neighbours and parents on record count like those of the file', async () => {
    await load([town, west]);
    const report = await load([grid('O', square(0.005, 0)), grid('F', square(0.095, 0))], {
      from: FEB,
    });
    expect(found(report)).toEqual(['O overlap', 'F outside-parent']);
  });

  test('a parent drawn smaller names the areas on record it leaves outside', async () => {
    await load([town, west, east]);
    const smaller = feature(
      { code: 'T', name: 'Town', level: 'town', parent: '' },
      square(0, 0, 0.01),
    );
    const report = await load([smaller], { from: FEB });
    expect(report.defects).toMatchObject([{ code: 'E', feature: null, defect: 'outside-parent' }]);
  });

  test('what the file lacks stays, unless missing areas are to be closed', async () => {
    await load([town, west, east]);
    expect(await load([town, west], { from: FEB })).toMatchObject({ closed: 0 });
    expect(
      await load([grid('W', square(0, 0, 0.02))], { from: FEB, closeMissing: true }),
    ).toMatchObject({ imported: true, closed: 1, changed: 1 });
    expect((await versions()).map(({ code, to }) => [code, to])).toEqual([
      ['E', new Date(FEB)],
      ['T', null],
      ['W', new Date(FEB)],
      ['W', null],
    ]);
  });

  test('an area that was closed may come back as its next version', async () => {
    await load([town, west, east]);
    await load([west], { from: FEB, closeMissing: true });
    await load([east], { from: NOW.toISOString() });
    expect(await held()).toEqual(['E1', 'E2', 'T1', 'W1']);
  });

  test('repair untangles a crossing and says so', async () => {
    const report = await load([town, grid('X', BOW_TIE)], { repair: true });
    expect(report).toMatchObject({ imported: true, defects: [] });
    expect(report.repaired).toMatchObject([{ code: 'X', defect: 'invalid-ring' }]);
    const { rows } =
      await sql`select bool_and(ST_IsValid(geom)) as valid from area_versions`.execute(store().db);
    expect(rows).toEqual([{ valid: true }]);
  });

  /** A metre of longitude at the equator, degrees. */
  const M = 1 / 111_320;
  const strip = (from: number, to: number) => [
    [
      [from, 0],
      [to, 0],
      [to, 0.01],
      [from, 0.01],
      [from, 0],
    ],
  ];
  /** W and E share a strip of 3 m, E and F leave one of 2 m between them; a good kilometre long. */
  const uneven = [
    town,
    west,
    grid('E', strip(0.01 - 3 * M, 0.02)),
    grid('F', strip(0.02 + 2 * M, 0.03)),
  ];

  test('what holds no ground is said to, and not to be mended', async () => {
    const line = [
      [
        [0.02, 0],
        [0.025, 0.005],
        [0.03, 0.01],
        [0.02, 0],
      ],
    ];
    const point = [
      [
        [0.02, 0],
        [0.02, 0],
        [0.02, 0],
        [0.02, 0],
      ],
    ];
    for (const rings of [line, point]) {
      const { defects, repaired } = await load([town, grid('X', rings)], { repair: true });
      expect(defects).toMatchObject([
        { code: 'X', defect: 'invalid-ring', problems: [{ code: 'no-ground' }] },
      ]);
      expect(repaired).toEqual([]);
    }
  });

  test('slivers up to a width are closed on request, and it is said how many and how much', async () => {
    const asked = { overlapM2: 0, overlapShare: 0, sliverM: 0 };
    expect(found(await load(uneven, asked))).toEqual(['E overlap']);
    expect(await load(uneven, { ...asked, healM: 1, check: true })).toMatchObject({
      healed: { overlaps: 0, overlapM2: 0, gaps: 0, gapM2: 0 },
    });
    const report = await load(uneven, { ...asked, healM: 5 });
    expect(report).toMatchObject({ imported: true, healed: { overlaps: 1, gaps: 1 } });
    expect(report.healed.overlapM2 / (3 * 1_106)).toBeCloseTo(1, 1);
    expect(report.healed.gapM2 / (2 * 1_106)).toBeCloseTo(1, 1);
    const { rows } = await sql<{ parts: number; m2: number }>`
      with g as (select geom from area_versions where level = 'grid')
      select ST_NumGeometries(ST_Multi((select ST_Union(geom) from g))) as parts,
        (select sum(ST_Area(ST_Intersection(a.geom, b.geom)::geography)) from g a join g b on a.geom < b.geom) as m2`.execute(
      store().db,
    );
    expect(rows[0]!.parts).toBe(1);
    expect(rows[0]!.m2).toBeLessThan(0.1);
    expect(await load(uneven, { ...asked, healM: 5 })).toMatchObject({ unchanged: 4 });
  });

  test('a check says what becomes of the grids there are: split, merged and redrawn', async () => {
    await load([town, west, east, grid('F', strip(0.02, 0.03)), grid('G', strip(0.03, 0.04))]);
    const next = [
      town,
      grid('W', strip(0, 0.005)),
      grid('W2', strip(0.005, 0.01)),
      grid('E', strip(0.01, 0.03)),
      grid('G', strip(0.03, 0.045)),
    ];
    const report = await load(next, { from: FEB, closeMissing: true, check: true });
    expect(report.defects).toEqual([]);
    expect(report.grids.map(({ code, change, into }) => [code, change, ...into])).toEqual([
      ['E', 'merged', { code: 'E', share: 1 }],
      ['F', 'merged', { code: 'E', share: 1 }],
      ['G', 'redrawn', { code: 'G', share: 1 }],
      ['W', 'split', { code: 'W', share: 0.5 }, { code: 'W2', share: 0.5 }],
    ]);
    expect(report.grids.filter(({ ends }) => ends).map(({ code }) => code)).toEqual(['F']);
    expect(
      report.areas.map(({ after, before, code, outline }) => [
        code,
        ...[before?.name ?? null, after?.name ?? null, outline],
      ]),
    ).toEqual([
      ['F', 'Grid F', null, false],
      ['E', 'Grid E', 'Grid E', true],
      ['G', 'Grid G', 'Grid G', true],
      ['W', 'Grid W', 'Grid W', true],
      ['W2', null, 'Grid W2', false],
    ]);
    expect(await held()).toEqual(['E1', 'F1', 'G1', 'T1', 'W1']);
  });

  test('a check says how areas are called and hang, before and after, where that changes', async () => {
    const village = (code: string, x: number) =>
      feature({ code, name: code, level: 'village', parent: 'T' }, square(x, 0.02, 0.02));
    await load([
      town,
      village('V', 0),
      village('U', 0.02),
      grid('W', square(0, 0.02), { parent: 'V' }),
    ]);
    const moved = grid('W', square(0, 0.02), { parent: 'U', name: 'West' });
    const report = await load([moved], { from: FEB, check: true, allow: ['outside-parent'] });
    const told = { level: 'grid', gridType: null };
    expect(report.areas).toEqual([
      {
        ...{ code: 'W', outline: false },
        before: { ...told, name: 'Grid W', parent: 'V' },
        after: { ...told, name: 'West', parent: 'U' },
      },
    ]);
  });

  test('a file that lies beside the record is told as what it would fit', async () => {
    const at = (code: string, lng: number) => grid(code, square(lng, 28.58));
    const there = [feature({ code: 'T', name: 'Town', level: 'town' }, square(121.3, 28.5, 0.2))];
    await load([...there, at('W', 121.37), at('E', 121.38)]);
    const offset = [at('W', 121.3745), at('E', 121.3845)];
    expect(await load(offset, { from: FEB, check: true })).toMatchObject({ shift: null });
    const report = await load([at('W', 121.37), at('E', 121.38)], {
      ...{ from: FEB, check: true, datum: 'gcj02' },
    });
    expect(report.shift).toMatchObject({ datum: 'wgs84', leftM: 0 });
    expect(report.shift!.metres).toBeGreaterThan(300);
  });

  // Of so few shapes PostGIS may come to chances of a million and more of which the planner wants none.
  test('a file in BD-09 is told as what it would fit, whatever its few shapes are counted as', async () => {
    const at = (size: number, x: number, y: number, datum: 'wgs84' | 'bd09') =>
      square(121.37 + x, 28.58 + y, size).map((ring) =>
        ring.map(([lng, lat]) => {
          const moved = fromWgs84({ lng, lat }, datum);
          return [moved.lng, moved.lat];
        }),
      );
    const areas = (datum: 'wgs84' | 'bd09') => [
      feature({ code: 'T', name: 'Town', level: 'town' }, at(0.008, 0, 0, datum)),
      feature({ code: 'V', name: 'V', level: 'village', parent: 'T' }, at(0.008, 0, 0, datum)),
      ...[0, 1, 2, 3].map((k) =>
        feature(
          { code: `G${k}`, name: 'G', level: 'grid', parent: 'V' },
          at(0.004, 0.004 * (k % 2), 0.004 * (k >> 1), datum),
        ),
      ),
    ];
    await load(areas('wgs84'), { top: 'D' });
    await sql`analyze area_versions`.execute(store().db);
    const { shift } = await load(areas('bd09'), { from: FEB, check: true, top: 'D' });
    expect(shift).toMatchObject({ datum: 'bd09', leftM: 0 });
  });

  test('parents that are only named, and a top, are made from their children and grow with them', async () => {
    const named = { makeParents: true, top: 'All', level: 'grid' as const, levelKey: undefined };
    expect(await load([west], named)).toMatchObject({ imported: true, made: ['T', 'All'] });
    expect(await load([west], named)).toMatchObject({ unchanged: 3, changed: 0 });
    expect(await load([east], { ...named, from: FEB })).toMatchObject({ created: 1, changed: 2 });
    const { rows } = await sql<{ code: string; level: string; m2: number }>`
      select a.code, v.level, round(ST_Area(v.geom::geography) / 1000) as m2
      from areas_at(${FEB}) v join areas a on a.id = v.area_id order by a.code`.execute(store().db);
    const one = rows.find(({ code }) => code === 'W')!.m2;
    expect(rows).toMatchObject([
      { code: 'All', level: 'town' },
      { code: 'E', level: 'grid' },
      { code: 'T', level: 'village' },
      { code: 'W', level: 'grid' },
    ]);
    for (const code of ['All', 'T'])
      expect(rows.find((row) => row.code === code)!.m2 / one).toBeCloseTo(2, 1);
  });

  test('without a date, what was never on record holds always, and a change from now on', async () => {
    await load([town, west], { from: undefined });
    await load([grid('W', square(0, 0, 0.02))], { from: undefined });
    expect((await versions()).map(({ code, from }) => [code, from])).toEqual([
      ['T', new Date('2015-01-01T00:00:00Z')],
      ['W', new Date('2015-01-01T00:00:00Z')],
      ['W', NOW],
    ]);
  });

  test('without a date, what takes ground that another held begins now, with all below it: the past keeps its areas', async () => {
    await load([town, west, east], { from: undefined });
    const village = feature(
      { code: 'V', name: 'Village', level: 'village', parent: 'T' },
      square(0, 0.02, 0.03),
    );
    const within = grid('I', square(0, 0.02), { parent: 'V' });
    const halves = [grid('W', square(0, 0, 0.005)), grid('W2', square(0.005, 0, 0.005))];
    await load([...halves, grid('N', square(0, 0.01)), village, within], { from: undefined });
    const renewed = feature(
      { code: 'V2', name: 'Village', level: 'village', parent: 'T' },
      square(0, 0.02, 0.03),
    );
    await load([renewed, grid('J', square(0.01, 0.03), { parent: 'V2' })], {
      from: undefined,
      closeMissing: true,
    });
    const always = '2015-01-01T00:00:00.000Z';
    expect(
      (await versions())
        .filter(({ version }) => version === 1)
        .map((one) => [one.code, one.from.toISOString()]),
    ).toEqual([
      ['E', always],
      ['I', always],
      ['J', NOW.toISOString()],
      ['N', always],
      ['T', always],
      ['V', always],
      ['V2', NOW.toISOString()],
      ['W', always],
      ['W2', NOW.toISOString()],
    ]);
  });

  test('a grid drawn beside the others makes the outlines above it grow where that is asked, and no neighbour gives way', async () => {
    const townAt = (code: string, x: number) =>
      feature({ code, name: code, level: 'town', parent: 'D' }, square(x, 0, 0.1));
    const district = feature({ code: 'D', name: 'D', level: 'district' }, square(-0.5, -0.5, 2));
    expect(found(await load([district, townAt('T', 0), townAt('U', 0.2), west]))).toEqual([]);
    const beside = grid('B', square(0.1, 0));
    expect(found(await load([beside], { from: FEB }))).toEqual(['B outside-parent']);
    const [before] = (await versions()).filter(({ code }) => code === 'T');
    expect(await load([beside], { from: FEB, growParents: true })).toMatchObject({
      imported: true,
      made: ['T'],
    });
    const grown = (await versions()).filter(({ code }) => code === 'T');
    expect(grown.map(({ version, to }) => [version, to?.toISOString() ?? null])).toEqual([
      [1, FEB],
      [2, null],
    ]);
    expect(grown[1]!.m2 / before!.m2).toBeCloseTo(1.01, 3);
    expect(await load([beside], { from: FEB, growParents: true })).toMatchObject({
      unchanged: 1,
      made: [],
    });
    const within = grid('X', square(0.2, 0));
    const refused = await load([within], { from: FEB, growParents: true });
    expect(refused.imported).toBe(false);
    expect(refused.defects).toMatchObject([{ code: 'T', defect: 'overlap' }]);
  });

  describe('what is still to come', () => {
    const APR = '2026-04-01T00:00:00.000Z';
    const MAY = '2026-05-01T00:00:00.000Z';
    const rooted = async () =>
      (await sql<{ id: number }>`select id from areas where code = 'T'`.execute(store().db))
        .rows[0]!.id;
    const back = async (from: string, check = false) =>
      withdrawChange(store().db, { from, check }, { within: await rooted(), nowMs: NOW.getTime() });
    const problemOf = (done: Promise<unknown>) =>
      done.then(
        () => null,
        (error: Refusal) => [error.code, error.problems[0]!.code, error.problems[0]!.values.areas],
      );
    /** W is split, E is ended. */
    const split = [
      town,
      grid('W', square(0, 0, 0.005)),
      grid('W2', square(0.005, 0, 0.005)),
      grid('N', square(0, 0.01)),
    ];

    beforeEach(async () => {
      await load([town, west, east]);
      expect(await load(split, { from: APR, closeMissing: true })).toMatchObject({
        imported: true,
      });
    });

    test('is told by moment, and taken back as one: all goes on as it was', async () => {
      const before = await versions();
      const change = { from: APR, begin: 2, change: 1, end: 1 };
      const [coming, ...others] = await comingChanges(store().db, await rooted(), NOW.getTime());
      expect(others).toEqual([]);
      expect(coming).toMatchObject(change);
      expect(coming!.areas.map(({ code, does }) => `${code} ${does}`)).toEqual([
        'E end',
        'N begin',
        'W change',
        'W2 begin',
      ]);
      expect(await back(APR, true)).toMatchObject({ ...change, withdrawn: false });
      expect(await versions()).toEqual(before);
      expect(await back(APR)).toMatchObject({ ...change, withdrawn: true });
      expect(await versions()).toMatchObject([
        { code: 'E', version: 1, to: null },
        { code: 'T', version: 1, to: null },
        { code: 'W', version: 1, to: null },
      ]);
      expect(await comingChanges(store().db, await rooted(), NOW.getTime())).toEqual([]);
    });

    test('says who is left without the grid they were to hold', async () => {
      await sql`insert into officers (code, name, category) values ('O', 'Zhang', 'full-time')`.execute(
        store().db,
      );
      await sql`
        insert into officer_assignments (officer_id, area_id, valid_from)
        select o.id, a.id, ${APR} from officers o, areas a where o.code = 'O' and a.code = 'W2'`.execute(
        store().db,
      );
      expect((await back(APR)).left).toEqual({
        officers: [{ grid: 'W2', officer: 'Zhang' }],
        norms: 0,
        accounts: [],
      });
      await emptyTables(store().db, ['officer_assignments', 'officers']);
    });

    test('gives a number that was taken back to no other version', async () => {
      await back(APR);
      await load([town, grid('W', square(0, 0, 0.009))], { from: MAY });
      expect(await held()).toEqual(['E1', 'T1', 'W1', 'W3']);
    });

    test('leaves codes that never began free to whoever holds the ground', async () => {
      await back(APR);
      const options = importOptions({ from: MAY, closeMissing: true });
      const again = { collection: collection(...split), options };
      expect(
        await importAreas(store().db, again, { now: NOW, within: await rooted() }),
      ).toMatchObject({ imported: true, created: 2 });
    });

    test('keeps areas that begin or end then to whose ground they are', async () => {
      const options = importOptions({ from: MAY });
      const by = async (...features: unknown[]) =>
        importAreas(
          store().db,
          { collection: collection(...features), options },
          { now: NOW, within: await rooted() },
        );
      // W2 begins in April, and E ends then.
      expect(await by(grid('W2', square(0.005, 0, 0.004)))).toMatchObject({ imported: true });
      expect(await by(east)).toMatchObject({ imported: true, created: 1 });
    });

    test('of an area that ended long ago is of whose ground it was', async () => {
      await back(APR);
      await load([west], { from: FEB, closeMissing: true });
      const options = importOptions({ from: MAY });
      expect(
        await importAreas(
          store().db,
          { collection: collection(east), options },
          { now: NOW, within: await rooted() },
        ),
      ).toMatchObject({ imported: true });
    });

    test('stays where it holds, and where a later change rests on it', async () => {
      expect((await problemOf(back(JAN)))!.slice(0, 2)).toEqual(['wrong-state', 'change-holds']);
      expect((await problemOf(back(MAY)))!.slice(0, 2)).toEqual(['not-found', 'no-change-then']);
      await load([town, grid('N', square(0, 0.01, 0.02))], { from: MAY });
      const before = await versions();
      expect(await problemOf(back(APR))).toEqual(['wrong-state', 'later-change', 'N']);
      expect(await versions()).toEqual(before);
      await back(MAY);
      expect(await back(APR)).toMatchObject({ withdrawn: true });
    });
  });
});
