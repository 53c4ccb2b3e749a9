import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { AccessEntry } from '../../../server/contract/access/access-log.ts';
import type { CaseDetail, CaseProposals } from '../../../server/contract/cases/detail.ts';
import type { OwnLook } from '../../../server/contract/handhelds/own.ts';
import { defaultNorm } from '../../../server/contract/norms/default-norm.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { appendEntry } from '../../../server/db/access/access-log.ts';
import { verifyLog } from '../../../server/db/access/verify-log.ts';
import { insertAlert } from '../../../server/db/alerts/alerts.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { openByHand } from '../../../server/services/cases/open-cases.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../../support/app.ts';
import { openConsole, openSession, postSession } from '../../support/console.ts';
import { basicAuth, postFixes } from '../../support/handheld.ts';
import { collection, feature, square } from '../../support/made/area-file.ts';
import { CATEGORIES, incidentAt } from '../../support/made/incidents.ts';
import {
  cornerOf,
  type Ids,
  NOW,
  SIDE_DEG,
  secretOf,
  seedTestWorld,
} from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const YESTERDAY = `from=${iso(NOW - 24 * HOUR_MS)}&to=${iso(NOW)}`;

describeStores('The access log', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    app = await startTestApp(db, { now: () => NOW });
    for (const area of ['V1', 'V2'])
      cookies[area] = await openSession(db, app.url, {
        name: area,
        role: 'administrator',
        areaId: ids.areas[area]!,
      });
    await insertAlert(db, {
      ...{ officerId: ids.officers.O1!, patrolId: null, at: NOW - HOUR_MS },
      ...{ kind: 'sos', text: null, position: { lng: 121.371, lat: 28.581 } },
    });
  });
  afterAll(() => app?.close());

  const ask = async <T>(who: string, path: string, init: RequestInit = {}) => {
    const headers = { cookie: cookies[who]!, ...init.headers };
    const reply = await fetch(`${app.url}/api/v1${path}`, { ...init, headers });
    return (await reply.json()) as T;
  };
  const entries = async (who: string, query = '') =>
    (await ask<{ entries: AccessEntry[] }>(who, `/access-log?${query}`)).entries;

  const looksOf = async (handheld: string) => {
    const init = { headers: { authorization: basicAuth(handheld) } };
    return (await ask<{ looks: OwnLook[] }>('V1', '/own/looks', init)).looks;
  };

  it('names who looked at whom, from where, and of when', async () => {
    const { O1 } = ids.officers;
    await ask('V1', `/officers/${O1}/track?${YESTERDAY}`);
    await ask('V1', `/alerts?${YESTERDAY}`);
    await ask('V1', `/areas/${ids.areas.V1}/staleness`);
    const shared = { kind: 'look', by: 'V1', areaId: ids.areas.V1, address: '127.0.0.1' };
    const range = { since: iso(NOW - 24 * HOUR_MS), until: iso(NOW) };
    expect(await entries('V1', 'kind=look')).toMatchObject([
      { ...shared, act: 'getStaleness', officerIds: [] },
      { ...shared, ...range, act: 'listAlerts', officerIds: [O1] },
      { ...shared, ...range, act: 'getTrack', officerIds: [O1] },
    ]);
  });

  it('is read by auditors of the area of either side, and of no other', async () => {
    expect(await entries('V2', 'kind=look')).toEqual([]);
    expect(await entries('V1', `officerId=${ids.officers.O1}&act=getTrack`)).toHaveLength(1);
    const supervisor = { name: 'D', role: 'supervisor', areaId: ids.areas.D! } as const;
    cookies.D = await openSession(store().db, app.url, supervisor);
    await ask('D', `/officers/${ids.officers.O3}/track?${YESTERDAY}`);
    expect(await entries('V2', 'kind=look')).toMatchObject([
      { by: 'D', officerIds: [ids.officers.O3] },
    ]);
  });

  it('is read by the officer on the handheld, as far as it is about the officer', async () => {
    expect(await looksOf('H1')).toMatchObject([
      { by: 'V1', act: 'listAlerts' },
      { by: 'V1', act: 'getTrack', since: iso(NOW - 24 * HOUR_MS), until: iso(NOW) },
    ]);
    expect(await looksOf('H2')).toEqual([]);
  });

  it('has what a look was for, which a deployment may ask for and the officer is told', async () => {
    const asking = await startTestApp(store().db, { now: () => NOW, config: { askPurpose: true } });
    const look = async (headers: Record<string, string> = {}) =>
      (
        await fetch(`${asking.url}/api/v1/officers/${ids.officers.O2}/track?${YESTERDAY}`, {
          headers: { cookie: cookies.V1!, ...headers },
        })
      ).status;
    expect(await look()).toBe(428);
    expect(await look({ 'x-purpose': '%E4' })).toBe(400);
    expect(await look({ 'x-purpose': encodeURIComponent('投诉核查') })).toBe(200);
    await asking.close();
    expect(
      (await entries('V1', `officerId=${ids.officers.O2}`)).map(({ detail }) => detail),
    ).toEqual([JSON.stringify({ purpose: '投诉核查' })]);
    expect(await looksOf('H2')).toMatchObject([
      { by: 'V1', act: 'getTrack', purpose: '投诉核查', address: '127.0.0.1' },
    ]);
  });

  it('has a live console before its first frame goes out', async () => {
    const live = openConsole(app.url, cookies.V1!);
    await live.until((frames) => frames.length > 0 && live.fleet.frames.length > 0);
    live.close();
    expect(await entries('V1', 'act=liveConsole')).toContainEqual(
      expect.objectContaining({ by: 'V1', officerIds: [ids.officers.O1] }),
    );
  });

  it('has what a form that is filled in looks at once an hour, not with every change of it', async () => {
    let now = NOW;
    const { db } = store();
    const trying = await startTestApp(db, { now: () => now });
    const attempt = async (minutesPerPatrol: number, from = '2026-05-01') => {
      const norm = { area: 'V1', name: 'n', rules: { ...defaultNorm().rules, minutesPerPatrol } };
      const reply = await fetch(`${trying.url}/api/v1/norms/backtest`, {
        method: 'POST',
        headers: { cookie: cookies.V1!, 'content-type': 'application/json' },
        body: JSON.stringify({ norm, from, to: '2026-05-03' }),
      });
      expect(reply.status).toBe(200);
    };
    const minutes = async () =>
      (await entries('V1', 'act=backTestNorm')).map(
        ({ detail }) => JSON.parse(detail!).body.norm.rules.minutesPerPatrol,
      );
    for (const tried of [60, 70, 80]) await attempt(tried);
    expect(await minutes()).toEqual([60]);
    await attempt(90, '2026-05-02');
    now += HOUR_MS;
    await attempt(100);
    await trying.close();
    expect(await minutes()).toEqual([100, 90, 60]);
  });

  it('has what was changed, without secrets', async () => {
    const handheld = { code: 'H1', secret: secretOf('H1'), datum: 'wgs84' };
    await ask('V1', '/handhelds', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ handhelds: [handheld] }),
    });
    const [entry] = await entries('V1', 'kind=act');
    expect(entry).toMatchObject({ act: 'putHandhelds', by: 'V1' });
    expect(JSON.parse(entry!.detail!)).toEqual({
      body: { handhelds: [{ ...handheld, secret: '***' }] },
    });
  });

  it('has no entry of an import that stored nothing, only looked at or refused, and one of what it brought', async () => {
    const { lng, lat } = cornerOf('G1');
    const corners = square(lng, lat, SIDE_DEG)[0]!;
    const acts = async () => (await entries('V1', 'act=importAreas')).length;
    const bring = async (ring: number[][], own: object, lines = false) => {
      const named = collection(feature({ code: 'G1', name: 'another name' }, [ring]));
      const options = { codeKey: 'code', nameKey: 'name', parent: 'V1', level: 'grid', ...own };
      const reply = await fetch(`${app.url}/api/v1/areas/import`, {
        method: 'POST',
        headers: {
          cookie: cookies.V1!,
          'content-type': 'application/json',
          ...(lines ? { accept: 'application/x-ndjson' } : {}),
        },
        body: JSON.stringify({ collection: named, options: { gridType: 'urban', ...options } }),
      });
      await reply.text();
      return reply.status;
    };
    expect(await bring(corners, { check: true })).toBe(200);
    expect(await bring(corners.slice(0, 3), {})).toBe(422);
    expect(await bring(corners.slice(0, 3), {}, true)).toBe(200);
    expect(await acts()).toBe(0);
    expect(await bring(corners, {}, true)).toBe(200);
    expect(await acts()).toBe(1);
  });
});

