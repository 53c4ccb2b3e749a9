import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Account } from '../../../server/contract/accounts/account.ts';
import type {
  AccountSession,
  ManagedAccount,
  OwnAccount,
  RecoveryCodes,
  SecondFactorOffer,
  TemporaryPassword,
} from '../../../server/contract/accounts/managed.ts';
import type { ErrorReply } from '../../../server/contract/error.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { codeAt } from '../../../server/domain/accounts/totp.ts';
import { startTestApp } from '../../support/app.ts';
import {
  cookieOf,
  createUser,
  openSession,
  PASSWORD,
  postSession,
  sessionOf,
} from '../../support/console.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let now = NOW;
let root: string;
const NEW = 'a quite different horse';

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  app = await startTestApp(store.db, {
    now: () => now,
    config: { secondFactorRoles: ['analyst'] },
  });
  const administrator = { name: 'root', role: 'administrator', areaId: ids.areas.V1! } as const;
  root = await openSession(store.db, app.url, administrator);
}, 120_000);
afterAll(async () => {
  await app?.close();
  await store?.close();
});

/** Asks by a session; the answer and its status. */
async function ask<T>(cookie: string, method: string, path: string, body?: object) {
  const reply = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = reply.status === 204 ? null : await reply.json();
  return { status: reply.status, answer: answer as T, reply };
}

const signIn = (name: string, password: string, code?: string) =>
  ask<Account & ErrorReply>('', 'POST', '/session', { name, password, ...(code ? { code } : {}) });

const make = async (name: string, role = 'supervisor') =>
  (
    await ask<TemporaryPassword>(root, 'POST', '/accounts', {
      ...{ name, role, areaId: ids.areas.V1! },
    })
  ).answer;

const rowOf = async (name: string) => {
  const { answer } = await ask<{ accounts: ManagedAccount[] }>(root, 'GET', '/accounts');
  return answer.accounts.find((one) => one.name === name)!;
};

