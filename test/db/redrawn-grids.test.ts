import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { importAreas } from '../../server/services/areas/import-areas.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { collection, feature, importOptions } from '../support/made/area-file.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const MIDNIGHT = new Date(NOW - 10 * HOUR_MS).toISOString();
const RULES = { minutesPerPatrol: 30, coveragePerPatrol: 0.3, patrolsPerDay: 1 };

describeStores('A grid cut anew from a moment that is past', (store) => {
  let ids: Ids;
  let key: { officerId: number; id: number };
  const now = () => NOW + 5 * HOUR_MS;
  const outcomes = async () =>
    (await readVerdicts(store().db, key.officerId, key.id)).map(({ verdict }) => [
      verdict.outcome,
      verdict.basis.gridVersion,
    ]);

  /** G1 from midnight: from shares of its sides on, under a name. */
  const redraw = ([x, y]: [number, number], name: string, options: object) => {
    const { lng, lat } = cornerOf('G1');
    const [w, e, s, n] = [lng + x * SIDE_DEG, lng + SIDE_DEG, lat + y * SIDE_DEG, lat + SIDE_DEG];
    const ring = [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ];
    const g1 = feature({ code: 'G1', name, parent: 'V1', level: 'grid', type: 'urban' }, [ring]);
    return importAreas(
      store().db,
      {
        collection: collection(g1),
        options: importOptions({ from: MIDNIGHT, gridTypeKey: 'type', ...options }),
      },
      { now: new Date(now()) },
    );
  };
  const cut = (options: object = {}) => redraw([0.8, 0.9], 'G1', options);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: RULES });
    const rows = honestRows(ids.handhelds.H1!, { from: NOW, count: 480 });
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
    const officerId = ids.officers.O1!;
    const id = await startPatrol(db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: NOW,
      dueAt: NOW,
    });
    await endPatrol(db, { officerId, endMs: NOW + 40 * MINUTE_MS, dueAt: NOW });
    key = { officerId, id };
    await createPatrolJudge({ db, now })(officerId, id);
    expect(await outcomes()).toEqual([['completed', 1]]);
  });
  beforeEach(() => emptyTables(store().db, ['verdict_jobs', 'rollup_jobs']));
  afterAll(() => emptyTables(store().db, ['verdict_jobs']));

  it('says what it would touch and touches nothing when it is only checked', async () => {
    expect(await cut({ check: true })).toMatchObject({
      imported: false,
      changed: 1,
      touched: { patrols: 1, days: 0 },
    });
    expect(await verdictJobs.lease(store().db, now(), 9)).toEqual([]);
  });

  it('touches nothing where only its name is another', async () => {
    expect(await redraw([0, 0], 'Another', { check: true })).toMatchObject({
      changed: 1,
      touched: { patrols: 0, days: 0 },
      grids: [{ code: 'G1', change: 'described' }],
    });
  });

  it('does not end a grid in which patrols began since', async () => {
    const { db } = store();
    const east = feature({ code: 'G9', name: 'G9', parent: 'V1', level: 'grid', type: 'urban' }, [
      [
        [0, 0],
        [1e-3, 0],
        [1e-3, 1e-3],
        [0, 1e-3],
        [0, 0],
      ],
    ]);
    const end = async () => {
      const report = await importAreas(
        db,
        {
          collection: collection(east),
          options: importOptions({
            from: MIDNIGHT,
            gridTypeKey: 'type',
            closeMissing: true,
            allow: ['outside-parent'],
          }),
        },
        { now: new Date(now()) },
      );
      expect(report.imported).toBe(false);
      return report.defects
        .filter(({ defect }) => defect === 'judged-since')
        .map(({ code }) => code);
    };
    expect(await end()).toEqual(['G1']);
    // One that is still being walked would lose what it is to be judged by, too.
    const { O2 } = ids.officers;
    await startPatrol(db, { officerId: O2!, gridId: ids.areas.G2!, startMs: NOW, dueAt: NOW });
    expect(await end()).toEqual(['G1', 'G2']);
    await sql`delete from patrols where officer_id = ${O2!}`.execute(db);
  });

  it('has what was judged since judged by the cut that held, at once and not with the next late fix', async () => {
    const { db } = store();
    expect(await cut()).toMatchObject({ imported: true, touched: { patrols: 1 } });
    const jobs = await verdictJobs.lease(db, now(), 9);
    expect(jobs.map(({ patrolId }) => patrolId)).toEqual([key.id]);
    await createPatrolJudge({ db, now })(key.officerId, key.id);
    const [latest, first] = await outcomes();
    expect(first).toEqual(['completed', 1]);
    expect(latest![1]).toBe(2);
  });
});
