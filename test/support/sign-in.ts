import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts.ts';

/** Signs in as one of the demo's accounts; returns a fetch with its session. */
export async function signIn(url: string, name: string) {
  const { password } = DEMO_ACCOUNTS.find((account) => account.name === name)!;
  const reply = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  if (!reply.ok)
    throw new Error(`${name} could not sign in: ${reply.status} ${await reply.text()}`);
  const cookie = reply.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
  return (method: string, path: string, body?: object): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
}
