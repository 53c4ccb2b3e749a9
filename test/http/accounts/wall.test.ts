import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { SignedIn } from '../../../server/contract/accounts/account.ts';
import { wantsWall } from '../../../server/contract/accounts/wall.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, openConsole, openSession } from '../../support/console.ts';
import { seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let cookie: string;

const ask = (method: string, path: string) =>
  fetch(`${app.url}/api/v1${path}`, { method, headers: { cookie } });
const session = async () => (await (await ask('GET', '/session')).json()) as SignedIn;
const leftMs = async () => Date.parse((await session()).endsAt) - Date.now();
/** Lets the session be so near its end. */
const endIn = (ms: number) => {
  const at = new Date(Date.now() + ms).toISOString();
  return sql`update console_sessions set expires_at = ${at},
    data = jsonb_set(data, '{cookie,expires}', to_jsonb(${at}::text))`.execute(store.db);
};

beforeAll(async () => {
  store = await openEmbedded();
  const { areas } = await seedTestWorld(store.db);
  app = await startTestApp(store.db);
  const boss = { name: 'boss', role: 'administrator', areaId: areas.D! } as const;
  cookie = await openSession(store.db, app.url, boss);
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

it('a session that has long to go is left to no wall and keeps all its rights', async () => {
  expect(await session()).toMatchObject({ name: 'boss', isWall: false });
  expect(await leftMs()).toBeGreaterThan(11 * HOUR_MS);
  expect((await ask('POST', '/session/wall')).status).toBe(409);
  expect(wantsWall(await session(), Date.now())).toBe(false);
  expect((await ask('GET', '/accounts')).status).toBe(200);
});

it('one about to end goes on for the wall, asked again daily for weeks, and only looks', async () => {
  await endIn(10 * MINUTE_MS);
  expect(wantsWall(await session(), Date.now())).toBe(true);
  for (let week = 0; week < 9; week++) {
    expect((await ask('POST', '/session/wall')).status).toBe(204);
    expect(await session()).toMatchObject({ name: 'boss', isWall: true });
    expect(await leftMs()).toBeGreaterThan(29 * DAY_MS);
    expect(wantsWall(await session(), Date.now())).toBe(false);
    await endIn(23 * DAY_MS);
    expect(wantsWall(await session(), Date.now())).toBe(true);
  }
  expect((await ask('GET', '/areas')).status).toBe(200);
  const live = openConsole(app.url, cookie);
  await live.until((frames) => frames.length > 0);
  live.close();
  for (const [method, path] of [
    ['GET', '/accounts'],
    ['GET', '/api-keys'],
    ['POST', '/analysis/studies'],
    ['PUT', '/account/password'],
  ] as const)
    expect([path, (await ask(method, path)).status]).toEqual([path, 403]);
});

it('ends with signing out', async () => {
  expect((await ask('DELETE', '/session')).status).toBe(204);
  expect((await ask('GET', '/areas')).status).toBe(401);
});

it('outlives no change of its account', async () => {
  const { areaId } = await store.db
    .selectFrom('users')
    .select('area_id as areaId')
    .executeTakeFirstOrThrow();
  cookie = await openSession(store.db, app.url, {
    name: 'boss',
    role: 'administrator',
    areaId: Number(areaId),
  });
  await endIn(10 * MINUTE_MS);
  await ask('POST', '/session/wall');
  await createUser(store.db, { name: 'boss', role: 'analyst', areaId: Number(areaId) });
  expect((await ask('GET', '/areas')).status).toBe(401);
});
