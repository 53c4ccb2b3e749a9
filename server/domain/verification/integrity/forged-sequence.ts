import type { Fix } from '../../entrance/fix.ts';
import { type Detector, rangesOf } from './context.ts';

/** Fixes that contradict the numbering: share of the patrol and count from which it is held against it. */
const STRONG = { share: 0.03, count: 20 };

/**
 * Forged sequence: a handheld numbers its fixes as it takes them, so numbers and times must run together. Measured is the number of
 * fixes whose time runs against their number (all but the longest run in order), plus numbers missing where the time leaves no room
 * for them. Innocent: a clock set back while walking, which displaces a few; numbers spent on fixes the app itself dropped.
 */
export const forgedSequence: Detector = ({ fixes }) => {
  const displaced = new Set<Fix>();
  let missing = 0;
  for (const session of sessionsOf(fixes)) {
    for (const fix of outOfOrder(session)) displaced.add(fix);
    missing += missingNumbers(session.filter((fix) => !displaced.has(fix)));
  }
  const measured = displaced.size + missing;
  if (measured === 0) return null;
  const share = measured / (fixes.length + missing);
  if (measured < 3) return null;
  return {
    strength: measured >= STRONG.count && share >= STRONG.share ? 'strong' : 'weak',
    measured,
    threshold: STRONG.count,
    share,
    fixes: rangesOf(fixes, displaced.size > 0 ? (fix) => displaced.has(fix) : () => true),
  };
};

/** Fixes of each handheld's session by number. */
function sessionsOf(fixes: readonly Fix[]): Fix[][] {
  const sessions: Fix[][] = [];
  let session: Fix[] | undefined;
  for (const fix of fixes) {
    // Most often that of the fix before.
    if (!session || !isOf(fix, session)) session = sessions.find((known) => isOf(fix, known));
    if (session) session.push(fix);
    else {
      session = [fix];
      sessions.push(session);
    }
  }
  return sessions.map((all) => all.sort((a, b) => a.seq - b.seq));
}

const isOf = (fix: Fix, [first]: readonly Fix[]) =>
  first!.session === fix.session && first!.handheldId === fix.handheldId;

/** What is not part of the longest run in which time does not run back (patience sorting, Fredman 1975). */
function outOfOrder(session: readonly Fix[]): Fix[] {
  if (session.every((fix, i) => i === 0 || fix.t >= session[i - 1]!.t)) return [];
  const tails: number[] = [];
  const previous = new Int32Array(session.length).fill(-1);
  session.forEach((fix, i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (session[tails[middle]!]!.t <= fix.t) low = middle + 1;
      else high = middle;
    }
    previous[i] = tails[low - 1] ?? -1;
    tails[low] = i;
  });
  const inOrder = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) inOrder.add(i);
  return session.filter((_, i) => !inOrder.has(i));
}

/** Numbers skipped beyond what the handheld's own pace could have taken in the time. */
function missingNumbers(session: readonly Fix[]): number {
  const paces = new Float64Array(Math.max(0, session.length - 1));
  for (let i = 0; i < paces.length; i++) {
    const [fix, next] = [session[i]!, session[i + 1]!];
    paces[i] = (next.t - fix.t) / (next.seq - fix.seq);
  }
  const usualMs = paces.sort()[Math.floor(paces.length / 4)] ?? 0;
  if (usualMs <= 0) return 0;
  let missing = 0;
  for (let i = 1; i < session.length; i++) {
    const room = (session[i]!.t - session[i - 1]!.t) / (usualMs / 2);
    const skipped = session[i]!.seq - session[i - 1]!.seq - Math.ceil(room);
    if (skipped > 5) missing += skipped;
  }
  return missing;
}
