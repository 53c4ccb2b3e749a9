import { sql } from 'kysely';
import pino from 'pino';
import { beforeEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { nameGridDays } from '../../server/db/queue/rollup-jobs.ts';
import { inTransaction } from '../../server/db/store/in-transaction.ts';
import { decideContest, insertContest } from '../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { createWebhook } from '../../server/db/webhooks/webhooks.ts';
import { DEFINITIONS_VERSION } from '../../server/domain/metrics/definitions.ts';
import { finalisePeriods } from '../../server/jobs/rollups/finalise-periods.ts';
import { rollUpDue } from '../../server/jobs/rollups/rollup.ts';
import { finalityOf } from '../../server/services/metrics/final-periods.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Midnight of 2026-06-01 in the district's time zone. */
const JUNE = NOW - 10 * HOUR_MS;
/** The norm's 48 hours and 6 of grace. */
const SETTLE_MS = 54 * HOUR_MS;
const log = pino({ level: 'silent' });

describeStores('Final periods', (store) => {
  let ids: Ids;
  let clock: number;

  beforeEach(async () => {
    const { db } = store();
    await emptyTables(db, [
      'webhook_deliveries',
      'webhook_events',
      'webhooks',
      'final_periods',
      'verdict_jobs',
      'rollup_jobs',
      'contests',
      'verdicts',
      'patrols',
    ]);
    await sql`delete from day_rollups`.execute(db);
    ids ??= await seedTestWorld(db, { rules: { lateUploadHours: 48 } });
    clock = JUNE;
    await createWebhook(db, {
      name: 'pay',
      areaId: ids.areas.V1!,
      url: 'https://example.org',
      eventTypes: ['period.final', 'period.revised'],
      secret: '',
      createdBy: 'admin',
      now: clock,
      most: 10,
    });
  });

  const rollUp = async () => {
    while ((await rollUpDue({ db: store().db, now: () => clock + DAY_MS, log })) > 0);
  };
  const look = () => finalisePeriods({ db: store().db, now: () => clock, graceH: 6 }, null);
  const told = async () =>
    (
      await sql<{
        id: string;
      }>`select id from webhook_events where at = ${new Date(clock)} order by id`.execute(
        store().db,
      )
    ).rows.map(({ id }) => id.replace(`/${ids.areas.V1}/`, ' '));
  const lookAt = async (ms: number) => {
    clock = ms;
    await look();
    return told();
  };

  async function walked(grid: string, officer: string, startMs: number) {
    const { db } = store();
    const key = { officerId: ids.officers[officer]!, gridId: ids.areas[grid]! };
    const patrolId = await startPatrol(db, { ...key, startMs, dueAt: NOW });
    await endPatrol(db, { ...key, endMs: startMs + 2 * HOUR_MS, dueAt: NOW });
    return { officerId: key.officerId, patrolId };
  }
  const judge = async (key: { officerId: number; patrolId: number }) => {
    await recordVerdict(store().db, {
      ...key,
      normId: 1,
      decidedAt: NOW,
      verdict: verdictOf({ outcome: 'completed', effectiveMin: 120 }),
    });
    await sql`delete from verdict_jobs`.execute(store().db);
    await rollUp();
  };

  it('are told of once, when allowance and grace are over, none that settled before somebody asked', async () => {
    expect(await lookAt(JUNE + 1)).toEqual([]);
    expect(await lookAt(JUNE - DAY_MS + SETTLE_MS - 1)).toEqual(['period.final day/2026-05-29']);
    expect(await lookAt(JUNE + SETTLE_MS - 1)).toEqual(['period.final day/2026-05-30']);
    expect(await lookAt(JUNE + SETTLE_MS)).toEqual([
      'period.final day/2026-05-31',
      'period.final month/2026-05-01',
      'period.final week/2026-05-25',
    ]);
    const { published } = await look();
    expect(published).toBe(0);
    expect(await lookAt(JUNE + 30 * DAY_MS + SETTLE_MS)).toContain(
      'period.final quarter/2026-04-01',
    );
  });

  it('begin where an officer has a grid and a handheld, however long ago the grids were drawn', async () => {
    const { db } = store();
    const of = (areaId: number, by = db) =>
      finalityOf(by, { areaId, now: JUNE + 30 * DAY_MS, graceH: 6, count: 3 });
    const months = (said: Awaited<ReturnType<typeof of>>) =>
      said.periods.flatMap(({ final, from, period }) =>
        period === 'month' ? [`${from} ${final}`] : [],
      );
    const held = await of(ids.areas.V1!);
    expect(months(held).length).toBeGreaterThan(0);
    expect(held.trackedFrom).not.toBeNull();
    const undone = inTransaction(db, async (trx) => {
      const may = new Date(JUNE - 16 * DAY_MS);
      await sql`update handheld_assignments set valid_from = ${may}`.execute(trx);
      const later = await of(ids.areas.V1!, trx);
      expect([later.trackedFrom, months(later)]).toEqual([
        '2026-05-16',
        ['2026-06-01 false', '2026-05-01 true'],
      ]);
      await sql`delete from handheld_assignments`.execute(trx);
      const never = await of(ids.areas.V1!, trx);
      expect([never.trackedFrom, never.periods]).toEqual([null, []]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
  });

  it('wait for judgements, roll-ups and objections of their days, and of no others', async () => {
    const patrol = await walked('G1', 'O1', NOW);
    const elsewhere = await walked('G3', 'O3', NOW);
    const later = await walked('G2', 'O2', NOW + 5 * DAY_MS);
    expect(await lookAt(JUNE + DAY_MS + SETTLE_MS)).not.toContain('period.final day/2026-06-01');
    await judge(patrol);
    const contest = await insertContest(store().db, { ...patrol, text: 'I was there', by: 'O1' });
    await rollUp();
    expect(await lookAt(clock + 1)).toEqual([]);
    await decideContest(
      store().db,
      { ...patrol, contestId: contest!.id },
      { decision: 'upheld', outcome: null, note: 'seen', by: 'supervisor' },
    );
    expect(await lookAt(clock + 1)).toEqual([]);
    await rollUp();
    expect(await lookAt(clock + 1)).toEqual(['period.final day/2026-06-01']);
    await judge(elsewhere);
    await judge(later);
  });

  it('are told of again when late data changes them, with the edition it came in', async () => {
    await nameGridDays(store().db, {
      from: '2026-06-01',
      until: '2026-06-04',
      now: JUNE,
      missing: false,
    });
    await rollUp();
    clock = JUNE + 3 * DAY_MS + SETTLE_MS;
    await look();
    const patrol = await walked('G1', 'O1', NOW);
    expect(await lookAt(clock + 1)).toEqual([]);
    await judge(patrol);
    const revised = await lookAt(clock + 1);
    const { edition } = await look();
    expect(revised).toEqual([`period.revised day/2026-06-01/${edition}`]);
    const { rows } = await sql<{ payload: string }>`
      select payload from webhook_events where type = 'period.revised'`.execute(store().db);
    expect(JSON.parse(rows[0]!.payload).data).toMatchObject({
      areaId: ids.areas.V1,
      areaCode: 'V1',
      level: 'village',
      period: 'day',
      from: '2026-06-01',
      to: '2026-06-02',
      timeZone: 'Asia/Shanghai',
      edition,
      url: `/api/v1/metrics/patrols?level=village&areaId=${ids.areas.V1}&period=day&from=2026-06-01&to=2026-06-02&asOf=${edition}&definitions=${DEFINITIONS_VERSION}`,
    });
    expect(await lookAt(clock + 1)).toEqual([]);
  });
});
