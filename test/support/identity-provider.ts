import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

const CLIENT = { id: 'xunji', secret: 'a secret of the client, long enough' };

/** A real provider of identities on a free port; `people`: claims by the name that signs in there. It asks for no password. */
export async function openIdentityProvider(people: Record<string, object>, redirectUri: string) {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'area'] },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, ...people[id] }),
    }),
  });
  http.on('request', provider.callback());
  return { issuer, client: CLIENT, close: () => http.close() };
}

/** A browser's way through redirects and the provider's two forms, with the cookies of every site; ends at `until`. Returns its address. */
export async function walkSignIn(
  start: string,
  { login, until }: { login: string; until: (url: URL) => boolean },
) {
  const jar = new Map<string, Map<string, string>>();
  let url = new URL(start);
  let form: URLSearchParams | undefined;
  for (let k = 0; k < 20; k++) {
    const own = jar.get(url.host) ?? new Map();
    jar.set(url.host, own);
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...own].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    form = undefined;
    for (const set of reply.headers.getSetCookie()) {
      const [name, value] = set.split(';')[0]!.split(/=(.*)/s) as [string, string];
      if (value === '') own.delete(name);
      else own.set(name, value);
    }
    const to = reply.headers.get('location');
    if (to) {
      url = new URL(to, url);
      if (until(url)) return { url, cookiesOf: (host: string) => jar.get(host) };
      continue;
    }
    const page = await reply.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`no way on from ${url}: ${reply.status} ${page.slice(0, 300)}`);
    form = new URLSearchParams({
      prompt,
      ...(prompt === 'login' ? { login, password: 'any' } : {}),
    });
  }
  throw new Error('the way does not end');
}
