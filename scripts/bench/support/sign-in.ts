/** Signs in at a running server; the Cookie header of the session. */
export async function signIn(
  url: string,
  { name, password }: { name: string; password: string },
): Promise<string> {
  const reply = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  if (!reply.ok) throw new Error(`${name} could not sign in: ${reply.status}`);
  return reply.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
}
