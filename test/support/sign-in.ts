import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts.ts';
import { cookieOf, postSession } from './console.ts';

/** Signs in as one of the demo's accounts; returns a fetch with its session. */
export async function signIn(url: string, name: string) {
  const { password } = DEMO_ACCOUNTS.find((account) => account.name === name)!;
  const reply = await postSession(url, name, password);
  if (!reply.ok)
    throw new Error(`${name} could not sign in: ${reply.status} ${await reply.text()}`);
  const cookie = cookieOf(reply);
  return (method: string, path: string, body?: object): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
}
