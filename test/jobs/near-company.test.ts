import { beforeAll, beforeEach, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld, type TestOfficer } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Out in the next grid, all of them later than those this is about. */
const COLLEAGUES: TestOfficer[] = Array.from({ length: 16 }, (_, k) => ({
  code: `C${k}`,
  grid: 'G2',
  handheld: `HC${k}`,
}));
const OFFICERS: TestOfficer[] = [
  { code: 'O1', grid: 'G1', handheld: 'H1' },
  { code: 'O2', grid: 'G1', handheld: 'H2' },
  { code: 'O3', grid: 'G3', handheld: 'H3' },
  ...COLLEAGUES,
];
const START = NOW - 2 * HOUR_MS;

describeStores('who a patrol is compared with', (get) => {
  let ids: Ids;
  const patrols = new Map<string, number>();

  const begin = async (officer: string, grid: string, startMs: number) => {
    const key = { officerId: ids.officers[officer]!, gridId: ids.areas[grid]! };
    patrols.set(officer, await startPatrol(get().db, { ...key, startMs, dueAt: NOW }));
  };
  const end = (officer: string, endMs: number, dueAt = NOW) =>
    endPatrol(get().db, { officerId: ids.officers[officer]!, endMs, dueAt });
  const whole = async (officer: string, grid: string, startMs = START, minutes = 60) => {
    await begin(officer, grid, startMs);
    await end(officer, startMs + minutes * MINUTE_MS);
  };
  /** Judges what is due until nothing is. */
  const judgeDue = async (nowMs = NOW) => {
    const { db } = get();
    const judge = createPatrolJudge({ db, now: () => nowMs });
    for (;;) {
      const jobs = await verdictJobs.lease(db, nowMs, 4);
      if (jobs.length === 0) return;
      // At once, as the service does.
      await Promise.all(
        jobs.map(async (job) => {
          await judge(job.officerId, job.patrolId, job.dueMs);
          await verdictJobs.finish(db, [job]);
        }),
      );
    }
  };
  const isPocketed = async (officer: string) => {
    const versions = await readVerdicts(get().db, ids.officers[officer]!, patrols.get(officer)!);
    return versions[0]!.verdict.signals.some(
      ({ code, strength }) => code === 'two-in-one-pocket' && strength === 'strong',
    );
  };

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db, { officers: OFFICERS });
    // One walker carries three handhelds through G1.
    const rows = ['H1', 'H2', 'H3'].flatMap((code) =>
      honestRows(ids.handhelds[code]!, { from: START, count: 720 }),
    );
    for (const [k, { handheld }] of COLLEAGUES.entries())
      rows.push(
        ...honestRows(ids.handhelds[handheld]!, {
          from: START + (k + 1) * MINUTE_MS,
          count: 200,
          grid: 'G2',
        }),
      );
    await createFixPartitions(db).ensure(rows.map(({ session }) => session));
    await insertFixes(db, rows, NOW);
  });
  beforeEach(() =>
    emptyTables(get().db, [
      'verdicts',
      'verdict_jobs',
      'patrol_tracks',
      'patrol_presses',
      'patrols',
    ]),
  );

  it('is who was near, though sixteen colleagues started later', async () => {
    await whole('O1', 'G1');
    await whole('O2', 'G1');
    for (const [k, { code }] of COLLEAGUES.entries())
      await whole(code, 'G2', START + (k + 1) * MINUTE_MS, 16);
    await judgeDue();
    expect(await isPocketed('O1')).toBe(true);
    expect(await isPocketed('O2')).toBe(true);
    expect(await isPocketed('C3')).toBe(false);
  }, 60_000);

  it('is who was near, though their grid has another parent', async () => {
    await whole('O1', 'G1');
    await whole('O3', 'G3');
    await judgeDue();
    expect(await isPocketed('O1')).toBe(true);
    expect(await isPocketed('O3')).toBe(true);
  }, 60_000);

  it('is who was near, though one was still under way when the other was judged', async () => {
    await begin('O1', 'G1', START);
    await whole('O2', 'G1', START, 55);
    await judgeDue();
    expect(await isPocketed('O2')).toBe(false);
    // Told an hour late.
    await end('O1', START + HOUR_MS, NOW + HOUR_MS);
    await judgeDue(NOW + HOUR_MS);
    expect(await isPocketed('O1')).toBe(true);
    expect(await isPocketed('O2')).toBe(true);
  }, 60_000);
});
