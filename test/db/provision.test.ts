import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { sayProblems } from '../../server/contract/file-problem.ts';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import type { NormInput, OfficerInput } from '../../server/contract/people/provision.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import {
  type Put,
  putHandhelds,
  putIncidentCategories,
  putOfficers,
} from '../../server/db/people/provision.ts';
import { hashSecret } from '../../server/domain/accounts/secret.ts';
import { storeAreas } from '../../server/services/areas/import-areas.ts';
import { seedWorld } from '../../server/services/areas/seed-world.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../server/services/people/put-assignments.ts';
import { square } from '../support/made/area-file.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const JAN = '2026-01-01T00:00:00.000Z';
const FEB = '2026-02-01T00:00:00.000Z';
const MAR = '2026-03-01T00:00:00.000Z';
const DUE = Date.parse(MAR);

/** Why nothing was put, item by item. */
const said = (put: Put): string[] =>
  'refused' in put ? put.refused.map((problem) => sayProblems([problem], inEnglish)) : [];

const TABLES = [
  'incidents',
  'incident_categories',
  'norm_versions',
  'norms',
  'handheld_assignments',
  'handhelds',
  'officer_assignments',
  'officers',
  'area_versions',
  'areas',
] as const;

const area = (code: string, level: 'town' | 'grid', rings: [number, number][][]) => ({
  feature: null,
  code,
  name: code,
  level,
  parent: level === 'grid' ? 'T' : null,
  gridType: null,
  timeZone: 'Asia/Shanghai',
  geometry: { type: 'MultiPolygon' as const, coordinates: [rings] },
});

const officer = (code: string, name = code) => ({ code, name, category: 'full-time' as const });

