import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { AboutOfficer, NoticeState } from '../../server/contract/handhelds/about.ts';
import { NOTICE } from '../../server/contract/handhelds/about.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { insertAlert } from '../../server/db/alerts/alerts.ts';
import { addCasePhoto } from '../../server/db/cases/photos.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { storeFixes } from '../../server/db/fixes/store-fixes.ts';
import { putSubscription } from '../../server/db/handhelds/push-subscriptions.ts';
import { insertText } from '../../server/db/handhelds/texts.ts';
import { eraseOfficer } from '../../server/db/people/erase-officer.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { iso } from '../../server/db/store/moments.ts';
import { readVerdicts } from '../../server/db/verdicts/verdicts.ts';
import { createPatrolJudge } from '../../server/jobs/verdicts/judge.ts';
import { openByHand } from '../../server/services/cases/open-cases.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { basicAuth } from '../support/handheld.ts';
import { honestRows } from '../support/made/honest-rows.ts';
import { CATEGORIES, incidentAt } from '../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('What is kept about an officer', (store) => {
  let app: App;
  let ids: Ids;
  let patrolId: number;
  const start = NOW - 30 * MINUTE_MS;
  const ask = async <T>(path: string, headers: Record<string, string>, body?: object) => {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: reply.status, body: (await reply.json()) as T };
  };
  const own = <T>(handheld: string, path: string, body?: object) =>
    ask<T>(path, { authorization: basicAuth(handheld) }, body);

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    app = await startTestApp(db, { now: () => NOW, config: { verdictSettleS: 3600 } });
    const officerId = ids.officers.O1!;
    const rows = honestRows(ids.handhelds.H1!, { from: start, count: 120 });
    await storeFixes(db, createFixPartitions(db), rows, NOW);
    patrolId = await startPatrol(db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: start,
      dueAt: NOW,
    });
    await endPatrol(db, { officerId, endMs: rows.at(-1)!.t, dueAt: NOW });
    await createPatrolJudge({ db, now: () => NOW })(officerId, patrolId);
    await insertAlert(db, {
      ...{ officerId, patrolId, at: start, kind: 'sos', text: 'help' },
      position: { lng: 121.371, lat: 28.581 },
    });
    for (const handheld of ['H1', 'H2']) {
      const handheldId = ids.handhelds[handheld]!;
      await insertText(db, {
        handheldIds: [handheldId],
        text: `to ${handheld}`,
        by: 'D',
        nowMs: NOW - 1,
      });
      await putSubscription(
        db,
        {
          endpoint: `https://push.example/${handheld}`,
          keys: { p256dh: 'p', auth: 'a' },
          language: 'en',
        },
        { handheldId, nowMs: NOW - 1 },
      );
    }
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, [incidentAt('C1', start, { lng: 121.371, lat: 28.581 })]);
    const opened = await openByHand(db, { incidentId: 'C1', by: 'D', nowMs: NOW, why: null });
    const caseId = opened!.case.id;
    await sql`
      insert into case_facts (case_id, id, version, step, at, received_at, by_name, officer_id, position)
      values (${caseId}, 'seen', 9, 'arrive', ${iso(NOW)}, ${iso(NOW)}, 'handheld:H1', ${officerId}, ST_SetSRID(ST_MakePoint(121.371, 28.581), 4326))`.execute(
      db,
    );
    await addCasePhoto(
      db,
      {
        ...{ caseId, id: 'photo', step: 'arrive', by: 'handheld:H1', image: Buffer.from('jpeg') },
        nowMs: NOW - 1,
      } as never,
      9,
    );
  });
  afterAll(() => app?.close());

  const texts = async () => {
    const { rows } = await sql<{
      text: string;
    }>`select text from handheld_texts order by id`.execute(store().db);
    return rows.map(({ text }) => text);
  };

  it('is read by the officer, all of it, and by nobody else as their own', async () => {
    const { body } = await own<AboutOfficer>('H1', '/own/data');
    expect(body.positions).toHaveLength(120);
    expect(body.records).toMatchObject({
      officer: [{ id: ids.officers.O1, code: 'O1' }],
      handhelds: [{ handheld_id: ids.handhelds.H1 }],
      patrols: [{ id: patrolId }],
      verdicts: [{ patrol_id: patrolId, version: 1 }],
      alerts: [{ text: 'help' }],
      texts: [{ text: 'to H1' }],
      pushSubscriptions: [{ endpoint: 'https://push.example/H1' }],
      stepsOfCases: [{ step: 'arrive' }],
    });
    const other = await own<AboutOfficer>('H2', '/own/data');
    expect([other.body.positions, other.body.records.patrols]).toEqual([[], []]);
  });

  it('is given out by the top area alone to who asks there, and the officer is told', async () => {
    const { db } = store();
    const path = `/officers/${ids.officers.O1}/data`;
    for (const [area, status] of [
      ['V1', 403],
      ['D', 200],
    ] as const) {
      await createUser(db, { name: area, role: 'administrator', areaId: ids.areas[area]! });
      expect((await ask(path, { cookie: await sessionOf(app.url, area) })).status).toBe(status);
    }
    const { body } = await own<AboutOfficer>('H1', '/own/data');
    expect(body.records.looks).toMatchObject([{ by: 'D', act: 'getOfficerData' }]);
  });

  it('comes after a notice that the officer took note of, once, in its version', async () => {
    expect((await own<NoticeState>('H1', '/own/notice')).body).toEqual({
      notice: NOTICE,
      agreedAt: null,
    });
    expect((await own('H1', '/own/notice', { notice: 'of old' })).status).toBe(409);
    const agreed = { notice: NOTICE, agreedAt: new Date(NOW).toISOString() };
    expect((await own('H1', '/own/notice', { notice: NOTICE })).body).toEqual(agreed);
    expect((await own('H1', '/own/notice')).body).toEqual(agreed);
  });

  it('is erased once the officer serves no more; outcomes and figures stay, under a number', async () => {
    const { db } = store();
    const officerId = ids.officers.O1!;
    await expect(eraseOfficer(db, 'O1', NOW)).rejects.toThrow('end what is assigned first');
    const before = (await readVerdicts(db, officerId, patrolId))[0]!.verdict;
    for (const table of ['officer_assignments', 'handheld_assignments'])
      await sql`update ${sql.table(table)} set valid_to = ${new Date(NOW)} where officer_id = ${officerId}`.execute(
        db,
      );
    // The store's own clock is what says whether an assignment is over.
    const over = await sql<{ over: boolean }>`select now() > ${new Date(NOW)} as over`.execute(db);
    if (!over.rows[0]!.over) return;
    expect(await eraseOfficer(db, 'O1', NOW)).toEqual({
      positions: 120,
      pathsOfVerdicts: 1,
      photos: 0,
      texts: 1,
      placesOfCases: 1,
      alerts: 1,
    });
    expect(await texts()).toEqual(['to H2']);
    const left = await sql`
      select (select string_agg(endpoint, ' ') from push_subscriptions) as endpoints,
        (select count(*)::int from case_photos) as photos, (select count(position)::int from case_facts) as places`.execute(
      db,
    );
    expect(left.rows).toEqual([{ endpoints: 'https://push.example/H2', photos: 0, places: 0 }]);
    const after = (await readVerdicts(db, officerId, patrolId))[0]!.verdict;
    expect(after).toMatchObject({
      outcome: before.outcome,
      measures: before.measures,
      segments: [],
    });
    const { rows } = await sql`
      select code, name, (select count(*)::int from fixes) as fixes, (select count(*)::int from alerts where text is not null) as texts
      from officers where id = ${officerId}`.execute(db);
    expect(rows).toEqual([{ code: `erased-${officerId}`, name: '—', fixes: 0, texts: 0 }]);
  });
});
