import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, openSession } from '../../support/console.ts';
import { type Ids, NOW, secretOf, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  app = await startTestApp(store.db, { now: () => NOW });
}, 120_000);
afterAll(async () => {
  await app?.close();
  await store?.close();
});

const once = (socket: Socket, event: string) =>
  new Promise<void>((resolve) => socket.once(event, () => resolve()));

/** An account with a session and an open console. */
async function openAccount(name: string) {
  const administrator = { name, role: 'administrator', areaId: ids.areas.V1! } as const;
  const cookie = await openSession(store.db, app.url, administrator);
  const socket = io(`${app.url}/console`, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    extraHeaders: { cookie },
  });
  const closed = once(socket, 'disconnect');
  await once(socket, 'connect');
  const status = async (method = 'GET', path = '/session') =>
    (await fetch(`${app.url}/api/v1${path}`, { method, headers: { cookie } })).status;
  return { name, closed, status };
}

it('what an account may see is kept in no cache', async () => {
  const reply = await fetch(`${app.url}/api/v1/site`);
  expect(reply.headers.get('cache-control')).toBe('no-store');
});

it.each<[string, (name: string, status: (...of: string[]) => Promise<number>) => Promise<unknown>]>(
  [
    [
      'another role',
      (name) => createUser(store.db, { name, role: 'supervisor', areaId: ids.areas.V1! }),
    ],
    [
      'another area',
      (name) => createUser(store.db, { name, role: 'administrator', areaId: ids.areas.V2! }),
    ],
    [
      'another role, put into the store by hand',
      (name) =>
        store.db.updateTable('users').set({ role: 'analyst' }).where('name', '=', name).execute(),
    ],
    [
      'another password',
      (name) =>
        store.db
          .updateTable('users')
          .set({ password_hash: 'x' })
          .where('name', '=', name)
          .execute(),
    ],
    ['deletion', (name) => store.db.deleteFrom('users').where('name', '=', name).execute()],
    ['signing out', (_, status) => status('DELETE', '/session')],
  ],
)('%s ends the sessions of an account and its sockets', async (what, end) => {
  const { name, closed, status } = await openAccount(what);
  expect(await status()).toBe(200);
  await end(name, status);
  expect(await status()).toBe(401);
  await closed;
});

it('a new secret ends the sockets of a handheld that show the old one, whoever put it', async () => {
  const open = async () => {
    const socket = io(`${app.url}/handheld`, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      auth: { handheldId: 'H1', secret: secretOf('H1') },
    });
    const closed = once(socket, 'disconnect');
    await once(socket, 'connect');
    return { closed };
  };
  const { closed } = await open();
  await store.db
    .updateTable('handhelds')
    .set({ secret_hash: hashSecret('another') })
    .where('code', '=', 'H1')
    .execute();
  await closed;
});
