import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../server/contract/units.ts';
import { appendEntry } from '../../server/db/access/access-log.ts';
import { verifyLog } from '../../server/db/access/verify-log.ts';
import { insertAlert } from '../../server/db/alerts/alerts.ts';
import { dropSosPressesBefore, recordSos } from '../../server/db/alerts/sos.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions, dropFixesBefore } from '../../server/db/fixes/partitions.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { storeFixes } from '../../server/db/fixes/store-fixes.ts';
import { putSubscription } from '../../server/db/handhelds/push-subscriptions.ts';
import { insertText } from '../../server/db/handhelds/texts.ts';
import { dropTracksBefore } from '../../server/db/patrols/patrol-tracks.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { dropPastRetention } from '../../server/jobs/fixes/retention.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const QUIET = { info: () => {}, warn: () => {} };

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
    const alerts = await db
      .selectFrom('alerts')
      .select('text')
      .where('kind', '=', 'sos')
      .orderBy('id')
      .execute();
    expect(alerts.map(({ text }) => text)).toEqual([
      `call of ${NOW - 10 * DAY_MS}`,
      `call of ${NOW}`,
    ]);
  });

  describe('of a deployment, kind by kind', () => {
    /** Long ago by any clock: what is young is not taken out, whatever a server says the time is. */
    const now = Date.UTC(2022, 0, 1);
    const kept = { positionDays: 300, pathDays: 300, photoDays: 300, logDays: 300 };
    const OLD = now - 330 * DAY_MS;
    const YOUNG = now - 270 * DAY_MS;
    const patrols: Record<string, number> = {};
    let removed: Record<string, number>;
    const verdictOf = async (name: string) =>
      (await readVerdicts(store().db, ids.officers.O2!, patrols[name]!))[0]!.verdict;
    const entries = () => sql`select by from access_log order by id`.execute(store().db);

    beforeAll(async () => {
      const { db } = store();
      const officerId = ids.officers.O2!;
      const partitions = createFixPartitions(db);
      for (const [name, startMs] of Object.entries({ OLD, YOUNG })) {
        const rows = honestRows(ids.handhelds.H2!, { from: startMs, count: 120, grid: 'G2' });
        await storeFixes(db, partitions, rows, now);
        const patrolId = await startPatrol(db, {
          officerId,
          gridId: ids.areas.G2!,
          startMs,
          dueAt: now,
        });
        await endPatrol(db, { officerId, endMs: rows.at(-1)!.t, dueAt: now });
        await createPatrolJudge({ db, now: () => now })(officerId, patrolId);
        patrols[name] = patrolId;
        await insertAlert(db, {
          ...{ officerId, patrolId, at: startMs, kind: 'sos', text: name },
          position: { lng: 121.371, lat: 28.581 },
        });
        const handheldId = ids.handhelds.H2!;
        await insertText(db, { handheldIds: [handheldId], text: name, by: 'one', nowMs: startMs });
        await putSubscription(
          db,
          {
            endpoint: `https://push.example/${name}`,
            keys: { p256dh: '', auth: '' },
            language: 'en',
          },
          { handheldId, nowMs: name === 'OLD' ? startMs : now - 80 * DAY_MS },
        );
        await appendEntry(db, {
          ...{ atMs: startMs, kind: 'look', by: name, areaId: 1, address: null, act: 'getTrack' },
          officerIds: [officerId],
        });
      }
      removed = await dropPastRetention({ db, now: () => now, log: QUIET, kept });
    });

    it('leaves figures of a verdict and no path, and judges it no more', async () => {
      const old = await verdictOf('OLD');
      expect(old).toMatchObject({ segments: [], cells: { resolution: 12, seen: [], missed: [] } });
      expect(old.measures.distanceM.best).toBeGreaterThan(100);
      expect((await verdictOf('YOUNG')).cells.seen.length).toBeGreaterThan(0);
      const judge = createPatrolJudge({ db: store().db, now: () => now });
      expect(await judge(ids.officers.O2!, patrols.OLD!)).toBeNull();
      expect(await verdictOf('OLD')).toEqual(old);
    });

    it('forgets where alerts were', async () => {
      const { rows } = await sql`
        select text, position is null as forgotten from alerts where officer_id = ${ids.officers.O2!} order by at`.execute(
        store().db,
      );
      expect(rows).toEqual([
        { text: 'OLD', forgotten: true },
        { text: 'YOUNG', forgotten: false },
      ]);
    });

    it('drops texts to handhelds, and where phones were reached that were not opened since', async () => {
      const { rows } = await sql`
        select text, (select string_agg(endpoint, ' ') from push_subscriptions) as endpoint from handheld_texts`.execute(
        store().db,
      );
      expect(rows).toEqual([{ text: 'YOUNG', endpoint: 'https://push.example/YOUNG' }]);
    });

    it('shortens the access log from its beginning, and its chain holds', async () => {
      expect((await entries()).rows).toEqual([{ by: 'YOUNG' }, { by: 'xunji' }]);
      expect(await verifyLog(store().db)).toEqual({ entries: 2, broken: null });
    });

    it('says what was removed, once', async () => {
      expect(removed).toMatchObject({
        daysOfPositions: 1,
        placesOfAlerts: 1,
        pathsOfVerdicts: 1,
        accessLog: 1,
      });
      const { rows } = await sql<{ detail: string }>`
        select detail from access_log where act = 'retention'`.execute(store().db);
      expect(JSON.parse(rows[0]!.detail)).toEqual({ removed });
      expect(await dropPastRetention({ db: store().db, now: () => now, log: QUIET, kept })).toEqual(
        {},
      );
    });

    it.each([
      ['the access log', sql`select drop_access_log(now() - interval '179 days')`],
      ['paths', sql`select drop_paths('-infinity', now() - interval '29 days')`],
    ])('never takes out %s that is young', async (_, take) => {
      await expect(take.execute(store().db)).rejects.toThrow(/at least/);
    });
  });
});
