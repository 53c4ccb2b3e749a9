import { beforeEach, expect, it } from 'vitest';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { recogniseRecent } from '../../server/jobs/verdicts/recognise.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const now = () => NOW + 12 * 60 * MINUTE_MS;
/** An hour's walk. */
const COUNT = 720;

describeStores('Patrols nobody declared', (store) => {
  let ids: Ids;

  beforeEach(async () => {
    const { db } = store();
    ids ??= await seedTestWorld(db, {
      rules: { minutesPerPatrol: 45, coveragePerPatrol: 0.1, patrolsPerDay: 1 },
    });
    await createFixPartitions(db).ensure([NOW]);
    await emptyTables(db, ['verdict_jobs', 'rollup_jobs', 'verdicts', 'patrols', 'fixes']);
  });

  const rows = () => honestRows(ids.handhelds.H1!, { from: NOW, count: COUNT });
  const look = () => recogniseRecent({ db: store().db, now }, 0);
  const recognised = () =>
    store()
      .db.selectFrom('patrols')
      .select(['id', 'officer_id', 'grid_id', 'start_time', 'end_time'])
      .where('origin', '=', 'recognised')
      .execute();
  const minutes = ({ start_time, end_time }: Awaited<ReturnType<typeof recognised>>[number]) =>
    (end_time!.getTime() - start_time.getTime()) / MINUTE_MS;

  it('are recognised from the track, once, and judged like any other', async () => {
    const { db } = store();
    await insertFixes(db, rows(), NOW);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    const [patrol, ...others] = await recognised();
    expect(others).toEqual([]);
    expect(patrol).toMatchObject({ officer_id: ids.officers.O1, grid_id: ids.areas.G1 });
    expect(minutes(patrol!)).toBeGreaterThan(57);
    const jobs = await db.selectFrom('verdict_jobs').select('patrol_id').execute();
    expect(jobs).toEqual([{ patrol_id: patrol!.id }]);
    expect(await createPatrolJudge({ db, now })(patrol!.officer_id, patrol!.id)).toBe('completed');
  });

  it('grow with late data instead of standing twice', async () => {
    const { db } = store();
    const all = rows();
    await insertFixes(db, all.slice(0, COUNT / 2), NOW);
    await look();
    const [before] = await recognised();
    await insertFixes(db, all.slice(COUNT / 2), NOW);
    expect(await look()).toBe(1);
    const [after, ...others] = await recognised();
    expect(others).toEqual([]);
    expect(after!.id).toBe(before!.id);
    expect(minutes(after!)).toBeGreaterThan(minutes(before!) + 25);
  });

  it('never overlap one that was declared', async () => {
    const { db } = store();
    await insertFixes(db, rows(), NOW);
    const key = { officerId: ids.officers.O1!, gridId: ids.areas.G1! };
    await startPatrol(db, { ...key, startMs: NOW, dueAt: NOW });
    await endPatrol(db, { ...key, endMs: NOW + 60 * MINUTE_MS, dueAt: NOW });
    expect(await look()).toBe(0);
    expect(await recognised()).toEqual([]);
  });

  it('in the grid of another are credited there', async () => {
    const { db } = store();
    const east = cornerOf('G2').lng - cornerOf('G1').lng;
    expect(east).toBeCloseTo(SIDE_DEG, 9);
    await insertFixes(
      db,
      rows().map((row) => ({ ...row, lng: row.lng + east })),
      NOW,
    );
    await look();
    expect(await recognised()).toMatchObject([
      { officer_id: ids.officers.O1, grid_id: ids.areas.G2 },
    ]);
  });
});