describeStores('provisioning', (store) => {
  const put = (officers: OfficerInput[]) => putOfficers(store().db, officers, { nowMs: DUE });

  beforeEach(async () => {
    const { db } = store();
    await emptyTables(db, TABLES);
    await storeAreas(
      db,
      [
        area('T', 'town', square(0, 0, 0.1)),
        area('G1', 'grid', square(0, 0)),
        area('G2', 'grid', square(0.01, 0)),
      ],
      new Date(JAN),
    );
    await put([officer('A'), officer('B')]);
  });

  test('putting officers again changes only what differs', async () => {
    const { db } = store();
    expect(await put([officer('A'), officer('B', '王芳'), officer('C')])).toEqual({
      changed: 2,
    });
    expect(await put([officer('C', 'first'), officer('C', 'last')])).toEqual({
      changed: 1,
    });
    const names = await db.selectFrom('officers').select('name').orderBy('code').execute();
    expect(names.map(({ name }) => name)).toEqual(['A', '王芳', 'last']);
  });

  test('a handheld keeps its id when its secret or datum changes', async () => {
    const { db } = store();
    const put = (secret: string, datum: 'wgs84' | 'gcj02') =>
      putHandhelds(db, [{ code: 'H', secretHash: hashSecret(secret), datum }]);
    expect(await put('one', 'wgs84')).toEqual({ changed: 1 });
    expect(await put('one', 'wgs84')).toEqual({ changed: 0 });
    const before = await db.selectFrom('handhelds').select('id').execute();
    expect(await put('two', 'gcj02')).toEqual({ changed: 1 });
    expect(await db.selectFrom('handhelds').select('id').execute()).toEqual(before);
  });

  describe('assignments', () => {
    const history = async () => {
      const { rows } = await sql<{ grid: string; from: Date; to: Date | null }>`
        select g.code as grid, a.valid_from as from, a.valid_to as to
        from officer_assignments a join areas g on g.id = a.area_id join officers o on o.id = a.officer_id
        where o.code = 'A' order by a.valid_from`.execute(store().db);
      const iso = (at: Date | null) => at?.toISOString().slice(5, 7) ?? '';
      return rows.map(({ grid, from, to }) => `${grid} ${iso(from)}-${iso(to)}`);
    };
    const assign = (...list: [grid: string, from: string, to?: string][]) =>
      putOfficerAssignments(
        store().db,
        list.map(([grid, from, to]) => ({ officer: 'A', grid, from, ...(to ? { to } : {}) })),
        DUE,
      );

    test('a new one ends the earlier one at its start, and history stays', async () => {
      await assign(['G1', JAN]);
      await assign(['G2', FEB]);
      expect(await history()).toEqual(['G1 01-02', 'G2 02-']);
    });

    test('one laid before a later one lasts until that', async () => {
      await assign(['G2', FEB]);
      await assign(['G1', JAN]);
      expect(await history()).toEqual(['G1 01-02', 'G2 02-']);
    });

    test('several of one officer come in one request', async () => {
      await assign(['G2', FEB, MAR], ['G1', JAN], ['G1', MAR]);
      expect(await history()).toEqual(['G1 01-02', 'G2 02-03', 'G1 03-']);
    });

    test('saying what holds already is nothing', async () => {
      await assign(['G1', JAN]);
      expect(await assign(['G1', JAN])).toEqual({ changed: 0, laid: 0 });
      expect(await assign(['G1', FEB])).toEqual({ changed: 0, laid: 0 });
      expect(await history()).toEqual(['G1 01-']);
    });

    test('one that comes back after another of the same request is kept, and the request again is nothing', async () => {
      await assign(['G1', JAN]);
      await assign(['G2', FEB, MAR], ['G1', MAR]);
      expect(await history()).toEqual(['G1 01-02', 'G2 02-03', 'G1 03-']);
      expect(await assign(['G2', FEB, MAR], ['G1', MAR])).toEqual({ changed: 0, laid: 0 });
    });

    test('another grid from the same moment takes the place of the first', async () => {
      await assign(['G1', JAN]);
      await assign(['G2', JAN]);
      expect(await history()).toEqual(['G2 01-']);
    });

    test('an end is kept, and a gap after it', async () => {
      await assign(['G1', JAN, FEB], ['G2', MAR]);
      expect(await history()).toEqual(['G1 01-02', 'G2 03-']);
    });

    test('unknown codes and turned periods are all named, and nothing is stored', async () => {
      expect(said(await assign(['nowhere', JAN], ['T', FEB], ['G1', MAR, FEB]))).toEqual([
        'nowhere: there is no grid of this code',
        'T: there is no grid of this code',
        `A: from (${MAR}) must come before to (${FEB})`,
      ]);
      expect(await history()).toEqual([]);
    });

    test('a handheld passes from officer to officer the same way', async () => {
      const { db } = store();
      await putHandhelds(db, [{ code: 'H', secretHash: '', datum: 'wgs84' }]);
      await putHandheldAssignments(
        db,
        [
          { handheld: 'H', officer: 'A', from: JAN },
          { handheld: 'H', officer: 'B', from: FEB },
        ],
        DUE,
      );
      const rows = await db
        .selectFrom('handheld_assignments')
        .select(['valid_from', 'valid_to'])
        .orderBy('valid_from')
        .execute();
      expect(rows).toEqual([
        { valid_from: new Date(JAN), valid_to: new Date(FEB) },
        { valid_from: new Date(FEB), valid_to: null },
      ]);
    });
  });

  describe('norms', () => {
    const norm = (from: string, minutesPerPatrol: number, own: Partial<NormInput> = {}) => ({
      area: 'T',
      name: 'norm',
      rules: { ...defaultNorm().rules, minutesPerPatrol },
      from,
      ...own,
    });
    const minutesAt = async (moment: string) => {
      const { rows } = await sql<{ minutes: number }>`
        select (n.rules->>'minutesPerPatrol')::int as minutes
        from areas a, lateral norm_for(a.id, 'full-time', ${moment}::timestamptz) n
        where a.code = 'G1'`.execute(store().db);
      return rows[0]?.minutes;
    };

    test('other rules make a version, and the time before keeps the old one', async () => {
      const { db } = store();
      expect(await putNorms(db, [norm(JAN, 60)])).toEqual({ changed: 1 });
      expect(await putNorms(db, [norm(JAN, 60)])).toEqual({ changed: 0 });
      expect(await putNorms(db, [norm(MAR, 60)])).toEqual({ changed: 0 });
      expect(await putNorms(db, [norm(FEB, 90)])).toEqual({ changed: 1 });
      expect([await minutesAt(JAN), await minutesAt(FEB)]).toEqual([60, 90]);
    });

    test('the norm of a grid type or category stands beside the general one', async () => {
      const { db } = store();
      await putNorms(db, [norm(JAN, 60), norm(JAN, 30, { officerCategory: 'full-time' })]);
      expect(await minutesAt(JAN)).toBe(30);
    });

    test('a version on record is not rewritten, and nothing of the request is stored', async () => {
      const { db } = store();
      await putNorms(db, [norm(FEB, 60)]);
      expect(await putNorms(db, [norm(JAN, 60)])).toEqual({
        refused: [expect.objectContaining({ code: 'version-starts-same' })],
      });
      const put = await putNorms(db, [norm(JAN, 90), norm(JAN, 30, { gridType: 'rural' })]);
      expect(put).toEqual({ refused: [expect.objectContaining({ code: 'version-starts' })] });
      expect(await putNorms(db, [norm(JAN, 90, { area: 'nowhere' })])).toEqual({
        refused: [
          {
            code: 'no-area',
            values: { area: 'nowhere' },
            places: [{ code: 'named', value: 'nowhere' }],
          },
        ],
      });
      expect(await db.selectFrom('norm_versions').selectAll().execute()).toHaveLength(1);
    });
  });

  describe('incidents', () => {
    const category = (code: string, parent?: string) => ({
      code,
      ...(parent ? { parent } : {}),
      nameZh: code,
      nameEn: code,
      points: 1,
    });
    const incident = (id: string, lng: number, own: object = {}) => ({
      id,
      category: 'fire',
      severity: 'minor' as const,
      foundBy: 'reported' as const,
      position: { lng, lat: 0.005 },
      from: FEB,
      ...own,
    });
    const grids = async () => {
      const { rows } = await sql<{ id: string; grid: string | null }>`
        select i.id, a.code as grid from incidents i left join areas a on a.id = i.grid_id order by i.id`.execute(
        store().db,
      );
      return rows.map(({ id, grid }) => `${id} ${grid}`);
    };
    beforeEach(async () => {
      await putIncidentCategories(store().db, [category('fire-1', 'fire'), category('fire')]);
    });

    test('categories come with their parents, and one without is refused', async () => {
      const { db } = store();
      expect(await putIncidentCategories(db, [category('fire')])).toEqual({ changed: 0 });
      expect(said(await putIncidentCategories(db, [category('a'), category('b', 'c')]))).toEqual([
        'b: there is no category c',
      ]);
    });

    test('each lies in the grid that contained it at its time', async () => {
      await putIncidents(store().db, [
        incident('in', 0.005),
        incident('out', 0.05),
        incident('early', 0.005, { from: '2025-12-31T00:00:00Z' }),
      ]);
      expect(await grids()).toEqual(['early null', 'in G1', 'out null']);
    });

    test('sending again is harmless, and a correction meets its row', async () => {
      const { db } = store();
      const outcomes = async (...list: ReturnType<typeof incident>[]) =>
        (await putIncidents(db, list)).map(({ id, outcome }) => `${id} ${outcome}`);
      expect(await outcomes(incident('a', 0.005), incident('b', 0.005))).toEqual([
        'a stored',
        'b stored',
      ]);
      expect(await outcomes(incident('b', 0.015), incident('a', 0.005))).toEqual([
        'b updated',
        'a duplicate',
      ]);
      expect(await grids()).toEqual(['a G1', 'b G2']);
    });
  });

  test('a world is stored whole, and storing it again changes nothing', async () => {
    const { db } = store();
    const world = {
      timeZone: 'Asia/Shanghai',
      areas: [
        { ...area('S', 'town', square(1, 1, 0.1)), parentCode: null },
        { ...area('S1', 'grid', square(1, 1)), parentCode: 'S' },
      ],
      officers: [
        { ...officer('S-1'), gridCode: 'S1' },
        { ...officer('S-2'), gridCode: null },
      ],
      handhelds: [
        { code: 'HS', secret: 's'.repeat(22), datum: 'gcj02' as const, officerCode: 'S-1' },
      ],
      categories: [{ code: 'k', parentCode: null, nameZh: 'k', nameEn: 'k', points: 2 }],
      windows: [{ from: '07:30', to: '10:00' }],
    };
    const counted = async () => {
      const tables = [
        'area_versions',
        'officers',
        'officer_assignments',
        'handheld_assignments',
        'norm_versions',
        'incident_categories',
      ];
      const counts = await Promise.all(
        tables.map((table) =>
          sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db),
        ),
      );
      return counts.map(({ rows }) => rows[0]!.n);
    };
    await seedWorld(db, world, { from: new Date(JAN), rules: { minutesPerPatrol: 45 } });
    const first = await counted();
    expect(first).toEqual([5, 4, 1, 1, 1, 1]);
    const { rules } = await db
      .selectFrom('norm_versions')
      .select('rules')
      .executeTakeFirstOrThrow();
    expect(rules).toMatchObject({ minutesPerPatrol: 45, windows: world.windows, maxGapS: 180 });
    await seedWorld(db, world, { from: new Date(JAN), rules: { minutesPerPatrol: 45 } });
    expect(await counted()).toEqual(first);
  });

  test('a world that names what it does not have is refused whole', async () => {
    const { db } = store();
    const world = {
      timeZone: 'Asia/Shanghai',
      areas: [{ ...area('S', 'town', square(1, 1, 0.1)), parentCode: null }],
      officers: [{ ...officer('S-1'), gridCode: 'nowhere' }],
      handhelds: [],
      categories: [],
      windows: [],
    };
    await expect(seedWorld(db, world, { from: new Date(JAN) })).rejects.toThrow('nowhere');
    expect(await db.selectFrom('officers').selectAll().where('code', '=', 'S-1').execute()).toEqual(
      [],
    );
  });
});
