import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { startTestApp } from '../../support/app.ts';
import {
  cookieOf,
  createUser,
  openConsole,
  PASSWORD,
  postSession,
  sessionOf,
} from '../../support/console.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
const get = (path: string, cookie = '') => fetch(`${app.url}${path}`, { headers: { cookie } });

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  for (const role of ['supervisor', 'analyst', 'administrator'] as const)
    await createUser(store.db, { name: role, role, areaId: ids.areas.V1! });
  app = await startTestApp(store.db, { now: () => NOW });
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

describe('a session', () => {
  it('begins with the right password and says who one is', async () => {
    const reply = await postSession(app.url, 'supervisor');
    const account = {
      id: expect.any(Number),
      due: null,
      name: 'supervisor',
      role: 'supervisor',
      areaId: ids.areas.V1,
      areaName: 'area V1',
    };
    expect(await reply.json()).toEqual(account);
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toMatch(/^xunji=/);
    expect(cookie).toMatch(/HttpOnly/i);
    // Over plain HTTP the session library lowers Strict to Lax; either keeps the cookie from other sites' requests.
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await (await get('/api/v1/session', cookieOf(reply))).json()).toEqual({
      ...account,
      ...{ endsAt: expect.any(String), isWall: false },
    });
  });

  it('has a cookie that never leaves TLS or the site where TLS is in front', async () => {
    const behind = await startTestApp(store.db, { now: () => NOW, config: { trustProxy: 1 } });
    const reply = await fetch(`${behind.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
      body: JSON.stringify({ name: 'analyst', password: PASSWORD }),
    });
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/SameSite=Strict/i);
    await behind.close();
  });

  it('does not tell a wrong password from a name nobody has', async () => {
    const wrong = await postSession(app.url, 'supervisor', 'guess');
    const unknown = await postSession(app.url, 'nobody', 'guess');
    const say = async (reply: Response) => {
      const { requestId, ...body } = (await reply.json()) as { requestId: string };
      expect(requestId).toBe(reply.headers.get('x-request-id'));
      return { status: reply.status, body };
    };
    expect(await say(wrong)).toEqual(await say(unknown));
    expect(wrong.status).toBe(401);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('ends with signing out, for requests and for sockets', async () => {
    const cookie = await sessionOf(app.url, 'analyst');
    expect((await get('/api/v1/session', cookie)).status).toBe(200);
    const out = await fetch(`${app.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie },
    });
    expect(out.status).toBe(204);
    expect((await get('/api/v1/session', cookie)).status).toBe(401);
    const console_ = openConsole(app.url, cookie);
    expect(await console_.refused).toMatchObject({ error: 'not-signed-in' });
    console_.close();
  });

  it('is not taken from a cookie somebody made up', async () => {
    for (const cookie of ['xunji=a', 'xunji=a.b', 'xunji=%00', 'xunji=', 'xunji=a; xunji=b'])
      expect((await get('/api/v1/areas', cookie)).status).toBe(401);
  });

  it('is what a key is told to sign in for, where no key reads', async () => {
    const reply = await fetch(`${app.url}/api/v1/session`, {
      headers: { authorization: 'Bearer xunji_key' },
    });
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ detail: 'no key opens this; it takes an account' });
  });

  it('outlives the server', async () => {
    const cookie = await sessionOf(app.url, 'administrator');
    await app.close();
    app = await startTestApp(store.db, { now: () => NOW });
    expect((await get('/api/v1/session', cookie)).status).toBe(200);
  });

  it('is guessed at under one name a few times, then ever more slowly, and no other name waits', async () => {
    const replies = [];
    for (let k = 0; k < 6; k++) replies.push(await postSession(app.url, 'somebody', 'guess'));
    expect(replies.map(({ status }) => status)).toEqual([...Array(5).fill(401), 429]);
    const last = replies.at(-1)!;
    expect(last.headers.get('retry-after')).toBe('1');
    expect(await last.json()).toMatchObject({ error: 'too-many-requests' });
    expect((await postSession(app.url, 'supervisor')).status).toBe(200);
  });

  it('that did not begin is counted and on record', async () => {
    const text = await (await get('/metrics', '')).text();
    const [, failed] = /^xunji_sign_ins_total\{outcome="failed"\} (\d+)$/m.exec(text)!;
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from access_log where act = 'signInFailed' and by = 'somebody'`.execute(
      store.db,
    );
    expect(rows[0]!.count).toBe(5);
    expect(Number(failed)).toBeGreaterThanOrEqual(5);
  });
});
