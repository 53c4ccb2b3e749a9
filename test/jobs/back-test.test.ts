import type { KyselyPlugin } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import { gridDaysBelow } from '../../server/db/norms/norm-trial.ts';
import type { GridDayKey } from '../../server/db/rollups/day-facts.ts';
import { backTest } from '../../server/jobs/verdicts/back-test.ts';
import { createJudgePool } from '../../server/jobs/verdicts/judge-pool.ts';
import { putJudgedPatrol } from '../support/made/patrols.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Judges on the caller's own thread. */
const here = createJudgePool(0);

describeStores('A norm tried on the past', (store) => {
  const norm = { area: 'D', name: 'trial', rules: { ...defaultNorm().rules, patrolsPerDay: 1 } };
  let keys: GridDayKey[];

  beforeAll(async () => {
    const { db } = store();
    const ids = await seedTestWorld(db);
    for (const [officer, grid] of [
      ['O1', 'G1'],
      ['O2', 'G2'],
    ] as const)
      for (let day = 0; day < 10; day++)
        await putJudgedPatrol(
          db,
          ids,
          { officer, grid, day },
          { outcome: 'completed', effectiveMin: 120 },
        );
    const days = { areaId: ids.areas.D!, from: '2026-06-01', to: '2026-06-11' };
    keys = (await gridDaysBelow(db, days)).keys;
  });

  it('leaves connections to everybody else, however many days it looks at', async () => {
    let [asked, most] = [0, 0];
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        most = Math.max(most, ++asked);
        return node;
      },
      transformResult: async ({ result }) => {
        asked--;
        return result;
      },
    };
    const db = store().db.withPlugin(counting);
    const { days: tried } = await backTest(db, { keys, norm, judge: here.judge });
    expect(tried).toBeGreaterThanOrEqual(20);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('comes out the same where a thread of its own judges', async () => {
    const { db } = store();
    const own = await backTest(db, { keys, norm, judge: here.judge });
    expect(own.changedDays).toBe(30);
    const pool = createJudgePool(1);
    expect(await backTest(db, { keys, norm, judge: pool.judge })).toEqual(own);
    await pool.close();
  });

  it('stops when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const { db } = store();
    const tried = backTest(db, { keys, norm, judge: here.judge, gone: gone.signal });
    gone.abort(new Error('nobody waits'));
    await expect(tried).rejects.toThrow('nobody waits');
  });
});
