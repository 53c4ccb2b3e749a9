import { sql } from 'kysely';
import pino from 'pino';
import { expect, it } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { WireFix } from '../../server/contract/fixes/fix.ts';
import { METRIC_LEVELS, type MetricRow, PERIODS } from '../../server/contract/metrics/metrics.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import { findEdition } from '../../server/db/rollups/metric-groups.ts';
import type { Db } from '../../server/db/store/open.ts';
import { type Question, readQuestion } from '../../server/domain/metrics/question.ts';
import { createPipeline } from '../../server/ingest/pipeline.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { answerMetrics } from '../../server/services/metrics/metric-answer.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const FIXES = 180;
const log = pino({ level: 'silent' });
const rules = {
  ...{ patrolsPerDay: 1, minutesPerPatrol: 12, coveragePerPatrol: 0.1 },
  ...{ periodDays: 2, coveragePerPeriod: 0.3, lateUploadHours: 720 },
};
const DERIVED = ['verdict_jobs', 'rollup_jobs', 'contests', 'verdicts', 'patrols'] as const;
const ROLLUPS = ['day_rollups', 'day_verdicts', 'ground_days'];

/** Fixes 5 s apart of someone who walks grid G1 from place to place, no two times the same way, by a receiver that trembles. */
function wander(random: ReturnType<typeof createRandom>, startMs: number): WireFix[] {
  const corner = cornerOf('G1');
  const place = () => ({ x: random.uniform(0.05, 0.95), y: random.uniform(0.05, 0.95) });
  const step = 6 / (111_000 * SIDE_DEG);
  let [at, to] = [place(), place()];
  let [east, north] = [0, 0];
  return Array.from({ length: FIXES }, (_, seq) => {
    const [dx, dy] = [to.x - at.x, to.y - at.y];
    const left = Math.hypot(dx, dy);
    if (left < step) to = place();
    else at = { x: at.x + (dx / left) * step, y: at.y + (dy / left) * step };
    [east, north] = [0.97 * east + random.normal(0, 0.7), 0.97 * north + random.normal(0, 0.7)];
    return {
      seq,
      t: startMs + seq * 5_000,
      lng: corner.lng + SIDE_DEG * at.x + (east * 1.14) / 111_000,
      lat: corner.lat + SIDE_DEG * at.y + north / 111_000,
      accuracyM: 8,
    };
  });
}

describeStores('Figures kept up to date while fixes come late, twice and out of order', (store) => {
  let ids: Ids | undefined;
  /** What the clock of the server shows: everything is due. */
  const now = () => NOW + 20 * DAY_MS;

  async function workOff(db: Db): Promise<void> {
    const judge = createPatrolJudge({ db, now });
    for (let jobs = await verdictJobs.lease(db, now(), 50); jobs.length > 0; ) {
      for (const job of jobs) {
        await judge(job.officerId, job.patrolId);
        await verdictJobs.finish(db, [job]);
      }
      jobs = await verdictJobs.lease(db, now(), 50);
    }
    while ((await rollUpDue({ db, now, log })) > 0);
  }

  /** Every figure at every level and period, without what counts editions. */
  async function figures(db: Db): Promise<Omit<MetricRow, 'changed'>[]> {
    const edition = (await findEdition(db))!;
    const within = [{ id: ids!.areas.D!, level: 'district' as const }];
    const rows: Omit<MetricRow, 'changed'>[] = [];
    for (const level of METRIC_LEVELS)
      for (const period of PERIODS) {
        const raw = { level, period, from: '2026-06-01', to: '2026-06-05' };
        const question = readQuestion(raw) as Question;
        const answer = await answerMetrics(db, question, { edition, within, units: 10 });
        rows.push(...answer.rows.map(({ changed: _, ...row }) => row));
      }
    return rows;
  }

  it.each(['a', 'b', 'c'])('equal a recomputation from the fixes in one go (%s)', async (seed) => {
    const { db } = store();
    ids ??= await seedTestWorld(db, { rules });
    await emptyTables(db, DERIVED);
    for (const table of [...ROLLUPS, 'fixes'])
      await sql`delete from ${sql.table(table)}`.execute(db);
    const random = createRandom(`late figures ${seed}`);
    const whole = (least: number, most: number) => Math.floor(random.uniform(least, most + 1));
    const partitions = createFixPartitions(db);
    const ingest = createPipeline({
      now,
      lateMaxMs: 35 * DAY_MS,
      dutiesOf: async () => () => ({ officerId: 1, gridId: 1, offDuty: () => null }) as never,
      write: (fixes) => partitions.during(fixes.session, () => insertFixes(db, fixes, NOW)),
      keepApart: async () => [],
      keepSessions: async (_, told, moments) => new Float64Array(moments.length).fill(told),
      count: () => {},
      observe: () => {},
    });

    const handhelds = { O1: 'H1', O2: 'H2' } as const;
    const batches: { handheldId: number; batch: object }[] = [];
    for (const day of [0, 1, 2])
      for (const officer of ['O1', 'O2'] as const) {
        const startMs = NOW + day * DAY_MS + whole(0, 120) * MINUTE_MS;
        const key = { officerId: ids.officers[officer]!, gridId: ids.areas.G1! };
        await startPatrol(db, { ...key, startMs, dueAt: NOW });
        await endPatrol(db, { ...key, endMs: startMs + 15 * MINUTE_MS, dueAt: NOW });
        const handheldId = ids.handhelds[handhelds[officer]]!;
        const fixes = wander(random, startMs);
        for (let at = 0; at < FIXES; at += 45)
          batches.push({
            handheldId,
            batch: {
              session: Math.floor(startMs / DAY_MS) * DAY_MS,
              fixes: fixes.slice(Math.max(0, at - whole(0, 10)), at + 45),
            },
          });
      }
    const order = [...batches, ...batches.filter(() => random.uniform(0, 1) < 0.2)]
      .map((batch) => ({ batch, at: random.uniform(0, 1) }))
      .sort((a, b) => a.at - b.at);
    for (const { batch } of order) {
      await ingest({ handheldId: batch.handheldId, datum: 'wgs84' }, batch.batch);
      if (random.uniform(0, 1) < 0.15) await workOff(db);
    }
    await nameGridDays(db, { from: '2026-06-01', until: '2026-06-05', now: NOW, missing: false });
    await workOff(db);
    const kept = await figures(db);

    for (const table of [...ROLLUPS, 'verdicts'])
      await sql`delete from ${sql.table(table)}`.execute(db);
    await sql`insert into verdict_jobs (officer_id, patrol_id, due_at)
      select officer_id, id, ${new Date(NOW).toISOString()} from patrols`.execute(db);
    await nameGridDays(db, { from: '2026-06-01', until: '2026-06-05', now: NOW, missing: false });
    await workOff(db);
    expect(kept).toEqual(await figures(db));
    const days = kept.filter(
      ({ from, to, code }) => code === 'G1' && from === '2026-06-01' && to === '2026-06-05',
    );
    expect(days[0]!.metrics.coverageUnion).toBeGreaterThan(0);
    expect(days[0]!.metrics.stalenessMaxH).toBeGreaterThan(0);
  });
});
