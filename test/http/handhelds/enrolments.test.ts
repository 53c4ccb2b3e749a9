import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Enrolled, NewEnrolment } from '../../../server/contract/handhelds/enrolment.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { createSecret } from '../../../server/domain/accounts/secret.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { openRawHandheld } from '../../support/handheld.ts';
import { NOW, secretOf, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let now = NOW;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  store = await openEmbedded();
  const ids = await seedTestWorld(store.db);
  app = await startTestApp(store.db, { now: () => now });
  const { D, V2 } = ids.areas as { D: number; V2: number };
  await createUser(store.db, { name: 'admin', role: 'administrator', areaId: D });
  await createUser(store.db, { name: 'elsewhere', role: 'administrator', areaId: V2 });
  await createUser(store.db, { name: 'boss', role: 'supervisor', areaId: D });
  for (const name of ['admin', 'elsewhere', 'boss']) cookies[name] = await sessionOf(app.url, name);
});
afterAll(async () => {
  await app?.close();
  await store?.close();
});

async function post(path: string, body: object, who?: string) {
  const reply = await fetch(`${app.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(who ? { cookie: cookies[who]! } : {}) },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as NewEnrolment & Enrolled };
}

const enrolment = async (handheld: string) =>
  (await post(`/handhelds/${handheld}/enrolments`, {}, 'admin')).body;

/** What a phone does: makes a secret and sends its hash alone. */
async function enrol(token: string, secret = createSecret()) {
  const secretHash = createHash('sha256').update(secret).digest('hex');
  return { secret, ...(await post('/enrolments', { token, secretHash })) };
}

const signsIn = (handheldId: string, secret: string) =>
  openRawHandheld(app.url, handheldId, { handheldId, secret }).then(
    ({ close }) => {
      close();
      return true;
    },
    () => false,
  );

it('a phone becomes the handheld of its sheet by a secret it made, which replaces the one before', async () => {
  const { token, url, expiresAt, handheld } = await enrolment('H1');
  expect(handheld).toBe('H1');
  expect(url).toBe(`${app.url}/handheld#${token}`);
  expect(Date.parse(expiresAt) - now).toBe(72 * HOUR_MS);
  const { status, body, secret } = await enrol(token);
  expect({ status, body }).toEqual({ status: 201, body: { handheld: 'H1' } });
  expect(await signsIn('H1', secret)).toBe(true);
  expect(await signsIn('H1', secretOf('H1'))).toBe(false);
});

it('works once; the same phone may ask again, for its answer may have been lost', async () => {
  const { token } = await enrolment('H1');
  const { secret } = await enrol(token);
  expect((await enrol(token)).status).toBe(404);
  expect((await enrol(token, secret)).body).toEqual({ handheld: 'H1' });
  expect(await signsIn('H1', secret)).toBe(true);
});

it('is good until it expires or a later one takes its place', async () => {
  const first = await enrolment('H2');
  const second = await enrolment('H2');
  expect((await enrol(first.token)).status).toBe(404);
  now += 72 * HOUR_MS;
  expect((await enrol(second.token)).status).toBe(404);
  now = NOW;
  expect((await enrol(second.token)).status).toBe(201);
});

it('is made by administrators of the handheld’s area, and kept hashed', async () => {
  expect((await post('/handhelds/H1/enrolments', {}, 'elsewhere')).status).toBe(404);
  expect((await post('/handhelds/H9/enrolments', {}, 'admin')).status).toBe(404);
  expect((await post('/handhelds/H1/enrolments', {}, 'boss')).status).toBe(403);
  expect((await post('/handhelds/H1/enrolments', {})).status).toBe(401);
  expect((await post('/handhelds/H1/enrolments', { hours: 721 }, 'admin')).status).toBe(400);
  expect((await enrol(createSecret())).status).toBe(404);
});
