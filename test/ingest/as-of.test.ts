import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { RefusedCount, WireFix } from '../../server/contract/fixes/fix.ts';
import { defaultNorm } from '../../server/contract/norms/default-norm.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { listAlerts } from '../../server/db/alerts/alerts.ts';
import { dropOrphansBefore } from '../../server/db/fixes/orphan-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { dropOrphanIncidentsBefore } from '../../server/db/incidents/orphan-incidents.ts';
import { putNorms } from '../../server/db/norms/provision-norms.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { adoptFound, adoptOrphans } from '../../server/jobs/fixes/adopt-orphans.ts';
import {
  putHandheldAssignments,
  putOfficerAssignments,
} from '../../server/services/people/put-assignments.ts';
import { putLeave } from '../../server/services/people/put-leave.ts';
import { startTestApp } from '../support/app.ts';
import { basicAuth, openRawHandheld, postFixes, type RawHandheld } from '../support/handheld.ts';
import { placeIn } from '../support/made/incidents.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

/** A moment of a day at that hour in the district's time zone; day 0 is that of NOW. */
const at = (day: number, hour: number) => NOW + day * DAY_MS + (hour - 10) * HOUR_MS;
const iso = (ms: number) => new Date(ms).toISOString();

describeStores('What handhelds send late', (store) => {
  let ids: Ids;
  let app: App;
  /** The server's clock: two days after what is sent. */
  const now = () => at(2, 10);
  const opened: RawHandheld[] = [];
  const handheld = async (code: string) => {
    const one = await openRawHandheld(app.url, code);
    opened.push(one);
    return one;
  };
  const outcomes = async (code: string, fixes: WireFix[]) => {
    const { ask } = await handheld(code);
    const { receipts } = await ask('fixes', { session: fixes[0]!.t, fixes });
    return receipts.map(({ outcome, reason }) => reason ?? outcome);
  };
  const patrols = async (officer: string) => {
    const rows = await store()
      .db.selectFrom('patrols')
      .select(['start_time', 'end_time', 'grid_id'])
      .where('officer_id', '=', ids.officers[officer]!)
      .orderBy('start_time')
      .execute();
    return rows.map(({ start_time, end_time, grid_id }) => [
      start_time.getTime(),
      end_time?.getTime() ?? null,
      Object.keys(ids.areas).find((code) => ids.areas[code] === grid_id),
    ]);
  };
  const stored = (code: string, fromMs: number, toMs: number) =>
    readFixes(store().db, [{ handheldId: ids.handhelds[code]!, fromMs, toMs }]);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, {
      officers: ['1', '2', '3', '4', '5', '6', '7', '8'].map((n) => ({
        code: `O${n}`,
        grid: n === '7' ? null : 'G1',
        handheld: `H${n}`,
      })),
      rules: { dutyHours: { from: '06:00', to: '18:00' }, dutyGraceMinutes: 0 },
    });
    await putIncidentCategories(db, [
      { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
    ]);
    // From the day after on duty ends at 12:00.
    const { rules } = defaultNorm();
    await putNorms(db, [
      {
        area: 'D',
        name: 'shorter',
        from: iso(at(1, 0)),
        rules: { ...rules, dutyHours: { from: '06:00', to: '12:00' }, dutyGraceMinutes: 0 },
      } as never,
    ]);
    const none = at(0, 14);
    await putHandheldAssignments(
      db,
      [
        // Shift change at 14:00, and handed in at 14:00.
        { handheld: 'H1', officer: 'O2', from: iso(none) },
        { handheld: 'H3', officer: 'O3', from: iso(at(-9, 0)), to: iso(none) },
      ],
      now(),
    );
    await putOfficerAssignments(db, [{ officer: 'O4', grid: 'G3', from: iso(at(0, 13)) }], now());
    app = await startTestApp(db, { now, config: { verdictSettleS: 3600 } });
  });
  afterAll(async () => {
    for (const { close } of opened) close();
    await app?.close();
  });

  it('is taken by the hours of duty of its own day, not of the day it comes', async () => {
    expect(await outcomes('H5', walk({ from: at(0, 16), count: 3 }))).toEqual(
      Array(3).fill('stored'),
    );
    expect(await outcomes('H5', walk({ from: at(1, 16), count: 2, firstSeq: 9 }))).toEqual([
      'off-duty',
      'off-duty',
    ]);
    const batch = walk({ from: at(1, 12) - MINUTE_MS, count: 3, stepS: 60, firstSeq: 20 });
    const fixes = [
      ...batch,
      ...walk({ from: at(0, 18) - MINUTE_MS, count: 3, stepS: 60, firstSeq: 30 }),
    ];
    const reply = await postFixes(app.url, 'H5', { session: at(0, 22), fixes });
    expect(reply.body.receipts.map(({ reason }) => reason ?? 'taken')).toEqual([
      'taken',
      'taken',
      'off-duty',
      'taken',
      'taken',
      'off-duty',
    ]);
  });

  it('is taken of nobody on leave, and of who stands in, on the days of leave', async () => {
    const { db } = store();
    const [day, next] = [0, 1].map((d) => iso(at(d, 10)).slice(0, 10)) as [string, string];
    const { O7, O8 } = ids.officers as Record<string, number>;
    const leave = { officerId: O8!, substituteId: O7!, kind: 'leave' as const };
    await putLeave(db, [{ ...leave, firstDay: day, lastDay: day }], now());
    const sent = (code: string, day: number) =>
      outcomes(code, walk({ from: at(day, 9), count: 1, firstSeq: 400 + day }));
    expect(await sent('H8', 0)).toEqual(['on-leave']);
    expect(await sent('H8', 1)).toEqual(['stored']);
    expect(await sent('H7', 0)).toEqual(['stored']);
    // Kept apart: who has no grid has no hours either.
    expect(await sent('H7', 1)).toEqual(['stored']);
    expect(await stored('H7', at(1, 0), at(2, 0))).toEqual([]);
    const { alerts } = await listAlerts(db, { within: null, kinds: ['refused'], fromMs: at(0, 0) });
    // Whoever sees to grids is told; leave is nothing to look at.
    expect(alerts.map(({ handheldId, refused }) => [handheldId, refused])).toEqual([
      [ids.handhelds.H7, { 'no-grid': 1 }],
    ]);
    const join = () => adoptOrphans({ db, now, partitions: createFixPartitions(db) });
    expect(await join()).toBe(0);
    await putLeave(db, [{ ...leave, firstDay: next, lastDay: next }], now());
    expect(await join()).toBe(1);
    expect((await stored('H7', at(1, 0), at(2, 0))).length).toBe(1);
  });

  it('is of who carried the handheld then, though another does now', async () => {
    const { ask } = await handheld('H1');
    await ask('patrol:start', { t: at(0, 9) });
    await ask('patrol:end', { t: at(0, 11) });
    await ask('patrol:start', { t: at(0, 15) });
    expect(await patrols('O1')).toEqual([[at(0, 9), at(0, 11), 'G1']]);
    expect(await patrols('O2')).toEqual([[at(0, 15), at(1, 3), 'G1']]);
  });

  it('is taken for who handed the handheld in', async () => {
    expect(await outcomes('H3', walk({ from: at(0, 11), count: 4 }))).toEqual(
      Array(4).fill('stored'),
    );
    expect((await stored('H3', at(0, 0), at(1, 0))).length).toBe(4);
  });

  it('lies in the grid its officer held then', async () => {
    const { ask } = await handheld('H4');
    for (const hour of [9, 15]) {
      await ask('patrol:start', { t: at(0, hour) });
      await ask('patrol:end', { t: at(0, hour + 1) });
    }
    expect(await patrols('O4')).toEqual([
      [at(0, 9), at(0, 10), 'G1'],
      [at(0, 15), at(0, 16), 'G3'],
    ]);
  });

  it("is kept apart while it is nobody's, seen by none, and joined once somebody is on record for it", async () => {
    const { db } = store();
    const { ask } = await handheld('H3');
    const on = walk({ from: at(0, 15), count: 5, firstSeq: 100 });
    const off = walk({ from: at(0, 19), count: 2, firstSeq: 200 });
    const fixes = [...on, ...off];
    const twice = [await outcomes('H3', fixes), await outcomes('H3', fixes)];
    expect(twice).toEqual([Array(7).fill('stored'), Array(7).fill('duplicate')]);
    expect(await ask('patrol:start', { t: at(0, 15) })).toEqual({ patrolId: null });
    expect(await ask('patrol:end', { t: at(0, 16) })).toEqual({ patrolId: null });
    expect(await stored('H3', at(0, 14), at(1, 0))).toEqual([]);
    const found = (id: string, hour: number, severity = 'minor') => ({
      id,
      t: at(0, hour),
      position: placeIn('G1', 0.5, 0.5),
      category: 'noise',
      severity,
    });
    const incidents = () =>
      db.selectFrom('incidents').select(['id', 'severity', 'reported_by']).execute();
    for (const one of [found('1', 15), found('1', 15, 'severe'), found('2', 19)])
      expect(await ask('incident:report', one)).toMatchObject({
        id: `handheld:H3:${one.id}`,
        outcome: 'stored',
        detail: expect.stringContaining('kept apart'),
      });
    expect(await ask('incident:report', { ...found('3', 15), category: 'flood' })).toMatchObject({
      outcome: 'refused',
      reason: 'unknown-category',
    });
    expect(await incidents()).toEqual([]);

    await putHandheldAssignments(
      db,
      [{ handheld: 'H3', officer: 'O6', from: iso(at(0, 14)), to: iso(at(1, 0)) }],
      now(),
    );
    expect(await patrols('O6')).toEqual([[at(0, 15), at(0, 16), 'G1']]);
    const partitions = createFixPartitions(db);
    // The server itself looks too: between them all are joined once.
    await adoptOrphans({ db, now, partitions });
    await adoptFound({ db, now, onChanged: () => {} });
    expect(await incidents()).toEqual([
      { id: 'handheld:H3:1', severity: 'severe', reported_by: 'handheld:H3' },
    ]);
    expect(await db.selectFrom('orphan_incidents').selectAll().execute()).toEqual([]);
    const { rows: matters } = await sql`
      select finder_id from matters where incident_id = 'handheld:H3:1' and superseded is null`.execute(
      db,
    );
    expect(matters).toEqual([{ finder_id: ids.officers.O6 }]);
    expect((await stored('H3', at(0, 14), at(1, 0))).map(({ seq }) => seq)).toEqual([
      100, 101, 102, 103, 104,
    ]);
    expect(await db.selectFrom('orphan_fixes').selectAll().execute()).toEqual([]);
    const refused = await db
      .selectFrom('refused_fixes')
      .select(['reason', 'count'])
      .where('handheld_id', '=', ids.handhelds.H3!)
      .orderBy('reason')
      .execute();
    expect(refused).toEqual([
      { reason: 'incident-off-duty', count: 1 },
      { reason: 'off-duty', count: 2 },
    ]);
  });

  it("is kept while it is nobody's beside another of its name, whatever differs, and joined as what it is", async () => {
    const { db } = store();
    const [fix] = walk({ from: at(1, 10), count: 1, firstSeq: 250 }) as [WireFix];
    const sent = [fix, { ...fix, lng: fix.lng + 0.0001 }, { ...fix, t: fix.t + 5_000 }];
    const { ask } = await handheld('H3');
    const sendEach = async () => {
      const said: string[] = [];
      for (const one of sent) {
        const { receipts } = await ask('fixes', { session: fix.t, fixes: [one] });
        said.push(...receipts.map(({ outcome }) => outcome));
      }
      return said;
    };
    const [news, again] = [Array(3).fill('stored'), Array(3).fill('duplicate')];
    expect([await sendEach(), await sendEach()]).toEqual([news, again]);
    const renamed = async () => {
      const { refused } = (await ask('refused', {})) as unknown as { refused: RefusedCount[] };
      return refused.find(({ reason }) => reason === 'renamed')?.count;
    };
    expect(await renamed()).toBe(1);
    await putHandheldAssignments(
      db,
      [{ handheld: 'H3', officer: 'O6', from: iso(at(1, 10)), to: iso(at(1, 11)) }],
      now(),
    );
    await adoptOrphans({ db, now, partitions: createFixPartitions(db) });
    const places = (await stored('H3', at(1, 10), at(1, 11))).map(({ t, lng }) => [t, lng]);
    expect(places.sort(([a, b], [c, d]) => a! - c! || b! - d!)).toEqual(
      sent.map(({ t, lng }) => [t, lng]),
    );
  });

  it("is dropped once it has been nobody's for so long", async () => {
    const { db } = store();
    await outcomes('H3', walk({ from: at(1, 11), count: 3, firstSeq: 300 }));
    const { ask } = await handheld('H3');
    const position = placeIn('G1', 0.5, 0.5);
    await ask('incident:report', {
      id: '9',
      t: at(1, 11),
      position,
      category: 'noise',
      severity: 'minor',
    });
    expect(await dropOrphansBefore(db, now())).toBe(0);
    expect(await dropOrphansBefore(db, now() + 1)).toBe(3);
    expect(await dropOrphanIncidentsBefore(db, now())).toBe(0);
    expect(await dropOrphanIncidentsBefore(db, now() + 1)).toBe(1);
  });

  it('may name what it is of', async () => {
    const post = async (path: string, body: object) =>
      (
        await fetch(`${app.url}/api/v1/patrol/${path}`, {
          method: 'POST',
          headers: { authorization: basicAuth('H6'), 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json();
    const [t, end] = [at(1, 8), at(1, 9)];
    expect(await post('end', { t: end, startedAt: t })).toEqual({ patrolId: null });
    const { patrolId } = await post('start', { t, grid: 'G2' });
    expect((await patrols('O6')).at(-1)).toEqual([t, end, 'G2']);
    expect(await post('end', { t: end, startedAt: t })).toEqual({ patrolId });
    expect(await post('end', { t: end, patrolId })).toEqual({ patrolId });
    expect(await post('start', { t: t + 1, grid: 'V1' })).toMatchObject({ error: 'invalid' });
  });

  it('of a clock ahead is placed when it was sent', async () => {
    const { ask } = await handheld('H2');
    const ahead = 8 * HOUR_MS;
    await ask('patrol:start', { t: now() + ahead });
    await ask('patrol:start', { t: now() - 40 * MINUTE_MS + ahead, sentAt: now() + ahead });
    const [first, second] = (await patrols('O2')).slice(-2);
    expect([first![0], second?.[0]]).toContain(now() - 40 * MINUTE_MS);
  });
});
