import type { Fix } from '../../entrance/fix.ts';
import { type LocalFrame, metresApart } from '../../geo/local-frame.ts';
import { isSetBetween, isWitnessed } from '../clock/sure-times.ts';
import { bothAccuraciesM } from '../measures/uncertainty.ts';
import { type Detector, type IntegrityContext, type Margin, rangesOf } from './context.ts';
import { outOfOrder } from './out-of-order.ts';

/** Fixes that contradict the numbering: share of the patrol and count from which it is held against it. */
const STRONG = { share: 0.03, count: 20 };
/** A stretch lies where it was cut out: its ends are no more of the handheld's steps in time from their neighbours, on foot (m/s, and m). */
const CUT = { steps: 3, speedMps: 3, nearM: 50 };

/**
 * Forged sequence: a handheld numbers its fixes as it takes them, so numbers and times must run together. Measured is the number of
 * fixes whose time runs against their number (all but the longest run in order), plus numbers missing where the time leaves no room
 * for them. Innocent: a clock that was set while fixes were held back; they have only its word for their times, and the server may have put
 * it right wrongly. So three things are held against the patrol: fixes that came as they were taken; stretches that lie in time where the walk
 * goes on at either end, which a clock that is set leads away from; numbers missing while the clock ran on.
 */
export const forgedSequence: Detector = (context) => {
  const { displaced, held, missing, whole } = figuresOf(context);
  const measured = displaced.size + missing;
  if (measured < 3) return null;
  return {
    strength: held >= STRONG.count && held / whole >= STRONG.share ? 'strong' : 'weak',
    measured,
    threshold: STRONG.count,
    share: measured / whole,
    fixes: rangesOf(context.fixes, displaced.size > 0 ? (fix) => displaced.has(fix) : () => true),
  };
};

export const forgedSequenceMargin: Margin = (context) => {
  const { held, whole } = figuresOf(context);
  return Math.min(held / STRONG.count, held / Math.max(1, whole) / STRONG.share);
};

/** Fixes out of order, numbers missing, how many of both are held against the patrol, and of how many. */
function figuresOf({
  fixes,
  placed,
  clockSets,
  geometry: { frame },
  input: { patrol },
}: IntegrityContext) {
  const displaced = new Set<Fix>();
  const proven = new Set<Fix>();
  const missing = { all: 0, proven: 0 };
  for (const all of sessionsOf(placed)) {
    const session = all.filter(({ t }) => t >= patrol.startMs && t <= patrol.endMs);
    const moved = new Set(outOfOrder(session));
    const inOrder = session.filter((fix) => !moved.has(fix));
    const stepMs = usualStepMs(inOrder);
    for (const fix of moved) displaced.add(fix);
    for (const fix of outOfOrder(session.filter(isWitnessed))) proven.add(fix);
    for (const fix of cutAndMoved(session, moved, stepMs, frame)) proven.add(fix);
    const missed = missingNumbers(all, new Set(inOrder), stepMs, clockSets);
    missing.all += missed.all;
    missing.proven += missed.proven;
  }
  return {
    displaced,
    missing: missing.all,
    held: proven.size + missing.proven,
    whole: fixes.length + missing.all,
  };
}

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

/** Time from number to number that the handheld keeps up, ms: the lower quartile; 0 where none is known. */
function usualStepMs(inOrder: readonly Fix[]): number {
  const steps = Float64Array.from(
    inOrder.slice(1),
    (fix, i) => (fix.t - inOrder[i]!.t) / (fix.seq - inOrder[i]!.seq),
  );
  return Math.max(0, steps.sort()[Math.floor(steps.length / 4)] ?? 0);
}

/** Fixes of stretches that are out of order, but that time and place join to what is before and after them in time. */
function cutAndMoved(
  session: readonly Fix[],
  moved: ReadonlySet<Fix>,
  stepMs: number,
  frame: LocalFrame,
): Fix[] {
  if (moved.size === 0) return [];
  const byTime = [...session].sort((a, b) => a.t - b.t || a.seq - b.seq);
  const place = new Map(byTime.map((fix, i) => [fix, i]));
  const joins = (a: Fix | undefined, b: Fix | undefined) =>
    !a || !b || (b.t - a.t <= CUT.steps * stepMs && isOnFoot(a, b, frame));
  return stretchesOf(session, moved)
    .filter((stretch) => {
      const [from, to] = [place.get(stretch[0]!)!, place.get(stretch.at(-1)!)!];
      const isAlone = to - from === stretch.length - 1;
      return isAlone && joins(byTime[from - 1], byTime[from]) && joins(byTime[to], byTime[to + 1]);
    })
    .flat();
}

/** Runs by number of fixes that are out of order, time rising: cut in pieces, one that interleaves with others would seem to join them. */
function stretchesOf(session: readonly Fix[], moved: ReadonlySet<Fix>): Fix[][] {
  const stretches: Fix[][] = [];
  session.forEach((fix, i) => {
    if (!moved.has(fix)) return;
    const before = session[i - 1];
    if (before && moved.has(before) && before.t <= fix.t) stretches.at(-1)!.push(fix);
    else stretches.push([fix]);
  });
  return stretches;
}

function isOnFoot(a: Fix, b: Fix, frame: LocalFrame): boolean {
  const reachM = (CUT.speedMps * (b.t - a.t)) / 1000 + bothAccuraciesM(a, b) + CUT.nearM;
  return metresApart(frame, a, b) <= reachM;
}

/**
 * Numbers skipped beyond what the handheld's own pace could have taken in the time, between fixes in order: all, and those over which its
 * clock was not set or between fixes that came as they were taken.
 */
function missingNumbers(
  session: readonly Fix[],
  inOrder: ReadonlySet<Fix>,
  stepMs: number,
  clockSets: IntegrityContext['clockSets'],
) {
  const missing = { all: 0, proven: 0 };
  if (stepMs <= 0) return missing;
  let before = -1;
  session.forEach((fix, at) => {
    if (!inOrder.has(fix)) return;
    const last = session[before];
    // Those out of order, or placed outside the patrol, are there.
    const there = at - before - 1;
    before = at;
    if (!last) return;
    const room = Math.ceil((fix.t - last.t) / (stepMs / 2));
    const skipped = fix.seq - last.seq - there - room;
    if (skipped <= 5) return;
    missing.all += skipped;
    const isOneClock = !isSetBetween(clockSets, last, fix);
    if (isOneClock || (isWitnessed(fix) && isWitnessed(last))) missing.proven += skipped;
  });
  return missing;
}
