import fc from 'fast-check';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { insertPress } from '../../server/db/patrols/presses.ts';
import { verdictJobs } from '../../server/db/queue/verdict-jobs.ts';
import type { Db } from '../../server/db/store/open.ts';
import { closeForgotten } from '../../server/jobs/patrols/close-forgotten.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { recogniseNamed } from '../../server/jobs/verdicts/recognise.ts';
import { reconcileOfficer } from '../../server/services/patrols/reconcile-officer.ts';
import { putHandheldAssignments } from '../../server/services/people/put-assignments.ts';
import { putLeave } from '../../server/services/people/put-leave.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const DERIVED = [
  'verdict_jobs',
  'rollup_jobs',
  'recognition_jobs',
  'patrol_tracks',
  'contests',
  'verdicts',
  'patrols',
  'withdrawn_patrols',
  'patrol_presses',
  'officer_leave',
  'fixes',
] as const;
/** Walks of forty minutes are enough. */
const RULES = {
  minutesPerPatrol: 30,
  coveragePerPatrol: 0.3,
  patrolsPerDay: 2,
  minRestMinutes: 30,
};
const at = (minutes: number) => NOW + minutes * MINUTE_MS;

interface Told {
  kind: 'start' | 'end';
  minute: number;
  handheld?: string;
}

