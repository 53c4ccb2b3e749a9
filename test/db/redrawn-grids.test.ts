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

  it('says what hangs on a grid that ends, and which checkpoints one that is cut no longer holds', async () => {
    const { db } = store();
    const { G1, G2 } = ids.areas;
    const { lng, lat } = cornerOf('G1');
    const at = (x: number) => ({ lng: lng + x * SIDE_DEG, lat: lat + 0.95 * SIDE_DEG });
    const [{ rules }] = (await db
      .selectFrom('norm_versions')
      .select('rules')
      .limit(1)
      .execute()) as [{ rules: object }];
    const place = (id: string, x: number) => ({
      id,
      name: id,
      position: at(x),
      radiusM: 30,
      minDwellS: 0,
    });
    for (const area of [G1!, G2!])
      await sql`
        with n as (insert into norms (area_id, name) values (${area}, 'own') returning id)
        insert into norm_versions (norm_id, version, rules, valid_from)
        select id, 1, ${JSON.stringify({ ...rules, checkpoints: [place('P', 0.5), place('Q', 0.9)] })}::jsonb, ${MIDNIGHT} from n`.execute(
        db,
      );
    await sql`
      insert into posts (officer_id, area_id, role, first_day, edition, officer_category)
      values (${ids.officers.O3!}, ${G2!}, 'leader', '2026-01-01', 1, 'full-time')`.execute(db);
    await sql`
      insert into users (name, password_hash, role, area_id) values ('watcher', '', 'supervisor', ${G2!})`.execute(
      db,
    );
    await sql`
      insert into warnings (watched_id, area_id, grid_ids, level, peak, state, edition, version, raised_at, changed_at, found_from, found_to, cells, said, head)
      select ${ids.areas.V1!}, ${ids.areas.V1!}, array[${G2!}::bigint], 'blue', 'blue', state, 1, 1, now(), now(), now(), now(), '{}', '', '{}'
      from unnest(array['raised', 'closed']) state`.execute(db);
    const { O2 } = ids.officers;
    await startPatrol(db, { officerId: O2!, gridId: G2!, startMs: NOW, dueAt: NOW });
    const { grids } = await cut({
      ...{ check: true, closeMissing: true },
      from: new Date(now()).toISOString(),
    });
    expect(grids).toMatchObject([
      {
        code: 'G1',
        ends: false,
        norms: 1,
        checkpoints: 1,
        walking: 0,
        warnings: 0,
        posts: [],
        accounts: [],
      },
      {
        ...{
          code: 'G2',
          ends: true,
          nobodys: 1,
          norms: 1,
          checkpoints: 2,
          walking: 1,
          warnings: 1,
        },
        ...{ officers: [{ code: 'O2' }], posts: ['officer O3'], accounts: ['watcher'] },
      },
    ]);
    await sql`delete from patrols where officer_id = ${O2!}`.execute(db);
    await sql`delete from norm_versions where norm_id in (select id from norms where name = 'own')`.execute(
      db,
    );
    await sql`delete from norms where name = 'own'`.execute(db);
    await sql`delete from posts`.execute(db);
    await emptyTables(db, ['warnings', 'users']);
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
