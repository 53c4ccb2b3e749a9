import type { KyselyPlugin } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import type { BackTest } from '../../server/contract/norms/norm-test.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { storeFixes } from '../../server/db/fixes/store-fixes.ts';
import { gridDaysBelow } from '../../server/db/norms/norm-trial.ts';
import type { GridDayKey } from '../../server/db/rollups/day-facts.ts';
import { packCold } from '../../server/jobs/fixes/pack-cold.ts';
import { backTest } from '../../server/jobs/verdicts/back-test.ts';
import { createJudgePool } from '../../server/jobs/verdicts/judge-pool.ts';
import { createTrialTracks } from '../../server/services/verdicts/trial-tracks.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { putJudgedPatrol } from '../support/made/patrols.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const QUIET = { info: () => {}, warn: () => {} };
/** Judges on the caller's own thread. */
const here = createJudgePool(0);

describeStores('A norm tried on the past', (store) => {
  const norm = { area: 'D', name: 'trial', rules: { ...defaultNorm().rules, patrolsPerDay: 1 } };
  let keys: GridDayKey[];
  let ids: Ids;

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
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
    keys = await gridDaysBelow(db, days);
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

  it('comes out the same from packed fixes, whose tracks are kept no longer, each read once as many ask for it', async () => {
    const { db } = store();
    const handheldId = ids.handhelds.H1!;
    for (let day = 0; day < 3; day++) {
      const fixes = { from: NOW + day * DAY_MS, count: 1_440, grid: 'G1' };
      const rows = honestRows(handheldId, fixes);
      await storeFixes(db, createFixPartitions(db), rows, fixes.from + 2 * HOUR_MS);
    }
    const tried = () => backTest(db, { keys, norm, judge: here.judge });
    const fresh = await tried();
    // Each looks like a replay of the others.
    expect(fresh.outcomes['incomplete -> suspicious']).toBe(3);
    await packCold({ db, now: () => NOW + 100 * DAY_MS, log: QUIET, coldAfterDays: 45 });
    expect(await tried()).toEqual(fresh);
    const reader = createTrialTracks();
    const patrol = { officerId: ids.officers.O1!, patrolId: 1, naming: null };
    const stretches = [{ handheldId, fromMs: NOW, toMs: NOW + HOUR_MS }];
    const { places, track } = await reader.read(db, patrol, stretches);
    expect(places.length).toBeGreaterThan(0);
    expect((await reader.compared(db, patrol, stretches)).track).toBe(track);
    expect(reader.placesOf(patrol)).toBe(places);
  });

  it('looks at a part of many days, drawn by lot, the same whatever the norm, and says within which bounds all of them are', async () => {
    const { db } = store();
    const look = (most?: number, rules = norm.rules) =>
      backTest(db, { keys, most, norm: { ...norm, rules }, judge: here.judge });
    const all = await look();
    expect(all.drawn).toEqual({ gridDays: keys.length, of: keys.length });
    expect([all.share.low, all.share.high]).toEqual([all.share.share, all.share.share]);
    const daysOf = ({ changes }: BackTest) =>
      changes.map(({ gridId, officerId, day }) => `${gridId} ${officerId} ${day}`);
    let before: string[] = [];
    for (const most of [1, 5, 15]) {
      const part = await look(most);
      expect(part.drawn.of).toBe(keys.length);
      expect(part.drawn.gridDays).toBeLessThanOrEqual(most);
      expect(part.share.low).toBeLessThanOrEqual(all.share.share);
      expect(part.share.high).toBeGreaterThanOrEqual(all.share.share);
      expect(daysOf(part)).toEqual(expect.arrayContaining(before));
      before = daysOf(part);
    }
    const stricter = { ...norm.rules, patrolsPerDay: 9 };
    expect((await look(15, stricter)).drawn).toEqual((await look(15)).drawn);
  });

  it('stops when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const { db } = store();
    const tried = backTest(db, { keys, norm, judge: here.judge, gone: gone.signal });
    gone.abort(new Error('nobody waits'));
    await expect(tried).rejects.toThrow('nobody waits');
  });
});
