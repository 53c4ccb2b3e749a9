/** A session of a handheld, Unix ms. */
export interface SessionOf {
  handheldId: number;
  session: number;
}

/** Sessions of fixes, each once, in the order they are met. */
export function sessionsOf(fixes: readonly SessionOf[]): SessionOf[] {
  const sessions = new Map<string, SessionOf>();
  for (const { handheldId, session } of fixes) {
    const key = `${handheldId}/${session}`;
    if (!sessions.has(key)) sessions.set(key, { handheldId, session });
  }
  return [...sessions.values()];
}
