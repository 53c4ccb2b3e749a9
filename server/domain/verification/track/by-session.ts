import type { Fix } from '../../entrance/fix.ts';

/** Fixes of each handheld's session by number, in the order in which sessions are met. */
export function bySession(fixes: readonly Fix[]): Fix[][] {
  const sessions = new Map<string, Fix[]>();
  let session: Fix[] | undefined;
  for (const fix of fixes) {
    // Most often that of the fix before.
    if (!session || !isOf(fix, session)) {
      const key = `${fix.handheldId}/${fix.session}`;
      session = sessions.get(key) ?? [];
      sessions.set(key, session);
    }
    session.push(fix);
  }
  return [...sessions.values()].map((all) => all.sort((a, b) => a.seq - b.seq));
}

const isOf = (fix: Fix, [first]: readonly Fix[]) =>
  first!.session === fix.session && first!.handheldId === fix.handheldId;
