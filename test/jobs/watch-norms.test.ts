import { setImmediate as othersFirst } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import type { Alert } from '../../server/contract/console/console.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import type { FixRow } from '../../server/db/fixes/columns.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { createNormWatch } from '../../server/jobs/alerts/watch-norms.ts';
import { startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { putLeave } from '../../server/services/people/put-leave.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Minutes after ten in the morning, when the only window begins. */
const at = (minute: number) => NOW + minute * MINUTE_MS;
const minuteOf = (moment: string | null) =>
  moment === null ? null : (Date.parse(moment) - NOW) / MINUTE_MS;

describeStores('The watch by norms', (store) => {
  let ids: Ids;
  let now = NOW;
  let told: Alert[] = [];
  const watch = () =>
    createNormWatch({
      db: store().db,
      now: () => now,
      log: { warn: () => {} },
      onAlert: (alert) => told.push(alert),
    });
  type Watch = ReturnType<typeof watch>;

  beforeEach(async () => {
    const { db } = store();
    ids ??= await seedTestWorld(db, {
      rules: {
        patrolsPerDay: 1,
        minutesPerPatrol: 60,
        windows: [{ from: '10:00', to: '15:59' }],
        dutyHours: { from: '08:00', to: '17:59' },
      },
    });
    await createFixPartitions(db).ensure([NOW]);
    await emptyTables(db, [
      'alerts',
      'officer_leave',
      'verdict_jobs',
      'rollup_jobs',
      'patrols',
      'fixes',
    ]);
    now = NOW;
    told = [];
  });

  const begin = (officer: string, startMs: number) =>
    startPatrol(store().db, {
      officerId: ids.officers[officer]!,
      gridId: ids.areas.G1!,
      startMs,
      dueAt: startMs,
    });
  /** Stores fixes, three a minute, and tells a watch of them. */
  const hear = async (on: Watch, rows: FixRow[]) => {
    await insertFixes(store().db, rows, now);
    on.observe(ids.officers.O1!, rows);
  };
  const walks = (from: number, to: number, place?: { lng: number; lat: number }) =>
    fixRows(ids.handhelds.H1!, { from: at(from), count: (to - from) * 3, firstSeq: from * 3 }).map(
      (row, k) => ({ ...row, t: at(from) + k * 20_000, ...place }),
    );
  const south = { lng: cornerOf('G1').lng + SIDE_DEG / 2, lat: cornerOf('G1').lat - 0.003 };
  /** kind, officer, minutes since and until, withdrawn. */
  const short = (alerts: Alert[]) =>
    alerts
      .map(({ kind, officerId, at: since, until, withdrawnAt }) => [
        kind,
        Object.keys(ids.officers).find((code) => ids.officers[code] === officerId),
        minuteOf(since),
        minuteOf(until),
        withdrawnAt !== null,
      ])
      .sort();

  it('raises a late start once, not again after a restart, and ends it when a patrol begins', async () => {
    const first = watch();
    now = at(59);
    expect(await first.tick()).toEqual([]);
    now = at(61);
    expect(short(await first.tick())).toEqual(
      ['O1', 'O2', 'O3'].map((officer) => ['late-start', officer, 0, null, false]),
    );
    expect(told).toMatchObject([1, 2, 3].map(() => ({ late: false, limitMin: 60 })));
    expect(await first.tick()).toEqual([]);
    now = at(62);
    const second = watch();
    expect(await second.tick()).toEqual([]);
    await begin('O1', at(62));
    expect(short(await second.tick())).toEqual([['late-start', 'O1', 0, 62, false]]);
  });

  it('looks to the end on one reading when told meanwhile that it missed something', async () => {
    const one = watch();
    now = at(61);
    let looking = true;
    const look = one.tick().finally(() => {
      looking = false;
    });
    while (looking) {
      one.readAgain();
      await othersFirst();
    }
    expect(short(await look)).toEqual(
      ['O1', 'O2', 'O3'].map((officer) => ['late-start', officer, 0, null, false]),
    );
    expect(await one.tick()).toEqual([]);
  });

  it('withdraws what a start that arrives later shows not to be so', async () => {
    const one = watch();
    now = at(65);
    await one.tick();
    await begin('O1', at(30));
    // Of the patrol itself nothing was heard in 35 minutes.
    expect(short(await one.tick())).toEqual([
      ['late-start', 'O1', 0, 65, true],
      ['silent', 'O1', 30, null, false],
    ]);
    expect(await one.tick()).toEqual([]);
  });

  it('says off grid with the patrol, the grid and the place, the same after a restart', async () => {
    const patrolId = await begin('O1', at(0));
    const one = watch();
    now = at(12);
    await hear(one, walks(0, 12, south));
    const [alert] = (await one.tick()).filter(({ kind }) => kind === 'off-grid');
    expect(alert).toMatchObject({
      officerId: ids.officers.O1,
      patrolId,
      gridId: ids.areas.G1,
      late: false,
      lng: expect.closeTo(south.lng, 6),
    });
    expect(await watch().tick()).toEqual([]);
  });

  it('calls a silence withdrawn when its fixes come, and says late what they show', async () => {
    await begin('O1', at(0));
    const one = watch();
    await hear(one, walks(0, 2));
    now = at(14);
    expect(short(await one.tick())).toEqual([
      ['silent', 'O1', expect.closeTo(1.67, 1), null, false],
    ]);
    now = at(30);
    // Without a network until now, and outside all the time.
    await hear(one, walks(2, 30, south));
    const alerts = await one.tick();
    expect(short(alerts)).toEqual([
      ['off-grid', 'O1', 2, null, false],
      ['silent', 'O1', expect.closeTo(1.67, 1), 30, true],
    ]);
    expect(alerts.find(({ kind }) => kind === 'off-grid')).toMatchObject({
      late: true,
      dueAt: new Date(at(12)).toISOString(),
      learntAt: new Date(at(30)).toISOString(),
    });
  });

  it('asks nothing of who is on leave, and what the grid needs of who stands in', async () => {
    const { O1, O4 } = ids.officers;
    const day = '2026-06-01';
    const leave = {
      officerId: O1!,
      firstDay: day,
      lastDay: day,
      kind: 'leave',
      substituteId: O4!,
    } as const;
    await putLeave(store().db, [leave], now);
    now = at(61);
    const alerts = await watch().tick();
    expect(short(alerts).map(([, officer]) => officer)).toEqual(['O2', 'O3', 'O4']);
    expect(alerts.find(({ officerId }) => officerId === O4)).toMatchObject({
      gridId: ids.areas.G1,
    });
  });

  it('misses nobody who carries no handheld', async () => {
    const { db } = store();
    const carried = () =>
      db.updateTable('handheld_assignments').where('officer_id', '=', ids.officers.O2!);
    await carried()
      .set({ valid_to: new Date(NOW).toISOString() })
      .execute();
    now = at(61);
    expect(short(await watch().tick()).map(([, officer]) => officer)).toEqual(['O1', 'O3']);
    await carried().set({ valid_to: null }).execute();
  });

  it('takes back what stood when leave is put on record, and ends what stands with the duty', async () => {
    const one = watch();
    now = at(61);
    await one.tick();
    const [O1, day] = [ids.officers.O1!, '2026-06-01'];
    await putLeave(
      store().db,
      [{ officerId: O1, firstDay: day, lastDay: day, kind: 'sick', substituteId: null }],
      now,
    );
    now = at(70);
    expect(short(await one.tick())).toEqual([['late-start', 'O1', 0, 70, true]]);
    now = at(455);
    expect((await one.tick()).map(({ kind }) => kind).sort()).toEqual([
      'late-start',
      'late-start',
      'will-not-make-it',
      'will-not-make-it',
    ]);
    now = at(12 * 60);
    expect(short(await one.tick()).map(([kind, , , until]) => [kind, until])).toEqual([
      ['will-not-make-it', 720],
      ['will-not-make-it', 720],
    ]);
    expect(await one.tick()).toEqual([]);
  });
});
