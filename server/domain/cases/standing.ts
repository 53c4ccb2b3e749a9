import type { Level } from '../../contract/areas/area.ts';
import type { CasePhase, CaseState, CaseStep } from '../../contract/cases/case.ts';
import type { Handler } from './fact.ts';
import type { Says } from './life-cycle.ts';

/** Why a step is not allowed: the state, whose it is, or what it lacks. */
export type StepDefect =
  | { kind: 'state'; allowed: CaseStep[] }
  /** Done before the case was opened, Unix ms. */
  | { kind: 'early'; openedAt: number }
  /** Said to have been done earlier than anybody may say. */
  | { kind: 'too-late'; mostMs: number }
  /** Said to have been done earlier, without why it is told so late. */
  | { kind: 'late-unsaid' }
  /** The clock would stand for longer than anybody may stop it at once. */
  | { kind: 'too-long'; mostMs: number }
  /** It ended longer ago than what ended may be opened again. */
  | { kind: 'long-ended'; mostMs: number }
  /** Whoever it is sent to is on leave, until and with this local day. */
  | { kind: 'away'; lastDay: string }
  /** Its incident was withdrawn. */
  | { kind: 'no-incident' }
  /** The clock would stop, or run, backwards. */
  | { kind: 'clock-back' }
  | { kind: 'level' }
  | { kind: 'handler' }
  | { kind: 'own-work' }
  | { kind: 'lacks'; what: Says }
  | { kind: 'top' }
  | { kind: 'bottom' }
  | { kind: 'standing-clock' }
  | { kind: 'running-clock' }
  /** What it is merged into has ended, or is none. */
  | { kind: 'ended'; into: number }
  /** Another step is on record under its key. */
  | { kind: 'key'; of: CaseStep };

/** A stretch of time, Unix ms. */
export interface Stretch {
  from: number;
  to: number;
}

/** A phase of a case; `to` null: it runs. `kept`: it ended by what it waited for, not by being turned over. */
export interface Span {
  phase: CasePhase;
  level: Level;
  from: number;
  to: number | null;
  kept: boolean;
}

/** What a case's facts come to. */
export interface Standing {
  state: CaseState;
  level: Level;
  handler: Handler;
  /** Since when it is the handler's. */
  handedAt: number | null;
  openedAt: number;
  endedAt: number | null;
  /** What its end cut off, where another step may take that back. */
  cutOff: { state: CaseState; spans: Span[] } | null;
  mergedInto: number | null;
  rating: number | null;
  spans: Span[];
  /** When its clock stood or will stand, one after the other. */
  stops: Stretch[];
  /** How often each step had effect, and when last. */
  done: Partial<Record<CaseStep, { times: number; last: number }>>;
  /** Facts that had no effect, by id, and why. */
  idle: Map<string, StepDefect>;
}
