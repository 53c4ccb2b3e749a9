/** A session of a handheld, Unix ms. */
export interface SessionOf {
  handheldId: number;
  session: number;
}

/** Sessions of fixes, each once, in the order they are met. */
export function sessionsOf(fixes: readonly SessionOf[]): SessionOf[] {
  const sessions = new Map<string, SessionOf>();
  let last: SessionOf | undefined;
  for (const { handheldId, session } of fixes) {
    // Most often that of the fix before.
    if (last?.session === session && last.handheldId === handheldId) continue;
    last = { handheldId, session };
    const key = `${handheldId}/${session}`;
    if (!sessions.has(key)) sessions.set(key, last);
  }
  return [...sessions.values()];
}
