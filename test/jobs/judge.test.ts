import Fastify from 'fastify';
import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { HOUR_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { startJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const LEASE_MS = 60_000;
// Without a logger of its own Fastify has a silent one.
const { log } = Fastify();

describeStores('verdict jobs', (get) => {
  let ids: Ids;
  let judge: ReturnType<typeof startJudge> | undefined;
  let patrolId: number;
  const lease = (now: number) => verdictJobs.lease(get().db, now, 10);
  /** Runs the judge at a moment until it has judged one patrol. */
  const judged = (now: number) =>
    new Promise<string>((resolve) => {
      judge = startJudge({
        db: get().db,
        now: () => now,
        log,
        onVerdict: (_officer, patrol, outcome) => resolve(`${patrol} ${outcome}`),
      });
    });

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    await createFixPartitions(get().db).ensure([NOW]);
    await insertFixes(
      get().db,
      fixRows(ids.handhelds.H1!, { from: NOW - HOUR_MS, count: 700 }),
      NOW,
    );
  });
  beforeEach(async () => {
    await emptyTables(get().db, ['verdict_jobs', 'verdicts', 'patrols']);
    const officerId = ids.officers.O1!;
    patrolId = await startPatrol(get().db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: NOW - HOUR_MS,
      dueAt: NOW,
    });
    await endPatrol(get().db, { officerId, endMs: NOW, dueAt: NOW });
  });
  afterEach(async () => {
    await judge?.close();
    judge = undefined;
  });

  it('are not handed out before they are due', async () => {
    expect(await lease(NOW - 1)).toEqual([]);
    expect((await lease(NOW)).map((job) => job.patrolId)).toEqual([patrolId]);
  });

  it('are handed out to one judge at a time, until the lease runs out', async () => {
    const [first] = await lease(NOW);
    expect(await lease(NOW + LEASE_MS - 1)).toEqual([]);
    const [second] = await lease(NOW + LEASE_MS);
    expect(second).toMatchObject({ patrolId, attempts: first!.attempts + 1 });
  });

  it('are handed out once to many judges that ask at once', async () => {
    const leased = await Promise.all(Array.from({ length: 5 }, () => lease(NOW)));
    expect(leased.flat().length).toBe(1);
  });

  it('stay when late data names the patrol again during judgement', async () => {
    const [job] = await lease(NOW);
    await insertFixes(
      get().db,
      fixRows(ids.handhelds.H1!, { from: NOW - 1000, count: 1, firstSeq: 5_000 + patrolId }),
      NOW + 5_000,
    );
    await verdictJobs.finish(get().db, [job!]);
    expect(await verdictJobs.count(get().db)).toBe(1);
    const [again] = await lease(NOW + 5_000);
    expect(again).toMatchObject({ patrolId, attempts: 1 });
    await verdictJobs.finish(get().db, [again!]);
    expect(await verdictJobs.count(get().db)).toBe(0);
  });

  it('stay when they are named again for the very moment the lease runs out', async () => {
    const [job] = await lease(NOW);
    const named = sql`select ${ids.officers.O1!}::bigint, ${patrolId}::bigint`;
    await verdictJobs.name(named, NOW + LEASE_MS).execute(get().db);
    await verdictJobs.finish(get().db, [job!]);
    expect(await verdictJobs.count(get().db)).toBe(1);
  });

  it('are let go by a judge whose lease ran out, once another has them', async () => {
    const [first] = await lease(NOW);
    const [second] = await lease(NOW + LEASE_MS);
    await verdictJobs.postpone(get().db, [first!], NOW, 'too late');
    await verdictJobs.finish(get().db, [first!]);
    expect(await lease(NOW + 2 * LEASE_MS - 1)).toEqual([]);
    await verdictJobs.finish(get().db, [second!]);
    expect(await verdictJobs.count(get().db)).toBe(0);
  });

  it('that failed wait, and say why', async () => {
    const [job] = await lease(NOW);
    await verdictJobs.postpone(get().db, [job!], NOW + HOUR_MS, 'because');
    expect(await lease(NOW + HOUR_MS - 1)).toEqual([]);
    expect((await lease(NOW + HOUR_MS)).length).toBe(1);
    const { last_error } = await get()
      .db.selectFrom('verdict_jobs')
      .select('last_error')
      .executeTakeFirstOrThrow();
    expect(last_error).toBe('because');
  });

  it('become a verdict', async () => {
    expect(await judged(NOW)).toMatch(new RegExp(`^${patrolId} `));
    await judge!.close();
    expect(await verdictJobs.count(get().db)).toBe(0);
    expect((await readVerdicts(get().db, ids.officers.O1!, patrolId)).length).toBe(1);
  });

  it('of a server that died are judged by the next one', async () => {
    // Leased and never finished: what a killed server leaves behind.
    await lease(NOW);
    await judged(NOW + LEASE_MS);
    await judge!.close();
    expect(await verdictJobs.count(get().db)).toBe(0);
  });

  it('of a server that died after its verdict add no second one', async () => {
    await judged(NOW);
    await judge!.close();
    const before = await readVerdicts(get().db, ids.officers.O1!, patrolId);
    await endPatrol(get().db, { officerId: ids.officers.O1!, endMs: NOW, dueAt: NOW });
    const other = startJudge({
      db: get().db,
      now: () => NOW,
      log,
      onVerdict: () => expect.unreachable('a second verdict'),
    });
    while ((await verdictJobs.count(get().db)) > 0);
    await other.close();
    expect(await readVerdicts(get().db, ids.officers.O1!, patrolId)).toEqual(before);
  });
});
