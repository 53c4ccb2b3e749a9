import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { SAVED_VIEWS_MAX } from '../../../server/contract/accounts/saved-view.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
const cookies: Record<string, string> = {};

const ask = (who: string, method: string, name = '', body?: object) =>
  fetch(`${app.url}/api/v1/account/views${name && `/${encodeURIComponent(name)}`}`, {
    method,
    headers: { cookie: cookies[who]!, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const views = async (who: string) =>
  ((await (await ask(who, 'GET')).json()) as { views: unknown[] }).views;

beforeAll(async () => {
  store = await openEmbedded();
  const { areas } = await seedTestWorld(store.db);
  app = await startTestApp(store.db);
  for (const name of ['wang', 'li'])
    cookies[name] = await openSession(store.db, app.url, {
      ...{ name, role: 'supervisor', areaId: areas.D! },
    });
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

it('keeps a view for its account and for no other, under any name, until it is dropped', async () => {
  const name = '超期 50% / “本周”';
  expect((await ask('wang', 'PUT', name, { search: '?light=red' })).status).toBe(204);
  expect((await ask('wang', 'PUT', name, { search: '?light=yellow' })).status).toBe(204);
  expect(await views('wang')).toEqual([{ name, search: '?light=yellow' }]);
  expect(await views('li')).toEqual([]);
  expect((await ask('li', 'DELETE', name)).status).toBe(204);
  expect(await views('wang')).toHaveLength(1);
  expect((await ask('wang', 'DELETE', name)).status).toBe(204);
  expect(await views('wang')).toEqual([]);
});

it('says how many an account may keep, and takes the place of one that has the name', async () => {
  await sql`insert into saved_views select id, 'view ' || n, ''
    from users, generate_series(1, ${SAVED_VIEWS_MAX}::int) n where users.name = 'li'`.execute(
    store.db,
  );
  const more = await ask('li', 'PUT', 'one more', { search: '' });
  expect(more.status).toBe(409);
  expect(await more.json()).toMatchObject({
    error: 'wrong-state',
    problems: [{ code: 'views-most', values: { most: 100 } }],
  });
  expect((await ask('li', 'PUT', 'view 7', { search: '?view=table' })).status).toBe(204);
});

it('refuses a name that is none or too long', async () => {
  for (const name of [' ', 'x'.repeat(41)])
    expect((await ask('wang', 'PUT', name, { search: '' })).status).toBe(400);
});
