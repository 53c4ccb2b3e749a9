import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { App } from '../../../server/app.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { departmentHeads, putDepartments } from '../../../server/db/cases/departments.ts';
import { putOfficers } from '../../../server/db/people/provision.ts';
import { nameGridDays, rollupJobs } from '../../../server/db/queue/rollup-jobs.ts';
import { nextEdition, openEdition } from '../../../server/db/rollups/editions.ts';
import { readUnitHeads } from '../../../server/db/rollups/unit-heads.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { importAreas } from '../../../server/services/areas/import-areas.ts';
import { startTestApp } from '../../support/app.ts';
import { collection, feature, importOptions } from '../../support/made/area-file.ts';
import { putJudgedPatrol } from '../../support/made/patrols.ts';
import { box, type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { signIn } from '../../support/sign-in.ts';
import { describeStores } from '../../support/stores/stores.ts';

const JUNE = 'month=2026-06';
const term = {
  ...{ id: 'done', name: { zh: '次数', en: 'Times' }, role: 'scored', max: 10 },
  source: { metric: 'completionRate' },
  scale: { kind: 'linear', zeroAt: 0, fullAt: 1 },
};

describeStores('Names as of an edition', (store) => {
  let ids: Ids;
  let app: App;
  let admin: Awaited<ReturnType<typeof signIn>>;
  const now = () => NOW + 30 * DAY_MS;

  const settle = () =>
    vi.waitFor(
      async () => {
        await rollUpDue({ db: store().db, now, log: pino({ level: 'silent' }) });
        expect(await rollupJobs.count(store().db)).toBe(0);
        const { rows } =
          await sql`select from verdict_jobs where due_at <= ${new Date(now())}`.execute(
            store().db,
          );
        expect(rows).toEqual([]);
      },
      { timeout: 30_000, interval: 20 },
    );

  const get = async (path: string) => {
    const reply = await admin('GET', `/api/v1${path}`);
    const text = await reply.text();
    expect([path, reply.status, text.slice(0, 200)]).toEqual([path, 200, text.slice(0, 200)]);
    return text;
  };
  const latest = async (): Promise<number> =>
    JSON.parse(await get(`/metrics/patrols?level=grid&${JUNE}`)).versions.edition;

  /** An import of areas dated back to the beginning of June, told as the file of a town tells them. */
  const redraw = async (...areas: Parameters<typeof feature>[]) => {
    const report = await importAreas(
      store().db,
      {
        collection: collection(...areas.map((area) => feature(...area))),
        options: importOptions({
          from: '2026-06-01T00:00:00+08:00',
          gridTypeKey: 'type',
          allow: ['code-taken'],
        }),
      },
      { now: new Date(now()) },
    );
    expect(report).toMatchObject({ imported: true, defects: [] });
  };

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1 } });
    for (const [officer, grid] of [
      ['O1', 'G1'],
      ['O3', 'G3'],
    ] as const)
      await putJudgedPatrol(
        db,
        ids,
        { officer, grid, day: 0 },
        { outcome: 'completed', effectiveMin: 110 },
      );
    app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    admin = await signIn(app.url, 'admin');
    const put = await admin('PUT', '/api/v1/scoring-schemes', {
      ...{ code: 'pay', area: 'D', name: { zh: '分', en: 'Points' }, from: '2026-01-01' },
      rules: {
        ...{ period: 'month', stars: [], lastShare: 0, honour: null },
        sections: ['officer', 'grid', 'village'].map((level) => ({
          ...{ level, base: 0, terms: [term] },
        })),
        ranking: { minDutyDays: 0, minCompleteness: 0, maxLeaveShare: 1 },
      },
    });
    expect([put.status, await put.text()]).toEqual([200, expect.any(String)]);
    await nameGridDays(db, { from: '2026-05-20', until: '2026-07-01', now: now(), missing: false });
    await settle();
  });
  afterAll(() => app?.close());

  it('stay what they were, and where they hung, when areas are told otherwise of days long over', async () => {
    const before = await latest();
    const { V2 } = ids.areas;
    const asked = [
      ...['officer', 'grid', 'village', 'town'].flatMap((level) =>
        ['month', 'week'].flatMap((period) =>
          ['json', 'csv'].map(
            (format) =>
              `/metrics/patrols?level=${level}&period=${period}&from=2026-06-01&to=2026-07-01&format=${format}`,
          ),
        ),
      ),
      ...['officer', 'grid', 'village'].flatMap((level) =>
        ['json', 'csv'].map(
          (format) => `/scores?scheme=pay&level=${level}&${JUNE}&format=${format}`,
        ),
      ),
      // An area that was a village, and is a town now.
      `/metrics/patrols?level=grid&${JUNE}&areaId=${V2}`,
      `/scores?scheme=pay&level=grid&${JUNE}&areaId=${V2}`,
    ].map((path) => `${path}&asOf=${before}`);
    const held: string[] = [];
    for (const path of asked) held.push(await get(path));

    await redraw(
      [
        { code: 'T', name: 'area T', parent: 'D', level: 'town' },
        box(0, 2).coordinates,
        'MultiPolygon',
      ],
      [
        { code: 'V1', name: 'renamed V1', parent: 'T', level: 'village' },
        box(0, 2).coordinates,
        'MultiPolygon',
      ],
      [
        { code: 'G1', name: 'renamed G1', parent: 'V1', level: 'grid', type: 'urban' },
        box(0, 0.9).coordinates,
        'MultiPolygon',
      ],
      [
        { code: 'V2', name: 'renamed V2', parent: 'D', level: 'town' },
        box(2, 3).coordinates,
        'MultiPolygon',
      ],
    );
    await putOfficers(store().db, [{ code: 'O3', name: 'renamed O3', category: 'part-time' }], {
      nowMs: NOW,
    });
    await settle();

    const again: string[] = [];
    for (const path of asked) again.push(await get(path));
    expect(again).toEqual(held);
    const rowsNow = async (level: string) =>
      JSON.parse(await get(`/metrics/patrols?level=${level}&${JUNE}`)).rows;
    expect(await latest()).toBeGreaterThan(before);
    const officers = await rowsNow('officer');
    expect(officers.at(-1)).toMatchObject({ code: 'O3', category: 'part-time' });
    expect(await rowsNow('grid')).toMatchObject([
      { code: 'G1', name: 'renamed G1', parentName: 'renamed V1' },
      { code: 'G2', name: 'area G2', parentName: 'renamed V1' },
      { code: 'G3', parentName: 'renamed V2' },
    ]);
    // With all their days and ground, walked or not.
    expect(await rowsNow('town')).toMatchObject([
      { name: 'area T', metrics: { dutyDays: 60, stalenessMaxH: expect.any(Number) } },
      { name: 'renamed V2', metrics: { dutyDays: 30, stalenessMaxH: expect.any(Number) } },
    ]);
    expect(await rowsNow('village')).toMatchObject([{ code: 'V1', metrics: { dutyDays: 60 } }]);
  });

  it('of officers and departments are those the edition knew, whoever is renamed while it is made', async () => {
    const { db } = store();
    const department = (name: string) =>
      putDepartments(db, [{ code: 'roads', name, kind: 'department', duties: [{ area: 'D' }] }], {
        homeAreaId: null,
        nowMs: now(),
      });
    await department('Roads');
    const rename = async (name: string) => {
      await putOfficers(db, [{ code: 'O1', name, category: 'full-time' }], { nowMs: NOW });
      await department(name);
    };
    const openNext = (at?: string) =>
      db.transaction().execute(async (trx) => {
        const edition = await nextEdition(trx);
        await openEdition(trx, edition, at);
        return edition;
      });
    const { rows: found } = await sql<{ id: number }>`
      select id from departments where code = 'roads'`.execute(db);
    const roads = found[0]!;
    const namesOf = async (edition: number) => {
      const { rows } = await sql<{ at: Date }>`
        select at from rollup_editions where edition = ${edition}`.execute(db);
      const row = { unitId: ids.officers.O1!, gridId: null, category: null, post: null };
      const of = { edition, at: rows[0]!.at.toISOString() };
      const headOf = await readUnitHeads(db, 'officer', { rows: [row], of });
      return [
        headOf(row).name,
        (await departmentHeads(db, [roads.id], edition)).get(roads.id)!.name,
      ];
    };

    // The watermark of an edition may lie after what it did not see.
    const first = await openNext(new Date(Date.now() + DAY_MS).toISOString());
    expect(await namesOf(first)).toEqual(['officer O1', 'Roads']);
    await rename('renamed');
    expect(await namesOf(first)).toEqual(['officer O1', 'Roads']);
    const second = await openNext();
    expect(await namesOf(second)).toEqual(['renamed', 'renamed']);
    await rename('once more');
    await rename('and again');
    expect(await namesOf(second)).toEqual(['renamed', 'renamed']);
    const third = await openNext();
    expect(await namesOf(third)).toEqual(['and again', 'and again']);
    expect((await departmentHeads(db, [roads.id])).get(roads.id)!.name).toBe('and again');
  });
});
