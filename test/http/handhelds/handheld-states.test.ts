import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Site } from '../../../server/contract/accounts/account.ts';
import type { HandheldState, Sheet } from '../../../server/contract/handhelds/state.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import {
  makeFirstAccount,
  offerFirstAccount,
} from '../../../server/services/accounts/first-account.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { basicAuth, openRawHandheld } from '../../support/handheld.ts';
import { seedTestWorld } from '../../support/made/world.ts';
import { quickHash } from '../../support/quick-hash.ts';
import { describeStores } from '../../support/stores/stores.ts';

describeStores('Handhelds and who hands them out', (store) => {
  let app: App;
  let root: (method: string, path: string, body?: object) => Promise<Response>;
  const asker = async (name: string) => {
    const cookie = await sessionOf(app.url, name);
    return (method: string, path: string, body?: object) =>
      fetch(`${app.url}/api/v1${path}`, {
        method,
        headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
  };
  const stateOf = async (code: string) => {
    const reply = await root('GET', '/handhelds/states');
    const { handhelds } = (await reply.json()) as { handhelds: HandheldState[] };
    return handhelds.find((one) => one.code === code);
  };
  const place = { code: 'X', name: 'X', level: 'city', timeZone: 'Asia/Shanghai' } as const;
  const first = { name: 'root', password: 'a walk round nine grids', place };

  beforeAll(async () => {
    app = await startTestApp(store().db);
  });
  afterAll(() => app?.close());

  it('begin with an administrator whom only the newest printed address makes, once', async () => {
    const { db } = store();
    const old = (await offerFirstAccount(db))!;
    const token = (await offerFirstAccount(db))!;
    const isEmpty = async () =>
      ((await (await fetch(`${app.url}/api/v1/site`)).json()) as Site).isEmpty;
    expect(await isEmpty()).toBe(true);
    expect(
      await makeFirstAccount(db, { ...first, token: old }, { hash: quickHash, nowMs: Date.now() }),
    ).toBeNull();
    const reply = await fetch(`${app.url}/api/v1/first-account`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...first,
        token,
        place: { ...place, rules: { preset: 'luqiao', language: 'zh' } },
      }),
    });
    expect(await reply.json()).toMatchObject({
      name: 'root',
      role: 'administrator',
      areaName: 'X',
    });
    const cookie = reply.headers.getSetCookie()[0]!.split(';')[0]!;
    expect(await isEmpty()).toBe(false);
    const setup = await fetch(`${app.url}/api/v1/setup`, { headers: { cookie } });
    expect(await setup.json()).toMatchObject({ norms: 2, accounts: 1 });
    const norms = await fetch(`${app.url}/api/v1/norms`, { headers: { cookie } });
    const { rows } = await sql<{ midnight: string }>`
      select to_char(valid_from at time zone ${place.timeZone}, 'HH24:MI') as midnight from norm_versions`.execute(
      db,
    );
    expect(rows).toEqual([{ midnight: '00:00' }, { midnight: '00:00' }]);
    expect(await norms.json()).toMatchObject({
      norms: [{ name: '兼职：不要求巡查' }, { name: '每日两巡、每巡两小时' }],
    });
    expect(
      await makeFirstAccount(
        db,
        { ...first, name: 'other', token },
        { hash: quickHash, nowMs: Date.now() },
      ),
    ).toBeNull();
    expect(await offerFirstAccount(db)).toBeNull();
  });

  it('have sheets for many at once, which phones use once, and a state that says so', async () => {
    const { db } = store();
    const { areas } = await seedTestWorld(db);
    await createUser(db, { name: 'district', role: 'administrator', areaId: areas.D! });
    await createUser(db, { name: 'village', role: 'administrator', areaId: areas.V2! });
    await createUser(db, { name: 'other', role: 'administrator', areaId: areas.V1! });
    root = await asker('district');
    const reply = await root('POST', '/handhelds/sheets', { handhelds: ['H1', 'H4'] });
    const { sheets } = (await reply.json()) as { sheets: Sheet[] };
    expect(sheets[0]!.url).toBe(`${app.url}/handheld#${sheets[0]!.token}`);
    expect(sheets.map(({ grid, handheld, officer }) => [handheld, officer, grid])).toEqual([
      ['H1', 'officer O1', 'area G1'],
      ['H4', 'officer O4', null],
    ]);
    expect(sheets[0]!.carriers.map(({ grid, officerCode }) => [officerCode, grid])).toEqual([
      ['O1', 'area G1'],
    ]);
    expect(await stateOf('H1')).toMatchObject({
      enrolledAt: null,
      sheetUntil: sheets[0]!.expiresAt,
      heardAt: null,
      refused: [],
    });
    const secret = 'a-secret-of-the-phone-itself';
    const enrolled = await root('POST', '/enrolments', {
      token: sheets[0]!.token,
      secretHash: hashSecret(secret),
    });
    expect(enrolled.status).toBe(201);
    expect(await stateOf('H1')).toMatchObject({
      enrolledAt: expect.any(String),
      sheetUntil: null,
    });
    const village = await asker('village');
    const others = await village('POST', '/handhelds/sheets', { handhelds: ['H1'] });
    expect([others.status, (await others.json()).detail]).toEqual([
      403,
      expect.stringContaining('H1'),
    ]);
    const own = (await (await village('GET', '/handhelds/states')).json()) as {
      handhelds: HandheldState[];
    };
    expect(own.handhelds.map(({ code }) => code)).toEqual(['H3']);
    // Of no grid, it is whose area brought in who carries it, else of whose area brought itself in.
    const input = { secret: 'of-no-phone-yet-0123456789', datum: 'wgs84' };
    await village('PUT', '/handhelds', { handhelds: [{ code: 'H5', ...input }] });
    await root('PUT', '/handhelds', { handhelds: [{ code: 'H6', ...input }] });
    const officer = { code: 'O5', name: 'officer O5', category: 'full-time' };
    await village('PUT', '/officers', { officers: [officer] });
    const carried = { handheld: 'H6', officer: 'O5', from: '2026-05-01T00:00:00+08:00' };
    expect((await root('PUT', '/assignments', { handhelds: [carried] })).status).toBe(200);
    const other = await asker('other');
    const listed = async (ask: typeof root, path: string) => {
      const reply = (await (await ask('GET', path)).json()) as { handhelds: { code: string }[] };
      return reply.handhelds.map(({ code }) => code);
    };
    for (const path of ['/handhelds/states', '/handhelds'])
      expect([
        await listed(village, path),
        await listed(other, path),
        await listed(root, path),
      ]).toEqual([
        ['H3', 'H5', 'H6'],
        ['H1', 'H2'],
        ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'],
      ]);

    const { socket } = await openRawHandheld(app.url, 'H1', { handheldId: 'H1', secret });
    const gone = new Promise((resolve) => socket.on('disconnect', resolve));
    expect((await root('POST', '/handhelds/H1/revoke', { why: 'lost' })).status).toBe(204);
    await gone;
    const headers = { authorization: basicAuth('H1', secret) };
    const turned = await fetch(`${app.url}/api/v1/fixes/refused`, { headers });
    expect(turned.status).toBe(401);
    expect(await stateOf('H1')).toMatchObject({
      revokedWhy: 'lost',
      revokedAt: expect.any(String),
    });

    const again = await root('POST', '/handhelds/sheets', { handhelds: ['H1'] });
    const [sheet] = ((await again.json()) as { sheets: Sheet[] }).sheets;
    await root('POST', '/enrolments', { token: sheet!.token, secretHash: hashSecret(secret) });
    expect(await stateOf('H1')).toMatchObject({ revokedWhy: null, revokedAt: null });
    expect((await fetch(`${app.url}/api/v1/fixes/refused`, { headers })).status).toBe(200);
  });

  it('have the address on their sheets that browsers have, whoever asks by another', async () => {
    const publicUrl = 'https://xunji.example';
    const known = await startTestApp(store().db, { config: { publicUrl } });
    const reply = await fetch(`${known.url}/api/v1/handhelds/sheets`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: await sessionOf(known.url, 'district'),
      },
      body: JSON.stringify({ handhelds: ['H1'] }),
    });
    const [sheet] = ((await reply.json()) as { sheets: Sheet[] }).sheets;
    expect(sheet!.url).toBe(`${publicUrl}/handheld#${sheet!.token}`);
    await known.close();
  });
});
