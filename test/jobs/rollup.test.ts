import { sql } from 'kysely';
import pino from 'pino';
import { beforeEach, expect, it } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import { DAY_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { findEdition } from '../../server/db/rollups/metric-groups.ts';
import { decideContest, insertContest } from '../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { foldGridDays, rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../server/services/areas/cell-sets.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const LATER = NOW + 60 * DAY_MS;
const log = pino({ level: 'silent' });
const OUTCOMES: Outcome[] = ['completed', 'completed', 'incomplete', 'suspicious', 'unverifiable'];

describeStores('Daily roll-ups', (store) => {
  let ids: Ids;
  let cells: readonly string[];

  beforeEach(async () => {
    const { db } = store();
    await emptyTables(db, ['verdict_jobs', 'rollup_jobs', 'contests', 'verdicts', 'patrols']);
    await sql`delete from day_rollups`.execute(db);
    await sql`delete from day_verdicts`.execute(db);
    ids ??= await seedTestWorld(db, { rules: { patrolsPerDay: 2, minRestMinutes: 30 } });
    const key = { gridId: ids.areas.G1!, gridVersion: 1, swathM: 25 };
    cells ??= (await cellSetsOf(db, [key]))[0]!.cells;
  });

  const rollUp = async () => {
    while ((await rollUpDue({ db: store().db, now: () => LATER, log })) > 0);
  };

  async function patrol(grid: string, officer: string, startMs: number, minutes: number) {
    const { db } = store();
    const key = { officerId: ids.officers[officer]!, gridId: ids.areas[grid]! };
    const id = await startPatrol(db, { ...key, startMs, dueAt: NOW });
    await endPatrol(db, { ...key, endMs: startMs + minutes * MINUTE_MS, dueAt: NOW });
    return { officerId: key.officerId, patrolId: id };
  }

  const judge = (
    key: { officerId: number; patrolId: number },
    figures: Parameters<typeof verdictOf>[0],
  ) =>
    recordVerdict(store().db, {
      ...key,
      normId: 1,
      decidedAt: NOW,
      verdict: verdictOf(figures),
    });

  const current = async () =>
    (
      await sql<Record<string, unknown>>`
        select r.officer_id, r.grid_id, r.day::text, outcome, verdict, seen::text as seen, patrols_done, patrols_required,
          effective_s, joint_s, help_s, distance_m, contested, overridden
        from day_rollups r join day_verdicts v on v.officer_id = r.officer_id and v.grid_id = r.grid_id
          and v.day = r.day and v.edition = r.edition
        where superseded is null order by r.grid_id, r.day, r.officer_id`.execute(store().db)
    ).rows;

  it('equal a recomputation from the verdicts whatever came late, twice or was decided otherwise', async () => {
    const { db } = store();
    const random = createRandom('late data');
    const known: { officerId: number; patrolId: number }[] = [];
    const pick = <T>(list: readonly T[]) => list[Math.floor(random.uniform(0, list.length))]!;
    for (let step = 0; step < 36; step++) {
      const act = random.uniform(0, 1);
      if (known.length === 0 || act < 0.55) {
        const startMs =
          NOW +
          Math.floor(random.uniform(0, 4)) * DAY_MS +
          Math.floor(random.uniform(-600, 800)) * MINUTE_MS;
        known.push(await patrol(pick(['G1', 'G2']), pick(['O1', 'O2', 'O3']), startMs, 130));
      }
      const key = pick(known);
      if (act < 0.85)
        await judge(key, {
          outcome: pick(OUTCOMES),
          effectiveMin: Math.round(random.uniform(0, 130)),
          seen: cells.filter(() => random.uniform(0, 1) < 0.3),
        });
      else if (act < 0.95) await insertContest(db, { ...key, text: 'no', by: 'O' });
      else {
        const contest = await insertContest(db, { ...key, text: 'really no', by: 'O' });
        if (contest)
          await decideContest(
            db,
            { ...key, contestId: contest.id },
            { decision: 'overridden', outcome: 'completed', note: 'seen', by: 'S' },
          );
      }
      if (random.uniform(0, 1) < 0.3) await rollUpDue({ db, now: () => LATER, log });
    }
    await rollUp();
    const kept = await current();
    const keys = [...new Map(kept.map((r) => [`${r.grid_id} ${r.day}`, r])).values()].map((r) => ({
      gridId: r.grid_id as number,
      day: r.day as string,
    }));
    const again = (await foldGridDays(db, keys)).map((row) => ({
      officer_id: row.officerId,
      grid_id: row.gridId,
      day: row.day,
      outcome: row.outcome,
      verdict: row.verdict,
      seen: row.seen,
      patrols_done: row.figures.patrolsDone,
      patrols_required: row.figures.patrolsRequired,
      effective_s: row.figures.effectiveS,
      joint_s: row.figures.jointS,
      help_s: row.figures.helpS,
      distance_m: row.figures.distanceM,
      contested: row.figures.contested,
      overridden: row.figures.overridden,
    }));
    expect(kept).toEqual(again);
    // Every judged patrol is in one of them, by plain SQL.
    const {
      rows: [plain],
    } = await sql<{ judged: number }>`
      select count(distinct (officer_id, patrol_id))::int as judged from verdicts`.execute(db);
    expect(kept.flatMap((r) => (r.verdict as { patrols: unknown[] }).patrols)).toHaveLength(
      plain!.judged,
    );
  });

  it('count an hour of one officer once, and credit help to the grid it was given to', async () => {
    const own = await patrol('G1', 'O1', NOW, 120);
    await judge(own, { outcome: 'completed', effectiveMin: 120, distanceM: 6000 });
    await sql`insert into patrols (officer_id, grid_id, origin, start_time, end_time)
      values (${ids.officers.O1!}, ${ids.areas.G2!}, 'recognised', ${new Date(NOW + 60 * MINUTE_MS).toISOString()},
        ${new Date(NOW + 180 * MINUTE_MS).toISOString()})`.execute(store().db);
    const helped = await store()
      .db.selectFrom('patrols')
      .select('id')
      .where('origin', '=', 'recognised')
      .executeTakeFirstOrThrow();
    await judge(
      { officerId: ids.officers.O1!, patrolId: helped.id },
      { outcome: 'completed', effectiveMin: 100, distanceM: 4000 },
    );
    await rollUp();
    const rows = await current();
    const of = (grid: string, officer: string) =>
      rows.find((r) => r.grid_id === ids.areas[grid] && r.officer_id === ids.officers[officer]);
    expect(of('G1', 'O1')).toMatchObject({ effective_s: 7200, help_s: 0, distance_m: 6000 });
    expect(of('G2', 'O1')).toMatchObject({
      effective_s: 3000,
      help_s: 3000,
      distance_m: 2000,
      patrols_required: 0,
      patrols_done: 1,
    });
    expect(of('G2', 'O2')).toMatchObject({ patrols_required: 2, patrols_done: 0 });
  });

  it('let the patrols of the absent be required of who stands in', async () => {
    const { db } = store();
    await sql`insert into officer_leave values (${ids.officers.O1!}, '2026-06-03', '2026-06-03', 'sick', ${ids.officers.O3!})`.execute(
      db,
    );
    await nameGridDays(db, { from: '2026-06-03', until: '2026-06-04', now: LATER, missing: false });
    await rollUp();
    const rows = (await current()).filter((r) => r.grid_id === ids.areas.G1);
    expect(rows).toMatchObject([
      { officer_id: ids.officers.O1, outcome: 'not-required', patrols_required: 0 },
      { officer_id: ids.officers.O3, outcome: 'incomplete', patrols_required: 2 },
    ]);
    await sql`delete from officer_leave`.execute(db);
  });

  it('keep what an earlier edition said', async () => {
    const { db } = store();
    const key = await patrol('G1', 'O1', NOW, 120);
    await judge(key, { outcome: 'incomplete', effectiveMin: 50 });
    await rollUp();
    const first = (await findEdition(db))!.edition;
    await judge(key, { outcome: 'completed', effectiveMin: 121 });
    await rollUp();
    const at = async (edition: number) =>
      (
        await sql<{ effective_s: number }>`
          select effective_s from day_rollups
          where officer_id = ${key.officerId} and edition <= ${edition}
            and (superseded is null or superseded > ${edition})`.execute(db)
      ).rows;
    expect(await at(first)).toEqual([{ effective_s: 3000 }]);
    expect(await at(first + 1)).toEqual([{ effective_s: 7260 }]);
    await nameGridDays(db, { from: '2026-06-01', until: '2026-06-02', now: NOW, missing: false });
    await rollUp();
    expect((await at(first + 1)).length).toBeGreaterThan(0);
  });

  it('name every ended day of a held grid that has none', async () => {
    const { db } = store();
    const until = { from: '2026-06-01', until: '2026-06-04', now: NOW + 2 * DAY_MS, missing: true };
    // At 10:00 on June 3 two days have ended in three held grids.
    expect(await nameGridDays(db, until)).toBe(6);
    await rollUp();
    expect(await nameGridDays(db, until)).toBe(0);
    expect(await current()).toHaveLength(6);
  });
});
