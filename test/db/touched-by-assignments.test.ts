import { sql } from 'kysely';
import pino from 'pino';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { inTransaction } from '../../server/db/store/in-transaction.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { layAssignments } from '../../server/services/people/assign.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../server/services/people/put-assignments.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const NEVER = NOW + 3650 * DAY_MS;
/** June began at NOW; the evening of a day of it. */
const evening = (day: number) => new Date(NOW + (day - 1) * DAY_MS + 10 * HOUR_MS).toISOString();

describeStores('Assignments that change the past', (store) => {
  let ids: Ids;

  /** O1 and O4 patrol on the first three days of June; O4 is under way on the fourth. */
  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1 } });
    const gridId = ids.areas.G1!;
    for (const code of ['O1', 'O4'])
      for (const day of [1, 2, 3]) {
        const startMs = NOW + (day - 1) * DAY_MS;
        const officerId = ids.officers[code]!;
        await startPatrol(db, { officerId, gridId, startMs, dueAt: NEVER });
        await endPatrol(db, { officerId, endMs: startMs + HOUR_MS, dueAt: NEVER });
      }
    const startMs = NOW + 3 * DAY_MS;
    await startPatrol(db, { officerId: ids.officers.O4!, gridId, startMs, dueAt: NEVER });
  });
  beforeEach(() => emptyTables(store().db, ['verdict_jobs', 'rollup_jobs']));

  /** H4, which O4 carries from the beginning. */
  const carried = (officer: string, from: string, to?: string) =>
    putHandheldAssignments(
      store().db,
      [{ handheld: 'H4', officer, from, ...(to ? { to } : {}) }],
      NOW,
    );
  const named = async () => {
    const { rows } = await sql<{ name: string }>`
      select o.code || ' ' || extract(day from p.start_time) as name
      from verdict_jobs j join patrols p on p.officer_id = j.officer_id and p.id = j.patrol_id
      join officers o on o.id = p.officer_id order by 1`.execute(store().db);
    return rows.map(({ name }) => name);
  };

  it('have exactly the ended patrols judged again to which a handheld gives or from which it takes fixes', async () => {
    await carried('O1', evening(1));
    expect(await named()).toEqual(['O1 2', 'O1 3', 'O4 2', 'O4 3']);
  });

  it('have those judged again who lie beyond an end that moved, and no others', async () => {
    await carried('O1', evening(1), evening(2));
    expect(await named()).toEqual(['O1 3']);
  });

  it('have both judged again where another carried it all the time', async () => {
    await carried('O4', evening(1), evening(2));
    expect(await named()).toEqual(['O1 2', 'O4 2']);
  });

  it('have nothing judged again where they say what holds already', async () => {
    await carried('O4', evening(1), evening(2));
    expect(await named()).toEqual([]);
  });

  it('laid one by one have those judged again whom a time is taken from or given to, and none where they say what holds', async () => {
    const { db } = store();
    // As the first claim leaves it.
    await carried('O1', evening(1));
    await emptyTables(db, ['verdict_jobs']);
    const lay = (from: string, to: string, ...officers: string[]) =>
      inTransaction(db, (trx) =>
        layAssignments(
          trx,
          'handheld',
          { owner: 'H4', from, to, given: officers.map((target) => ({ target, from, to })) },
          NOW,
        ),
      );
    await lay(evening(1), evening(2), 'O1');
    expect(await named()).toEqual([]);
    await lay(evening(1), evening(2), 'O4');
    expect(await named()).toEqual(['O1 2', 'O4 2']);
    await emptyTables(db, ['verdict_jobs']);
    await lay(evening(1), evening(2));
    expect(await named()).toEqual(['O4 2']);
  });

  it('have the days on record rolled up again of the grids that were held otherwise', async () => {
    const { db } = store();
    const now = () => NOW + 30 * DAY_MS;
    const log = pino({ level: 'silent' });
    const required = async (grid: string) => {
      const { rows } = await sql<{ required: number }>`
        select sum(patrols_required)::int as required from day_rollups
        where superseded is null and grid_id = ${ids.areas[grid]!} and day >= '2026-06-01' group by day order by day`.execute(
        db,
      );
      return rows.map((row) => row.required);
    };
    await nameGridDays(db, { from: '2026-06-01', until: '2026-06-07', now: now(), missing: false });
    while ((await rollUpDue({ db, now, log })) > 0);
    expect([await required('G2'), await required('G3')]).toEqual([
      [1, 1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1, 1],
    ]);
    await putOfficerAssignments(
      db,
      [{ officer: 'O2', grid: 'G3', from: evening(3), to: evening(5) }],
      now(),
    );
    while ((await rollUpDue({ db, now, log })) > 0);
    expect([await required('G2'), await required('G3')]).toEqual([
      [1, 1, 1],
      [1, 1, 1, 2, 2, 1],
    ]);
  });
});
