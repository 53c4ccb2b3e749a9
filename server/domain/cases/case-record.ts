import { CASE_PHASES, type CasePhase } from '../../contract/cases/case.ts';
import type { Due, Turns } from './deadlines.ts';
import type { Span, Standing } from './standing.ts';

/** Whether a phase was in time. `kept` null: not known yet, or without a deadline; `due`: when it is over, of one that waits. Unix ms. */
interface Kept {
  kept: boolean | null;
  due: number | null;
}

/** What a case comes to for the figures. Moments in Unix ms. */
export interface CaseRecord extends Pick<Turns, 'dueAt' | 'redCardAt' | 'yellowCardAt'> {
  closed: boolean;
  /** Closed without ever having been above its lowest level, nor with a department. */
  solvedInGrid: boolean;
  accept: Kept;
  close: Kept;
  passedUp: number;
  sentBack: number;
  rating: number | null;
  /** When it was given to the officer who handles it; null: it is no officer's. */
  sentAt: number | null;
  /** Seconds from then until that officer was seen at the place; null: not seen. */
  arriveS: number | null;
  /** Seconds in phases that ended by what they waited for; null: in none. */
  seconds: Record<CasePhase, number | null>;
}

/**
 * Whether what a phase waits for came in time. Of several levels each has its own time: the first that let it go by, or that did what was waited for,
 * decides; one that turned the case over within its time is not asked.
 */
function keptOf(phase: CasePhase, spans: readonly Span[], dues: readonly Due[]): Kept {
  for (const { from, kept, to } of spans.filter((span) => span.phase === phase)) {
    const dueAt =
      dues.find((due) => due.phase === phase && due.from === from)?.dueAt ??
      Number.POSITIVE_INFINITY;
    if (to === null) return { kept: null, due: Number.isFinite(dueAt) ? dueAt : null };
    if (to > dueAt) return { kept: false, due: null };
    if (kept) return { kept: Number.isFinite(dueAt) ? true : null, due: null };
  }
  return { kept: null, due: null };
}

/** A case for the figures, from what its facts and deadlines come to, and from when whoever was sent was seen at the place; Unix ms. */
export function recordOf(
  standing: Standing,
  dues: readonly Due[],
  { dueAt, redCardAt, yellowCardAt }: Turns,
  arrival: { sentMs: number; seenMs: number | null } | null,
): CaseRecord {
  const { done, handler, rating, spans, state } = standing;
  const closed = state === 'closed';
  const secondsIn = (phase: CasePhase) => {
    const ended = spans.filter((span) => span.phase === phase && span.kept && span.to !== null);
    return ended.length === 0
      ? null
      : ended.reduce((sum, { from, to }) => sum + Math.round((to! - from) / 1000), 0);
  };
  return {
    closed,
    solvedInGrid: closed && !done['pass-up'] && handler.departmentId === null,
    accept: keptOf('accept', spans, dues),
    close: keptOf('close', spans, dues),
    ...{ dueAt, redCardAt, yellowCardAt, rating },
    passedUp: done['pass-up']?.times ?? 0,
    sentBack: done['send-back']?.times ?? 0,
    sentAt: arrival?.sentMs ?? null,
    arriveS: arrival?.seenMs ? Math.round((arrival.seenMs - arrival.sentMs) / 1_000) : null,
    seconds: Object.fromEntries(
      CASE_PHASES.map((phase) => [phase, secondsIn(phase)]),
    ) as CaseRecord['seconds'],
  };
}
