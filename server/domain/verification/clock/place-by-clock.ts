import type { ClockOff } from '../../../contract/patrols/verdict.ts';
import { RIGHT_WITHIN_MS } from '../../entrance/event-moment.ts';
import { changedFix, type Fix } from '../../entrance/fix.ts';
import { FUTURE_TOLERANCE_MS } from '../../entrance/mark-fix.ts';
import { partition } from '../../partition.ts';
import { canonicalFixes } from '../track/fix-set.ts';
import { type ClockEpoch, clockEpochs } from './clock-epochs.ts';

/** Epochs of one session whose leads differ by more, ms, are put right even so: the clock was set on the way. */
const SET_BY_MS = 30_000;

/** What a fix is known by. */
type FixName = Pick<Fix, 'handheldId' | 'session' | 'seq'>;

export interface PlacedFixes {
  /** Canonical; `t` is when a fix was taken by the server's clock. */
  fixes: Fix[];
  /** Where that is not what the handheld told, in order of handheld and time. */
  clock: ClockOff[];
  /** The first fix after a clock was set, of those put right. */
  clockSets: readonly FixName[];
}

/**
 * Fixes placed at the time they were taken by the server's clock, whatever that of the handheld said: a function of the set. Times of a
 * clock that was right stay as told.
 */
export function placeByClock(told: readonly Fix[]): PlacedFixes {
  const fixes = canonicalFixes(told);
  if (isRight(fixes)) return { fixes, clock: [], clockSets: [] };
  const clock: ClockOff[] = [];
  const clockSets: FixName[] = [];
  const placed = sessionsOf(fixes).flatMap((session) => {
    const epochs = clockEpochs(session);
    const leads = epochs.flatMap(({ aheadMs }) => [aheadMs.first, aheadMs.last]);
    const [least, most] = [Math.min(...leads), Math.max(...leads)];
    const off = Math.max(-least, most) >= RIGHT_WITHIN_MS;
    if (!off && (epochs.length === 1 || most - least < SET_BY_MS)) return session;
    clockSets.push(...epochs.slice(1).map(({ fixes: [first] }) => nameOf(first!)));
    return epochs.flatMap((epoch) => {
      clock.push(...offOf(epoch));
      return placedIn(epoch);
    });
  });
  clock.sort((a, b) => a.handheldId - b.handheldId || a.fromMs - b.fromMs || a.toMs - b.toMs);
  return {
    fixes: clock.length > 0 ? canonicalFixes(placed) : fixes,
    clock,
    clockSets,
  };
}

/** The usual case, seen at a glance: every sending, or where none is told every arrival, fits the server's clock, and numbers rise with times. */
const isRight = (fixes: readonly Fix[]) =>
  fixes.every((fix, i) => {
    const before = fixes[i - 1];
    return (
      Math.abs((fix.sentMs ?? fix.t) - fix.receivedMs) < RIGHT_WITHIN_MS &&
      (!before ||
        before.session !== fix.session ||
        before.handheldId !== fix.handheldId ||
        before.seq < fix.seq)
    );
  });

/** Fixes of each handheld's session, by number. */
function sessionsOf(fixes: readonly Fix[]): Fix[][] {
  const sessions = partition(fixes, ({ handheldId, session }) => `${handheldId}/${session}`);
  return [...sessions.values()].map((session) => session.sort((a, b) => a.seq - b.seq));
}

const nameOf = ({ handheldId, session, seq }: Fix): FixName => ({ handheldId, session, seq });

function offOf({ fixes, aheadMs: { first, last } }: ClockEpoch): ClockOff[] {
  if (first === 0 && last === 0) return [];
  const times = fixes.map(({ t }) => t);
  return [
    {
      handheldId: fixes[0]!.handheldId,
      fromMs: times.reduce((a, b) => Math.min(a, b)),
      toMs: times.reduce((a, b) => Math.max(a, b)),
      aheadMs: Math.abs(first) > Math.abs(last) ? first : last,
    },
  ];
}

function placedIn({ fixes, aheadMs: { first, last } }: ClockEpoch): Fix[] {
  const [begin, end] = [fixes[0]!.t, fixes.at(-1)!.t];
  return fixes.map((fix) => {
    const part = end > begin ? Math.min(1, Math.max(0, (fix.t - begin) / (end - begin))) : 0;
    return movedTo(fix, fix.t - Math.round(first + part * (last - first)));
  });
}

/** A fix at another time; the entrance's mark of a time to come goes where it no longer holds. */
const movedTo = (fix: Fix, t: number): Fix =>
  changedFix(fix, {
    t,
    marks: fix.marks.filter(
      (mark) => mark !== 'future' || t > fix.receivedMs + FUTURE_TOLERANCE_MS,
    ),
  });
