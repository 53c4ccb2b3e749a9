import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/test-machine/free-port.mjs';
import type { App } from '../../../server/app.ts';
import type { Account } from '../../../server/contract/accounts/account.ts';
import { CALLBACK } from '../../../server/http/accounts/oidc-client.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, postSession } from '../../support/console.ts';
import { openIdentityProvider, walkSignIn } from '../../support/identity-provider.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let provider: Awaited<ReturnType<typeof openIdentityProvider>>;
const people: Record<string, { groups: string[]; area?: string }> = {
  chen: { groups: ['staff', 'patrol-supervisors'], area: 'V1' },
  guest: { groups: ['staff'] },
  lost: { groups: ['patrol-supervisors'], area: 'nowhere' },
  root: { groups: ['patrol-administrators'] },
};

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  await createUser(store.db, { name: 'root', role: 'administrator', areaId: ids.areas.D! });
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await openIdentityProvider(people, publicUrl + CALLBACK);
  app = await startTestApp(store.db, {
    now: () => NOW,
    config: {
      port,
      oidc: {
        ...{ issuer: provider.issuer, publicUrl, scope: 'openid profile', name: 'Test' },
        ...{ clientId: provider.client.id, clientSecret: provider.client.secret },
        rules: [
          { claim: 'groups', value: 'patrol-administrators', role: 'administrator', area: 'D' },
          {
            ...{ claim: 'groups', value: 'patrol-supervisors', role: 'supervisor' },
            area: { claim: 'area' },
          },
        ],
      },
    },
  });
}, 120_000);
afterAll(async () => {
  await app?.close();
  provider?.close();
  await store?.close();
});

/** Signs somebody in by the provider; where that ends, and the session. */
async function signIn(login: string) {
  const host = new URL(app.url).host;
  const { url, cookiesOf } = await walkSignIn(`${app.url}/api/v1/session/provider`, {
    ...{ login, until: (to) => to.host === host && to.pathname === '/' },
  });
  const cookie = [...cookiesOf(host)!].map(([name, value]) => `${name}=${value}`).join('; ');
  const session = async () => {
    const reply = await fetch(`${app.url}/api/v1/session`, { headers: { cookie } });
    return reply.ok ? ((await reply.json()) as Account) : null;
  };
  return { refused: url.searchParams.get('refused'), session };
}

describe('whom the provider of identities knows', () => {
  let first: Awaited<ReturnType<typeof signIn>>;

  it('has an account with the role and the area of the claims', async () => {
    first = await signIn('chen');
    expect(first.refused).toBeNull();
    expect(await first.session()).toMatchObject({
      ...{ name: 'chen', role: 'supervisor', areaId: ids.areas.V1, due: null },
    });
    expect((await postSession(app.url, 'chen', 'any')).status).toBe(401);
  });

  it('is another when the claims are, and its earlier sessions end', async () => {
    people.chen = { groups: ['patrol-administrators'] };
    const again = await signIn('chen');
    expect(await again.session()).toMatchObject({ role: 'administrator', areaId: ids.areas.D });
    expect(await first.session()).toBeNull();
    first = again;
  });

  it('is let in no more when the claims give no role, signed out everywhere, and back when they do', async () => {
    people.chen = { groups: ['staff'] };
    expect((await signIn('chen')).refused).toBe('no-role');
    expect(await first.session()).toBeNull();
    people.chen = { groups: ['patrol-administrators'] };
    expect((await signIn('chen')).refused).toBeNull();
  });

  it('stays out where an administrator of here disabled the account', async () => {
    await store.db
      .updateTable('users')
      .set({ disabled_at: new Date(NOW).toISOString(), disabled_by: 'root' })
      .where('name', '=', 'chen')
      .execute();
    expect((await signIn('chen')).refused).toBe('disabled');
  });

  it.each([
    ['has no role', 'guest', 'no-role'],
    ['is of an area nobody knows', 'lost', 'no-area'],
    ['has the name of an account of here, which is never taken over', 'root', 'name-taken'],
  ])('is not let in who %s', async (_, login, why) => {
    const { refused, session } = await signIn(login);
    expect(refused).toBe(why);
    expect(await session()).toBeNull();
  });
});

it('who comes back without having set out, or with the answer to another question, is not let in', async () => {
  const answer = `${app.url}${CALLBACK}?code=x&state=y&iss=${provider.issuer}`;
  const bare = await fetch(answer, { redirect: 'manual' });
  expect(bare.headers.get('location')).toBe('/?refused=failed');
  const out = await fetch(`${app.url}/api/v1/session/provider`, { redirect: 'manual' });
  const asked = new URL(out.headers.get('location')!).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('state')).not.toBe(asked.get('nonce'));
  const cookie = out.headers.getSetCookie()[0]!;
  expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/i);
  const other = await fetch(answer, {
    ...{ redirect: 'manual', headers: { cookie: cookie.split(';')[0]! } },
  });
  expect(other.headers.get('location')).toBe('/?refused=failed');
});