describeStores('Forgotten buttons', (store) => {
  let ids: Ids;
  const now = () => NOW + DAY_MS;
  beforeAll(async () => {
    ids = await seedTestWorld(store().db, { rules: RULES });
  });
  afterEach(() => emptyTables(store().db, DERIVED));

  /** Forty minutes on foot from a minute on, in a grid so many places east of G1. */
  async function walks(db: Db, minute: number, { east = 0, handheld = 'H1' } = {}) {
    const rows = honestRows(ids.handhelds[handheld]!, {
      from: at(minute),
      count: 480,
      session: NOW,
      firstSeq: minute * 60,
    }).map((row) => ({ ...row, lng: row.lng + east * SIDE_DEG }));
    await createFixPartitions(db).ensure([NOW]);
    await insertFixes(db, rows, NOW);
  }

  async function press(db: Db, { kind, minute, handheld = 'H1' }: Told) {
    const ms = at(minute);
    const by = { handheldId: ids.handhelds[handheld]! };
    await insertPress(db, { by, kind, atMs: ms, deviceMs: ms, startMs: null });
    for (const officer of ['O1', 'O2'])
      await reconcileOfficer(db, ids.officers[officer]!, {
        fromMs: ms,
        toMs: ms,
        nowMs: now(),
        dueAt: NOW,
      });
  }

  /** Judges and recognises until nothing waits. */
  async function settle(db: Db) {
    const judge = createPatrolJudge({ db, now });
    for (;;) {
      const jobs = await verdictJobs.lease(db, now(), 50);
      for (const job of jobs) {
        await judge(job.officerId, job.patrolId);
        await verdictJobs.finish(db, [job]);
      }
      if (jobs.length === 0 && (await recogniseNamed({ db, now })) === 0) return;
    }
  }

  async function standing(db: Db) {
    const rows = await db
      .selectFrom('patrols as p')
      .leftJoin('verdicts as v', (join) =>
        join.onRef('v.officer_id', '=', 'p.officer_id').onRef('v.patrol_id', '=', 'p.id'),
      )
      .select([
        'p.officer_id',
        'p.grid_id',
        'p.origin',
        'p.start_time',
        'p.end_time',
        'p.guessed_until',
      ])
      .select((eb) => eb.ref('v.outcome').as('outcome'))
      .orderBy('p.start_time')
      .orderBy('v.version', 'desc')
      .distinctOn(['p.start_time'])
      .execute();
    const codeOf = (record: Record<string, number>, id: number) =>
      Object.keys(record).find((code) => record[code] === id);
    return rows.map((row) => ({
      officer: codeOf(ids.officers, row.officer_id),
      grid: codeOf(ids.areas, row.grid_id),
      origin: row.origin,
      from: (row.start_time.getTime() - NOW) / MINUTE_MS,
      to: Math.round((row.end_time!.getTime() - NOW) / MINUTE_MS),
      guessed: row.guessed_until !== null,
      outcome: row.outcome,
    }));
  }
  const own = { officer: 'O1', grid: 'G1', origin: 'declared', outcome: 'completed' };

  it('an end nobody pressed is where the walk ended, and the true one takes its place', async () => {
    const { db } = store();
    await walks(db, 0);
    await walks(db, 180);
    await press(db, { kind: 'start', minute: 0 });
    await press(db, { kind: 'start', minute: 180 });
    await press(db, { kind: 'end', minute: 221 });
    await settle(db);
    const [first, second] = await standing(db);
    expect(second).toMatchObject({ ...own, from: 180, to: 221, guessed: false });
    expect(first).toMatchObject({ ...own, from: 0, guessed: true });
    expect(Math.abs(first!.to - 40)).toBeLessThan(4);
    await press(db, { kind: 'end', minute: 45 });
    await settle(db);
    expect((await standing(db))[0]).toMatchObject({ ...own, to: 45, guessed: false });
  });

  it('a start nobody pressed after a forgotten end is recognised and hinders nothing', async () => {
    const { db } = store();
    await walks(db, 0);
    await walks(db, 240);
    await press(db, { kind: 'start', minute: 0 });
    await closeForgotten({ db, now });
    await settle(db);
    expect(await standing(db)).toMatchObject([
      { ...own, from: 0, guessed: true },
      { ...own, origin: 'recognised' },
    ]);
  });

  it('late fixes move a guessed end', async () => {
    const { db } = store();
    await press(db, { kind: 'start', minute: 0 });
    await settle(db);
    expect((await standing(db))[0]).toMatchObject({ to: 720, guessed: true });
    await walks(db, 0);
    await settle(db);
    expect(Math.abs((await standing(db))[0]!.to - 40)).toBeLessThan(4);
  });

  it('who stands in and presses start is credited where he walks, as who helps is', async () => {
    const { db } = store();
    await putLeave(
      db,
      [
        {
          officerId: ids.officers.O2!,
          firstDay: '2026-06-01',
          lastDay: '2026-06-01',
          kind: 'leave',
          substituteId: ids.officers.O1!,
        },
      ],
      NOW,
    );
    await walks(db, 0, { east: 1 });
    await walks(db, 120, { east: 2 });
    for (const [kind, minute] of [
      ['start', 0],
      ['end', 41],
      ['start', 120],
      ['end', 161],
    ] as const)
      await press(db, { kind, minute });
    await settle(db);
    expect(await standing(db)).toMatchObject([
      { ...own, grid: 'G2' },
      { ...own, grid: 'G3' },
    ]);
    // Judged again the same follows.
    await walks(db, 400);
    await settle(db);
    expect((await standing(db)).slice(0, 2)).toMatchObject([{ grid: 'G2' }, { grid: 'G3' }]);
  });

  it('a handheld that was swapped makes nobody look bad, whether that is put on record before or after', async () => {
    const { db } = store();
    const swap = () =>
      putHandheldAssignments(
        db,
        [
          { handheld: 'H1', officer: 'O2', from: new Date(at(100)).toISOString() },
          { handheld: 'H1', officer: 'O1', from: new Date(at(600)).toISOString() },
        ],
        NOW,
      );
    const presses: Told[] = [
      { kind: 'start', minute: 0 },
      { kind: 'end', minute: 41 },
      { kind: 'start', minute: 120 },
      { kind: 'end', minute: 161 },
    ];
    const play = async (before: boolean) => {
      if (before) await swap();
      await walks(db, 0);
      await walks(db, 120, { east: 1 });
      for (const one of presses) await press(db, one);
      await settle(db);
      if (!before) await swap();
      await settle(db);
      return standing(db);
    };
    const after = await play(false);
    expect(after).toMatchObject([
      { ...own, from: 0 },
      { ...own, officer: 'O2', grid: 'G2', from: 120 },
    ]);
    await emptyTables(db, DERIVED);
    expect(await play(true)).toEqual(after);
    await putHandheldAssignments(
      db,
      [{ handheld: 'H1', officer: 'O1', from: new Date(at(100)).toISOString() }],
      NOW,
    );
  });

  it('in whatever order presses and fixes come, the same patrols and outcomes follow', async () => {
    const { db } = store();
    const parts: (Told | { walk: number })[] = [
      { walk: 0 },
      { walk: 200 },
      { kind: 'start', minute: 0 },
      { kind: 'start', minute: 3 },
      { kind: 'end', minute: 50 },
      { kind: 'start', minute: 199 },
      { kind: 'start', minute: 500 },
      { kind: 'end', minute: 520 },
    ];
    const play = async (order: readonly (Told | { walk: number })[], settles: number) => {
      await emptyTables(db, DERIVED);
      for (const [k, part] of order.entries()) {
        if ('walk' in part) await walks(db, part.walk);
        else await press(db, part);
        if (k === settles) await settle(db);
      }
      await settle(db);
      return standing(db);
    };
    const expected = await play(parts, -1);
    expect(expected.map(({ from, guessed }) => [from, guessed])).toEqual([
      [0, false],
      [199, true],
      [500, false],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(parts, { minLength: parts.length }),
        fc.integer({ min: 0, max: parts.length }),
        async (order, settles) => {
          expect(await play(order, settles)).toEqual(expected);
        },
      ),
      { numRuns: 6, seed: 13 },
    );
  }, 120_000);
});