describe('an account', () => {
  it('is made with a password that lets in to nothing but choosing the own one', async () => {
    const { id, password } = await make('chen');
    const { answer, reply } = await signIn('chen', password);
    expect(answer).toMatchObject({ id, name: 'chen', due: 'password' });
    const cookie = cookieOf(reply);
    expect(await ask(cookie, 'GET', '/patrols')).toMatchObject({
      ...{ status: 403, answer: { error: 'due', detail: 'password' } },
    });
    expect((await ask(cookie, 'GET', '/metrics/definitions')).status).toBe(403);
    const change = (currentPassword: string, next: string) =>
      ask<ErrorReply>(cookie, 'PUT', '/account/password', { currentPassword, password: next });
    expect((await change('guess', NEW)).answer.error).toBe('wrong-credentials');
    expect((await change(password, 'password1234')).answer.error).toBe('weak-password');
    expect((await change(password, password)).answer.error).toBe('weak-password');
    const changed = await change(password, NEW);
    expect(changed.status).toBe(204);
    expect((await ask(cookie, 'GET', '/session')).status).toBe(401);
    const own = cookieOf(changed.reply);
    expect((await ask<Account>(own, 'GET', '/session')).answer.due).toBeNull();
    expect((await signIn('chen', password)).status).toBe(401);
  });

  it('whose temporary password was not used in time is not let in', async () => {
    const { password } = await make('late');
    now += 72 * HOUR_MS + 1;
    expect((await signIn('late', password)).answer.error).toBe('wrong-credentials');
    now = NOW;
    expect((await signIn('late', password)).status).toBe(200);
  });

  it('has a name of its own', async () => {
    const again = { name: 'root', role: 'analyst', areaId: ids.areas.V1! };
    expect((await ask<ErrorReply>(root, 'POST', '/accounts', again)).status).toBe(409);
  });

  it('is listed with its last sign-in and its sessions, which are ended one by one', async () => {
    await createUser(store.db, { name: 'wang', role: 'supervisor', areaId: ids.areas.V1! });
    expect(await rowOf('wang')).toMatchObject({ lastSignInAt: null, sessions: 0 });
    const [first, second] = [await sessionOf(app.url, 'wang'), await sessionOf(app.url, 'wang')];
    const { id, lastSignInAt, sessions } = await rowOf('wang');
    expect({ lastSignInAt, sessions }).toEqual({
      ...{ lastSignInAt: new Date(NOW).toISOString(), sessions: 2 },
    });
    const own = await ask<{ sessions: AccountSession[] }>(first, 'GET', '/account/sessions');
    const other = own.answer.sessions.find((session) => !session.own)!;
    expect(other).toMatchObject({ address: '127.0.0.1', agent: expect.any(String) });
    expect((await ask(first, 'DELETE', `/account/sessions/${other.id}`)).status).toBe(204);
    expect((await ask(second, 'GET', '/session')).status).toBe(401);
    const { answer } = await ask<{ sessions: AccountSession[] }>(
      ...([root, 'GET', `/accounts/${id}/sessions`] as const),
    );
    expect(answer.sessions).toHaveLength(1);
    await ask(root, 'DELETE', `/accounts/${id}/sessions/${answer.sessions[0]!.id}`);
    expect((await ask(first, 'GET', '/session')).status).toBe(401);
  });

  it('that is disabled is signed out and not let in, and its old sessions do not come back with it', async () => {
    const { id } = await rowOf('wang');
    const cookie = await sessionOf(app.url, 'wang');
    await ask(root, 'PATCH', `/accounts/${id}`, { disabled: true });
    expect((await rowOf('wang')).disabledAt).toBe(new Date(NOW).toISOString());
    expect((await ask(cookie, 'GET', '/session')).status).toBe(401);
    expect((await signIn('wang', PASSWORD)).answer.error).toBe('wrong-credentials');
    await ask(root, 'PATCH', `/accounts/${id}`, { disabled: false });
    expect((await ask(cookie, 'GET', '/session')).status).toBe(401);
    expect((await signIn('wang', PASSWORD)).status).toBe(200);
  });

  it('is not disabled, moved or reset by itself, nor moved out of the own area', async () => {
    const { id } = await rowOf('root');
    expect((await ask(root, 'PATCH', `/accounts/${id}`, { disabled: true })).status).toBe(403);
    expect((await ask(root, 'POST', `/accounts/${id}/password`)).status).toBe(403);
    const wang = (await rowOf('wang')).id;
    const away = { areaId: ids.areas.V2! };
    expect((await ask(root, 'PATCH', `/accounts/${wang}`, away)).status).toBe(403);
  });
});

it('a session that nobody touches is over', async () => {
  const idle = await startTestApp(store.db, { config: { sessionIdleMin: 30 } });
  const cookie = await sessionOf(idle.url, 'wang');
  const status = async () =>
    (await fetch(`${idle.url}/api/v1/session`, { headers: { cookie } })).status;
  const untouched = (minutes: number) =>
    store.db
      .updateTable('console_sessions')
      .set({ seen_at: new Date(Date.now() - minutes * 60_000) } as never)
      .execute();
  await untouched(29);
  expect(await status()).toBe(200);
  await untouched(31);
  expect(await status()).toBe(401);
  expect(await status()).toBe(401);
  await idle.close();
});