describeStores('Levels above those that see persons', (store) => {
  it('see the cell an officer is in, no name, and nobody’s track', async () => {
    const { db } = store();
    const ids = await seedTestWorld(db);
    const app = await startTestApp(db, { now: () => NOW, config: { personsUpTo: 'village' } });
    const position = { lng: 121.3711, lat: 28.5811 };
    const fixes = [{ seq: 1, t: NOW, ...position }];
    await postFixes(app.url, 'H1', { session: NOW, fixes });
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, [incidentAt('C1', NOW - HOUR_MS, position)]);
    const opened = await openByHand(db, { incidentId: 'C1', by: 'D', nowMs: NOW, why: null });
    const { id } = opened!.case;
    await sql`
      insert into case_facts (case_id, id, version, step, at, received_at, by_name, officer_id, position)
      values (${id}, 'there', 9, 'arrive', ${iso(NOW)}, ${iso(NOW)}, 'handheld:H1', ${ids.officers.O1}, ST_SetSRID(ST_MakePoint(121.3711, 28.5811), 4326))`.execute(
      db,
    );
    const shown = async (area: string) => {
      const cookie = await openSession(db, app.url, {
        ...{ name: area, role: 'administrator' as const, areaId: ids.areas[area]! },
      });
      const live = openConsole(app.url, cookie);
      await live.until(() => live.fleet.officers.size > 0);
      live.close();
      const path = `/officers/${ids.officers.O1}/track?${YESTERDAY}`;
      const get = (from: string) => fetch(`${app.url}/api/v1${from}`, { headers: { cookie } });
      const { status } = await get(path);
      const { facts } = (await (await get(`/cases/${id}`)).json()) as CaseDetail;
      const proposed = (await (await get(`/cases/${id}/proposals`)).json()) as CaseProposals;
      return {
        ...{ status, officer: [...live.fleet.officers.values()][0]! },
        place: facts.find(({ step }) => step === 'arrive')!.position,
        near: proposed.officers.map(({ walkMin }) => walkMin),
      };
    };
    expect(await shown('V1')).toMatchObject({
      status: 200,
      officer: { name: 'officer O1', lngE7: 1_213_711_000, latE7: 285_811_000 },
      place: position,
      near: [expect.any(Number)],
    });
    const { near, officer, place, status } = await shown('T');
    expect([status, officer.name, place, near]).toEqual([403, '', null, [null]]);
    expect(Math.abs(officer.lngE7 - 1_213_711_000)).toBeGreaterThan(1_000);
    await app.close();
  });
});

