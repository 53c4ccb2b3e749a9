import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import { gridDaysBelow } from '../../server/db/norms/norm-trial.ts';
import { backTest } from '../../server/jobs/verdicts/back-test.ts';
import { putJudgedPatrol } from '../support/made/patrols.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('A norm tried on the past', (store) => {
  it('leaves connections to everybody else, however many days it looks at', async () => {
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
    const days = { areaId: ids.areas.D!, from: '2026-06-01', to: '2026-06-11' };
    const { keys } = await gridDaysBelow(db, days);
    const norm = { area: 'D', name: 'trial', rules: { ...defaultNorm().rules, patrolsPerDay: 1 } };
    const { days: tried } = await backTest(db.withPlugin(counting), keys, norm);
    expect(tried).toBeGreaterThanOrEqual(20);
    expect(most).toBeLessThanOrEqual(3);
  });
});
