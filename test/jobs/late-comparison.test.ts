import { beforeAll, expect, it } from 'vitest';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import type { FixRow } from '../../server/db/fixes/columns.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { findCounterparts } from '../../server/services/verdicts/counterparts.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

/** When the handheld that was out of reach delivers. */
const LATER = NOW + 3 * HOUR_MS;

describeStores('a patrol whose fixes come after others were judged', (get) => {
  let ids: Ids;
  const patrols: { officerId: number; id: number }[] = [];
  const rows: FixRow[][] = [];

  const judgeDue = async (nowMs: number) => {
    const judge = createPatrolJudge({ db: get().db, now: () => nowMs });
    let judged = 0;
    for (;;) {
      const jobs = await verdictJobs.lease(get().db, nowMs, 10);
      if (jobs.length === 0) return judged;
      for (const job of jobs) {
        await judge(job.officerId, job.patrolId);
        await verdictJobs.finish(get().db, [job]);
        judged++;
      }
    }
  };
  const verdicts = async (): Promise<Verdict[]> => {
    const all = await Promise.all(
      patrols.map(({ officerId, id }) => readVerdicts(get().db, officerId, id)),
    );
    return all.map((versions) => versions[0]!.verdict);
  };
  const named = (nowMs: number) =>
    get()
      .db.insertInto('verdict_jobs')
      .values(
        patrols.map(({ officerId, id }) => ({
          officer_id: officerId,
          patrol_id: id,
          due_at: new Date(nowMs),
        })),
      )
      .execute();

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    // O1 walks; O2's handheld is in the same pocket; two hours later O2 walks the very way once more.
    const first = NOW - 4 * HOUR_MS;
    for (const [officer, handheld, startMs] of [
      ['O1', 'H1', first],
      ['O2', 'H2', first],
      ['O2', 'H2', first + 2 * HOUR_MS],
    ] as const) {
      rows.push(honestRows(ids.handhelds[handheld]!, { from: startMs, count: 720 }));
      const key = { officerId: ids.officers[officer]!, gridId: ids.areas.G1! };
      const id = await startPatrol(db, { ...key, startMs, dueAt: NOW });
      await endPatrol(db, { ...key, endMs: startMs + HOUR_MS, dueAt: NOW });
      patrols.push({ officerId: key.officerId, id });
    }
    rows[0] = rows[0]!.map((row) => ({ ...row, sentMs: LATER - 1_000, receivedMs: LATER }));
    await createFixPartitions(db).ensure(rows.flat().map(({ session }) => session));
  });

  it('names those that were compared with it, so that the verdicts are those of any other order', async () => {
    const { db } = get();
    for (const batch of rows) await insertFixes(db, batch, NOW);
    await judgeDue(LATER);
    const together = await verdicts();
    expect(together[1]!.signals.map(({ code }) => code)).toContain('two-in-one-pocket');

    await emptyTables(db, ['verdicts', 'verdict_jobs', 'patrol_tracks', 'fixes']);
    await named(NOW);
    for (const batch of rows.slice(1)) await insertFixes(db, batch, NOW);
    await judgeDue(NOW);
    const alone = await verdicts();
    expect(alone[1]!.signals.map(({ code }) => code)).not.toContain('two-in-one-pocket');

    await insertFixes(db, rows[0]!, LATER);
    expect(await judgeDue(LATER)).toBe(3);
    expect(await verdicts()).toEqual(together);
  }, 60_000);

  it('names nobody where all were judged with it', async () => {
    await named(LATER + HOUR_MS);
    expect(await judgeDue(LATER + HOUR_MS)).toBe(3);
  });

  it('tells on whose track each signal rests, and of what is another area’s only that it is', async () => {
    const { db } = get();
    const [first, pocket] = patrols.map(({ officerId, id }) => ({
      officerId,
      patrolId: id,
    }));
    const found = (key: typeof first, areaId: number) =>
      findCounterparts(db, key!, { areaId, nowMs: LATER });
    const [other] = (await found(pocket, ids.areas.D!)).counterparts;
    expect(other).toMatchObject({
      ...{ code: 'two-in-one-pocket', laterMs: 0 },
      patrol: { id: first!.patrolId, officerId: first!.officerId },
    });
    expect(other!.fixes.t).toHaveLength(720);
    const elsewhere = await found(pocket, ids.areas.G2!);
    expect(elsewhere).toEqual({ counterparts: [], elsewhere: ['two-in-one-pocket'], gone: [] });
  });
});