describeStores('The audit of acts', (store) => {
  let app: App;
  let ids: Ids;
  let root: string;
  let top: string;

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    app = await startTestApp(db, { now: () => NOW });
    const administrator = (name: string, area: string) =>
      openSession(db, app.url, { name, role: 'administrator', areaId: ids.areas[area]! });
    root = await administrator('root', 'V1');
    top = await administrator('top', 'D');
  });
  afterAll(() => app?.close());

  const send = (cookie: string, method: string, path: string, body?: object) =>
    fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const entries = async (query: string, cookie = root) =>
    (
      (await (await send(cookie, 'GET', `/access-log?${query}`)).json()) as {
        entries: AccessEntry[];
      }
    ).entries;
  const detailOf = async (query: string) => JSON.parse((await entries(query))[0]!.detail!);

  it('says what was before and what is after, without secrets', async () => {
    const input = { name: 'chen', role: 'supervisor', areaId: ids.areas.V1! };
    const { id } = (await (await send(root, 'POST', '/accounts', input)).json()) as { id: number };
    await send(root, 'PATCH', `/accounts/${id}`, { role: 'analyst' });
    expect(await detailOf('act=changeAccount')).toMatchObject({
      params: { id },
      changed: [
        {
          ...{ thing: 'account', key: String(id) },
          ...{ before: { role: 'supervisor' }, after: { role: 'analyst' } },
        },
      ],
    });
    await send(root, 'POST', `/accounts/${id}/password`);
    const { before, after } = (await detailOf('act=resetPassword')).changed[0];
    expect([before.password_hash, after.password_hash]).toEqual(['***', '***']);
    await send(root, 'PUT', '/officers', {
      officers: [{ code: 'O1', name: 'renamed', category: 'full-time' }],
    });
    expect((await detailOf('act=putOfficers')).changed).toMatchObject([
      { thing: 'officer', key: 'O1', before: { name: 'officer O1' }, after: { name: 'renamed' } },
    ]);
  });

  it('is found by part of a name, by what the details hold and by time', async () => {
    expect(await entries('by=OO&act=changeAccount')).toHaveLength(1);
    expect(await entries('text=RENAMED&kind=act')).toMatchObject([{ act: 'putOfficers' }]);
    expect(await entries(`act=putOfficers&from=${iso(NOW + 1)}`)).toEqual([]);
  });

  it('leaves a sign-in under a name nobody has to the top area', async () => {
    await postSession(app.url, 'nobody-here', 'guess');
    expect(await entries('by=nobody-here')).toEqual([]);
    expect(await entries('by=nobody-here', top)).toMatchObject([
      { act: 'signInFailed', areaId: null, address: '127.0.0.1' },
    ]);
  });

  it('goes as a file, and has that on record too', async () => {
    const reply = await send(root, 'GET', '/access-log?act=putOfficers&format=csv');
    expect(reply.headers.get('content-type')).toContain('text/csv');
    const [head, row] = (await reply.text()).split('\n');
    expect(head).toBe('id,at,kind,by,areaId,address,act,since,until,officerIds,detail');
    expect(row).toContain('root');
    // A file is sent before it is on record.
    const recorded = (act: string) =>
      expect.poll(() => entries(`act=${act}`)).toMatchObject([{ kind: 'act', by: 'root' }]);
    await recorded('listAccess');
    await send(root, 'GET', '/imports/officers/file?format=csv&language=en');
    await recorded('exportTable');
    const features = (f: string) =>
      fetch(`${app.url}/ogc/collections/areas-grid/items?f=${f}`, { headers: { cookie: root } });
    expect((await features('json')).status).toBe(200);
    expect(await entries('act=listOgcItems')).toEqual([]);
    expect((await features('csv')).status).toBe(200);
    await recorded('listOgcItems');
    expect((await verifyLog(store().db)).broken).toBeNull();
  });
});

