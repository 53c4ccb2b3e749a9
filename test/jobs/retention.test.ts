import { beforeAll, expect, it } from 'vitest';
import { DAY_MS } from '../../server/contract/units.ts';
import { dropSosPressesBefore, recordSos } from '../../server/db/alerts/sos.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions, dropFixesBefore } from '../../server/db/fixes/partitions.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { dropTracksBefore } from '../../server/db/patrols/patrol-tracks.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('Retention', (store) => {
  let ids: Ids;
  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
  });

  it('drops positions of days past it, keeps the others, and takes late ones of a dropped day again', async () => {
    const { db } = store();
    const handheldId = ids.handhelds.H1!;
    const partitions = createFixPartitions(db);
    const put = (from: number) => {
      const rows = fixRows(handheldId, { from, count: 10 });
      return partitions.during(
        rows.map(({ session }) => session),
        () => insertFixes(db, rows, NOW),
      );
    };
    const held = async () =>
      (await readFixes(db, [{ handheldId, fromMs: NOW - 20 * DAY_MS, toMs: NOW + DAY_MS }])).length;

    await put(NOW - 10 * DAY_MS);
    await put(NOW);
    expect(await held()).toBe(20);

    const dropped = await dropFixesBefore(db, NOW - 5 * DAY_MS);
    expect(dropped).toHaveLength(1);
    expect(await held()).toBe(10);

    expect(await put(NOW - 10 * DAY_MS)).toEqual(Array(10).fill(true));
    expect(await held()).toBe(20);
  });

  it('drops the packed tracks of patrols past it', async () => {
    const { db } = store();
    const officerId = ids.officers.O1!;
    for (const startMs of [NOW - 10 * DAY_MS, NOW]) {
      const gridId = ids.areas.G1!;
      const patrolId = await startPatrol(db, { officerId, gridId, startMs, dueAt: NOW });
      await endPatrol(db, { officerId, endMs: startMs + 60_000, dueAt: NOW });
      await createPatrolJudge({ db, now: () => NOW })(officerId, patrolId);
    }
    const kept = () => db.selectFrom('patrol_tracks').select('patrol_id').execute();
    expect(await kept()).toHaveLength(2);
    expect(await dropTracksBefore(db, NOW - 5 * DAY_MS)).toBe(1);
    expect(await kept()).toHaveLength(1);
  });

  it('drops what was sent with calls for help past it, never the calls', async () => {
    const { db } = store();
    const officerId = ids.officers.O1!;
    for (const atMs of [NOW - 10 * DAY_MS, NOW])
      await recordSos(db, {
        handheldId: ids.handhelds.H1!,
        officerId,
        carrierId: officerId,
        atMs,
        deviceMs: atMs,
        receivedMs: atMs,
        position: { lng: 121.371, lat: 28.581 },
        text: `call of ${atMs}`,
      });
    expect(await dropSosPressesBefore(db, NOW - 5 * DAY_MS)).toBe(1);
    const [press, ...others] = await db.selectFrom('sos_presses').select('text').execute();
    expect([press, others]).toEqual([{ text: `call of ${NOW}` }, []]);
    const [alert] = await db
      .selectFrom('alerts')
      .select('text')
      .where('kind', '=', 'sos')
      .execute();
    expect(alert!.text).toBe(`call of ${NOW - 10 * DAY_MS}\ncall of ${NOW}`);
  });
});
