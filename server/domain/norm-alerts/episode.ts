import type { LngLat } from '../../contract/areas/geo.ts';
import type { NormAlert } from '../../contract/console/console.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import type { Outcome } from '../../contract/patrols/verdict.ts';
import type { DutyDay } from './duty-day.ts';
import type { MinuteTrack } from './minute-track.ts';
import type { Thresholds } from './thresholds.ts';

/** Something that stood from a beginning to an end. Times Unix ms. */
export interface Episode {
  kind: NormAlert;
  sinceMs: number;
  /** When it had lasted as long as the norm lets it: the moment of the alert, whenever it was learnt. */
  dueMs: number;
  /** Null while it stands. */
  untilMs: number | null;
  limitMin: number;
  gridId: number;
  patrolId: number | null;
  position: LngLat | null;
}

/** A patrol as far as alerts care. `endMs` null: under way. */
export interface WatchedPatrol {
  id: number;
  startMs: number;
  endMs: number | null;
  /** What stands of its verdict; null: not judged. */
  outcome: Outcome | null;
}

/** A grid an officer answers for today: held, or stood in for. */
export interface WatchedDuty {
  gridId: number;
  rules: NormRules;
  timeZone: string;
  standsIn: boolean;
  /** From here the officer holds it; Unix ms. */
  sinceMs: number;
}

/** What is known of an officer's day. */
export interface WatchFacts {
  onLeave: boolean;
  /** Own grid first; the rules of the first are what alerts go by. */
  duties: readonly WatchedDuty[];
  patrols: readonly WatchedPatrol[];
  track: MinuteTrack;
  /** From here the track is known, Unix ms: without fixes before it nothing was silent. */
  knownSinceMs: number;
}

/** The same, made ready for the rules of alerts. */
export interface Watch extends Omit<WatchFacts, 'onLeave'> {
  /** The duty whose rules hold. */
  duty: WatchedDuty;
  day: DutyDay;
  thresholds: Thresholds;
  /** Patrols asked for today, of all duties together. */
  required: number;
  nowMs: number;
}