describeStores('The chain of the access log', (store) => {
  beforeEach(async () => {
    await sql`delete from access_log`.execute(store().db);
    await sql`update access_log_head set id = 0, hash = '\\x'`.execute(store().db);
    await Promise.all(
      Array.from({ length: 20 }, (_, k) =>
        appendEntry(store().db, {
          ...{ atMs: NOW + k, kind: 'look', by: `账号 ${k}`, areaId: 1, address: null },
          ...{ act: 'getTrack', officerIds: [100 + k, 7], since: iso(NOW), detail: { k } },
        }),
      ),
    );
  });

  it('holds, however many are written at once', async () => {
    expect(await verifyLog(store().db)).toEqual({ entries: 20, broken: null });
  });

  it.each([
    ['a name is changed', sql`update access_log set by = 'nobody' where id = 5`, 5],
    ['an officer is left out', sql`update access_log set officer_ids = '{7}' where id = 5`, 5],
    ['one is taken out', sql`delete from access_log where id = 9`, 9],
    ['the last is taken out', sql`delete from access_log where id = 20`, 20],
    ['all are taken out', sql`delete from access_log`, 1],
    [
      'the last is taken out and the head put back',
      sql`with gone as (delete from access_log where id = 20)
        update access_log_head set id = 19, hash = 'x'`,
      19,
    ],
  ])('does not hold where %s', async (_, tamper, id) => {
    await tamper.execute(store().db);
    expect((await verifyLog(store().db)).broken).toMatchObject({ id });
  });
});
