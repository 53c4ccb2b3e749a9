import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Verdict } from '../../server/contract/patrols/verdict.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { handheldsOf } from '../../server/db/people/people.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createPatrolJudge, type JudgePatrol } from '../../server/jobs/verdicts/judge.ts';
import { createJudgePool, type JudgePool } from '../../server/jobs/verdicts/judge-pool.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('tracks compared with', (get) => {
  let ids: Ids;
  let threads: JudgePool;
  const patrols: { officerId: number; id: number }[] = [];
  const judgeHere = () => createPatrolJudge({ db: get().db, now: () => NOW });
  const isDue = () =>
    get()
      .db.insertInto('verdict_jobs')
      .values(
        patrols.map(({ officerId, id }) => ({
          officer_id: officerId,
          patrol_id: id,
          due_at: new Date(NOW),
        })),
      )
      .execute();
  /** Judges what is due and takes its jobs away, as the service does. */
  const judgeDue = async (judge: JudgePatrol) => {
    for (const job of await verdictJobs.lease(get().db, NOW, 10)) {
      await judge(job.officerId, job.patrolId);
      await verdictJobs.finish(get().db, [job]);
    }
  };
  const judgeInOrder = async (judge: JudgePatrol, order = patrols) => {
    for (const { officerId, id } of order) await judge(officerId, id);
  };
  /** Fixes of all an officer's patrols of the day. */
  const storedOf = async (officerId: number): Promise<number> => {
    const hour = { fromMs: NOW - 60 * MINUTE_MS, toMs: NOW + 60 * MINUTE_MS };
    const stretches = await handheldsOf(get().db, officerId, hour.fromMs, hour.toMs);
    return (await readFixes(get().db, stretches)).length;
  };
  const verdicts = async (): Promise<Verdict[]> => {
    const all = await Promise.all(
      patrols.map(({ officerId, id }) => readVerdicts(get().db, officerId, id)),
    );
    return all.map((versions) => versions[0]!.verdict);
  };

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    threads = createJudgePool(1);
    // O1 the day before and today; O2 at O1's side today; all in G1.
    for (const [officer, handheld, startMs] of [
      ['O1', 'H1', NOW - DAY_MS],
      ['O1', 'H1', NOW - 60 * MINUTE_MS],
      ['O2', 'H2', NOW - 50 * MINUTE_MS],
    ] as const) {
      const rows = honestRows(ids.handhelds[handheld]!, { from: startMs, count: 720 });
      await createFixPartitions(db).ensure(rows.map(({ session }) => session));
      await insertFixes(db, rows, NOW);
      const officerId = ids.officers[officer]!;
      const gridId = ids.areas.G1!;
      const id = await startPatrol(db, { officerId, gridId, startMs, dueAt: NOW });
      await endPatrol(db, { officerId, endMs: startMs + 60 * MINUTE_MS, dueAt: NOW });
      patrols.push({ officerId, id });
    }
  });
  beforeEach(() => emptyTables(get().db, ['verdicts', 'verdict_jobs', 'patrol_tracks']));
  afterAll(() => threads?.close());

  it('are the same read from fixes, kept packed, in memory or in another thread', async () => {
    // None is kept: every verdict reads the others' fixes.
    for (const { officerId, id } of patrols) {
      await emptyTables(get().db, ['patrol_tracks']);
      await judgeHere()(officerId, id);
    }
    const fromFixes = await verdicts();
    const compared = fromFixes.filter(({ basis }) => basis.comparedSet !== undefined);
    expect(compared).toHaveLength(2);
    const again = async (judge: (order: typeof patrols) => Promise<unknown>) => {
      await emptyTables(get().db, ['verdicts']);
      await judge(patrols.toReversed());
      expect(await verdicts()).toEqual(fromFixes);
    };
    await again((order) => judgeInOrder(judgeHere(), order));
    await isDue();
    await again((order) => judgeInOrder(judgeHere(), order));
    await again(() => judgeDue(judgeHere()));
    await again((order) =>
      judgeInOrder(createPatrolJudge({ db: get().db, now: () => NOW, pool: threads }), order),
    );
  }, 60_000);

  it('are not those kept where late data has come since', async () => {
    await isDue();
    await judgeDue(judgeHere());
    const [before] = (await verdicts()).slice(2);
    const late = fixRows(ids.handhelds.H1!, {
      from: NOW - 30 * MINUTE_MS + 1_000,
      count: 3,
      firstSeq: 50_000,
    });
    await insertFixes(get().db, late, NOW);
    // O1's patrol waits to be judged again; O2's is judged before it.
    await judgeHere()(patrols[2]!.officerId, patrols[2]!.id);
    const [after] = (await verdicts()).slice(2);
    expect(after!.basis.comparedSet).not.toBe(before!.basis.comparedSet);
    expect(after!.basis.fixSet).toBe(before!.basis.fixSet);
  });

  it('are not remembered beyond late data that names a patrol in the same moment', async () => {
    await isDue();
    const judge = judgeHere();
    const own = patrols[2]!;
    // O1's verdict reads the fixes of O2's patrol, which waits for its own.
    await judge(patrols[1]!.officerId, patrols[1]!.id);
    const late = fixRows(ids.handhelds.H2!, {
      from: NOW - 20 * MINUTE_MS + 1_000,
      count: 3,
      firstSeq: 60_000,
    });
    await insertFixes(get().db, late, NOW);
    await judgeDue(judge);
    expect((await verdicts())[2]!.measures.fixes.total).toBe(await storedOf(own.officerId));
  });

  it('are read once where neighbours wait for each other', async () => {
    await isDue();
    const judge = judgeHere();
    await judge(patrols[1]!.officerId, patrols[1]!.id);
    const stored = await storedOf(patrols[2]!.officerId);
    await emptyTables(get().db, ['fixes']);
    await judgeDue(judge);
    expect((await verdicts())[2]!.measures.fixes.total).toBe(stored);
  });
});