describe('a second factor', () => {
  let cookie: string;
  let secret: string;
  let codes: string[];
  const step = () => {
    now += 30_000;
  };

  it('must be set up first where the role needs one', async () => {
    await createUser(store.db, { name: 'mei', role: 'analyst', areaId: ids.areas.V1! });
    const { answer, reply } = await signIn('mei', PASSWORD);
    expect(answer.due).toBe('second-factor');
    cookie = cookieOf(reply);
    expect((await ask(cookie, 'GET', '/patrols')).status).toBe(403);
    const offer = await ask<SecondFactorOffer>(cookie, 'POST', '/account/second-factor', {
      currentPassword: PASSWORD,
    });
    secret = offer.answer.secret;
    expect(offer.answer.uri).toMatch(/^otpauth:\/\/totp\/Xunji:mei\?.*secret=[A-Z2-7]{32}/);
    const confirm = (code: string) =>
      ask<RecoveryCodes & ErrorReply>(cookie, 'PUT', '/account/second-factor', { code });
    expect((await confirm('12345')).answer.error).toBe('wrong-code');
    ({ codes } = (await confirm(codeAt(secret, now))).answer);
    expect(new Set(codes).size).toBe(10);
    expect((await ask(cookie, 'GET', '/patrols')).status).toBe(200);
    const { rows } = await sql`select u::text from users u`.execute(store.db);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(codes[0]);
  });

  it('is asked for at each sign-in, and no code of it works twice', async () => {
    expect((await signIn('mei', PASSWORD)).answer.error).toBe('code-needed');
    const used = codeAt(secret, now);
    expect((await signIn('mei', PASSWORD, used)).answer.error).toBe('wrong-code');
    step();
    const code = codeAt(secret, now);
    expect((await signIn('mei', 'guess', code)).answer.error).toBe('wrong-credentials');
    expect((await signIn('mei', PASSWORD, code)).answer.due).toBeNull();
    expect((await signIn('mei', PASSWORD, code)).answer.error).toBe('wrong-code');
  });

  it('lets in by a recovery code, once, however it is typed', async () => {
    const typed = codes[0]!.toUpperCase().replaceAll('-', ' ');
    expect((await signIn('mei', PASSWORD, typed)).status).toBe(200);
    expect((await signIn('mei', PASSWORD, codes[0])).status).toBe(401);
    const { answer } = await ask<OwnAccount>(cookie, 'GET', '/account');
    expect(answer).toMatchObject({
      secondFactor: true,
      secondFactorNeeded: true,
      recoveryCodes: 9,
    });
  });

  it('makes who guesses codes wait longer and longer', async () => {
    now += 2 * HOUR_MS;
    const guesses = async () => (await signIn('mei', PASSWORD, '000000')).answer.error;
    const told = [];
    for (let k = 0; k < 6; k++) told.push(await guesses());
    expect(told).toEqual([...Array(5).fill('wrong-code'), 'too-many-requests']);
    now += HOUR_MS;
  });

  it('is not turned off where the role needs it, and is taken off by an administrator', async () => {
    const off = { currentPassword: PASSWORD };
    expect((await ask(cookie, 'POST', '/account/second-factor/off', off)).status).toBe(409);
    const { id, secondFactor } = await rowOf('mei');
    expect(secondFactor).toBe(true);
    await ask(root, 'DELETE', `/accounts/${id}/second-factor`);
    expect((await ask(cookie, 'GET', '/session')).status).toBe(401);
    expect((await signIn('mei', PASSWORD)).answer.due).toBe('second-factor');
  });

  it('outlives a reset of the password', async () => {
    const role = { name: 'zhao', role: 'supervisor', areaId: ids.areas.V1! } as const;
    const zhao = await openSession(store.db, app.url, role);
    const password = { currentPassword: PASSWORD };
    const offer = await ask<SecondFactorOffer>(zhao, 'POST', '/account/second-factor', password);
    const code = codeAt(offer.answer.secret, now);
    await ask(zhao, 'PUT', '/account/second-factor', { code });
    const { id } = await rowOf('zhao');
    const reset = await ask<{ password: string }>(root, 'POST', `/accounts/${id}/password`);
    expect((await signIn('zhao', reset.answer.password)).answer.error).toBe('code-needed');
  });

  it('is turned off by whoever knows the password', async () => {
    const supervisor = { name: 'li', role: 'supervisor', areaId: ids.areas.V1! } as const;
    const li = await openSession(store.db, app.url, supervisor);
    const password = { currentPassword: PASSWORD };
    const offer = await ask<SecondFactorOffer>(li, 'POST', '/account/second-factor', password);
    const code = codeAt(offer.answer.secret, now);
    expect((await ask(li, 'PUT', '/account/second-factor', { code })).status).toBe(200);
    expect((await postSession(app.url, 'li')).status).toBe(401);
    const off = (currentPassword: string) =>
      ask(li, 'POST', '/account/second-factor/off', { currentPassword });
    expect((await off('guess')).status).toBe(401);
    expect((await off(PASSWORD)).status).toBe(204);
    expect((await postSession(app.url, 'li')).status).toBe(200);
  });
});
