import type { Outcome, SignalCode } from '../../contract/patrols/verdict.ts';

/** A judged patrol as a day sees it: the head of its latest verdict. Times Unix ms, minutes and metres as measured. */
export interface DayPatrol {
  officerId: number;
  patrolId: number;
  gridId: number;
  startMs: number;
  endMs: number;
  origin: 'declared' | 'recognised';
  verdictVersion: number;
  /** The verdict version a supervisor decided over, where that outcome stands; null else. */
  decidedVersion?: number | null;
  /** What stands: the machine's outcome, or a supervisor's in its place. */
  outcome: Outcome;
  effectiveMin: number;
  /** 0 to 1. */
  coverage: number;
  distanceM: number;
  gapMin: number;
  checkpointsVisited: number;
  checkpointsRequired: number;
  weakSignals: number;
  strongSignals: number;
  /** Codes of all its signals. */
  signals: readonly SignalCode[];
  /** Ids of the checkpoints visited. */
  visited: readonly string[];
  contested: boolean;
  overridden: boolean;
  /** H3 indexes. */
  seen: readonly string[];
}

/** When somebody was on patrol; enough to see that two patrols are the same hour. */
export interface Presence {
  officerId: number;
  patrolId: number;
  startMs: number;
  endMs: number;
}

/** The one order in which patrols at the same time are counted: who began first, then the lower id. */
export const byBeginning = (a: Presence, b: Presence) =>
  a.startMs - b.startMs || a.officerId - b.officerId || a.patrolId - b.patrolId;
