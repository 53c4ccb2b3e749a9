import { beforeAll, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { listAreas } from '../../server/db/areas/areas.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createDutyRoster } from '../../server/ingest/duty-roster.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { importAreas } from '../../server/services/areas/import-areas.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { collection, feature, importOptions } from '../support/made/area-file.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { box, type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const RULES = { minutesPerPatrol: 30, coveragePerPatrol: 0.3, patrolsPerDay: 1 };
const now = () => NOW + 3 * DAY_MS;
const dayOf = (days: number) => NOW + (10 + days) * DAY_MS;

type Draft = [code: string, level: string, parent: string | undefined, ...sides: [number, number]];
const VILLAGES: Draft[] = [
  ['D', 'district', undefined, 0, 3],
  ['T', 'town', 'D', 0, 3],
  ['V1', 'village', 'T', 0, 2],
  ['V2', 'village', 'T', 2, 3],
];

describeStores('Grids cut anew from a day to come, over patrols and norms', (store) => {
  let ids: Ids;
  let judged: string;
  const verdicts = async () =>
    JSON.stringify(await readVerdicts(store().db, ids.officers.O1!, patrolId));
  let patrolId: number;

  /** All there is from a day on: the villages, and grids from side to side of the test district. */
  const from = (atMs: number, grids: Draft[], check: boolean) =>
    importAreas(
      store().db,
      {
        collection: collection(
          ...[...VILLAGES, ...grids].map(([code, level, parent, west, east]) =>
            feature(
              {
                code,
                name: `area ${code}`,
                level,
                parent,
                type: level === 'grid' ? 'urban' : null,
              },
              box(west, east).coordinates,
              'MultiPolygon',
            ),
          ),
        ),
        options: importOptions({
          ...{ from: new Date(atMs).toISOString(), closeMissing: true, gridTypeKey: 'type', check },
        }),
      },
      { now: new Date(now()) },
    );
  const gridsAt = async (at: number) =>
    (await listAreas(store().db, { at, level: 'grid', within: ids.areas.D! })).map(
      ({ code, version }) => `${code}.${version}`,
    );
  /** The grid that the handheld's officer is on duty in. */
  const dutyOf = async (handheld: string, atMs: number) => {
    const duty = await createDutyRoster(store().db, () => atMs).during(ids.handhelds[handheld]!, [
      atMs,
    ]);
    return duty(atMs)?.grid?.id ?? null;
  };

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: RULES });
    const { rules } = await db
      .selectFrom('norm_versions')
      .select('rules')
      .executeTakeFirstOrThrow();
    const own = { area: 'G1', name: 'own', rules: rules as never, from: '2021-01-01T00:00:00Z' };
    expect(await putNorms(db, [own])).toEqual({ changed: 1 });
    const rows = honestRows(ids.handhelds.H1!, { from: NOW, count: 480 });
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    const officerId = ids.officers.O1!;
    const patrol = { officerId, gridId: ids.areas.G1!, startMs: NOW, dueAt: NOW };
    patrolId = await startPatrol(db, patrol);
    await endPatrol(db, { officerId, endMs: NOW + 40 * MINUTE_MS, dueAt: NOW });
    await createPatrolJudge({ db, now })(officerId, patrolId);
    judged = await verdicts();
    await emptyTables(db, ['verdict_jobs', 'rollup_jobs']);
  });

  const STEPS: [string, Draft[], object[]][] = [
    [
      'split',
      [
        ['S1', 'grid', 'V1', 0, 0.6],
        ['S2', 'grid', 'V1', 0.6, 1],
        ['G2', 'grid', 'V1', 1, 2],
        ['G3', 'grid', 'V2', 2, 3],
      ],
      [
        {
          ...{ code: 'G1', change: 'split', ends: true, officers: [{ code: 'O1' }] },
          ...{ norms: 1, patrols: 1, into: [{ code: 'S1' }, { code: 'S2' }] },
        },
      ],
    ],
    [
      'merged',
      [
        ['S1', 'grid', 'V1', 0, 0.6],
        ['G2', 'grid', 'V1', 0.6, 2],
        ['G3', 'grid', 'V2', 2, 3],
      ],
      [
        { code: 'G2', change: 'merged', ends: false, officers: [{ code: 'O2' }], patrols: 0 },
        {
          code: 'S2',
          change: 'merged',
          ends: true,
          officers: [],
          into: [{ code: 'G2', share: 1 }],
        },
      ],
    ],
    [
      'redrawn',
      [
        ['S1', 'grid', 'V1', 0, 0.6],
        ['G2', 'grid', 'V1', 0.6, 2],
        ['G3', 'grid', 'V2', 2, 2.6],
      ],
      [{ code: 'G3', change: 'redrawn', ends: false, officers: [{ code: 'O3' }] }],
    ],
    [
      'ended',
      [
        ['S1', 'grid', 'V1', 0, 0.6],
        ['G2', 'grid', 'V1', 0.6, 2],
        ['N', 'grid', 'V2', 2.6, 3],
      ],
      [{ code: 'G3', change: 'ended', ends: true, officers: [{ code: 'O3' }], into: [] }],
    ],
  ];

  it.each(
    STEPS.map(([change, drafts, says], k) => ({ change, drafts, says, atMs: dayOf(k) })),
  )('are $change: said before it is stored, and no patrol of the past is touched', async ({
    atMs,
    drafts,
    says,
  }) => {
    const before = await gridsAt(atMs);
    const check = await from(atMs, drafts, true);
    expect(check).toMatchObject({ imported: false, defects: [], grids: says });
    expect(await gridsAt(atMs)).toEqual(before);
    expect(await from(atMs, drafts, false)).toMatchObject({
      ...{ imported: true, grids: says, touched: { patrols: 0, days: 0 } },
    });
    expect((await gridsAt(atMs)).map((grid) => grid.split('.')[0])).toEqual(
      drafts.map(([code]) => code).sort(),
    );
    expect(await gridsAt(atMs - 1)).toEqual(before);
    expect(await verdictJobs.lease(store().db, now(), 9)).toEqual([]);
    expect(await verdicts()).toBe(judged);
  });

  it('leave their officers on duty until the day, and without a grid from then on', async () => {
    const held = [await dutyOf('H1', dayOf(0) - 1), await dutyOf('H1', dayOf(0))];
    expect(held).toEqual([ids.areas.G1, null]);
    expect([await dutyOf('H2', dayOf(1) - 1), await dutyOf('H2', dayOf(1))]).toEqual([
      ids.areas.G2,
      ids.areas.G2,
    ]);
  });
});
