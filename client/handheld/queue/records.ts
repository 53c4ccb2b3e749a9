import type { DBSchema } from 'idb';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { Case } from '../../../server/contract/cases/case.ts';
import type { OwnCaseStep } from '../../../server/contract/cases/detail.ts';
import type { CheckpointScan, ScanReply } from '../../../server/contract/checkpoints/scan.ts';
import type { GapReason, WireFix } from '../../../server/contract/fixes/fix.ts';
import type {
  HandheldText,
  HandheldWarning,
  Sos,
} from '../../../server/contract/fixes/handheld.ts';
import type { BatchProof } from '../../../server/contract/fixes/proof.ts';
import type {
  FoundCategory,
  FoundIncident,
  OwnDuty,
} from '../../../server/contract/handhelds/own.ts';
import type { SuggestedPatrol } from '../../../server/contract/patrols/suggested-patrol.ts';

/** A fix that waits; its session is part of its name. */
export type QueuedFix = WireFix & { session: number };

/** What waits besides fixes, in the order it happened. */
export type QueuedEvent =
  | { kind: 'start'; t: number }
  | { kind: 'end'; t: number; startedAt: number }
  | { kind: 'scan'; scan: Pick<CheckpointScan, 't' | 'code' | 'typed'> }
  | { kind: 'incident'; incident: FoundIncident }
  | { kind: 'case'; caseId: number; step: OwnCaseStep }
  | {
      kind: 'case-photo';
      caseId: number;
      photoId: string;
      step: OwnCaseStep['step'];
      image: Blob;
    }
  | { kind: 'photo'; incidentId: string; photoId: string; image: Blob };

/** A step of a case that waits. */
export interface WaitingStep {
  caseId: number;
  step: OwnCaseStep['step'];
}

/** A call for help and how far it has come, Unix ms. */
export interface Call {
  id: number;
  sos: Sos & { t: number };
  storedAt: number | null;
  /** When something was last heard of it: that it is stored, that a person saw it. */
  heardAt: number | null;
  /** Whether it was stored with its place, which may be found after it was sent. */
  placeStored: boolean;
  alertId: number | null;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
}

/** What became of a step that was sent: that it has no effect, or what others had done to the case meanwhile. */
export interface CaseNews {
  caseId: number;
  key: string;
  step: OwnCaseStep['step'];
  told: Readonly<Record<string, string>>;
}

/** Something that will never be taken, and why, by code. */
export interface Refused {
  at: number;
  what: 'fix' | QueuedEvent['kind'];
  caseId?: number;
  why: string;
}

/** A code that was scanned here, and what the server says of it; null: it has not heard of it yet. */
export interface Scanned {
  t: number;
  code: string;
  answer: ScanReply | null;
}

/** What is known besides the queue. Everything is there when the app starts without a network. */
export interface Known {
  /** The session in force and the number of its next fix. */
  sequence: { session: number; next: number };
  /** The patrol under way: when it began, and what was seen and walked of it. */
  patrol: Patrol | null;
  /** Codes of checkpoints scanned on this phone, newest first. */
  scans: Scanned[];
  lastFix: { t: number; position: LngLat; batteryPct: number | null };
  /** Why there are no fixes since, until one comes. */
  gap: GapReason | null;
  stored: number;
  refused: Refused[];
  duty: OwnDuty;
  suggested: SuggestedPatrol;
  categories: FoundCategory[];
  recentCategories: string[];
  warnings: HandheldWarning[];
  /** Warnings the officer has seen, each with its level: one that rose is seen anew. */
  warningsSeen: string[];
  /** Own cases as last read. */
  cases: Case[];
  /** What the officer was told of own cases and has not put away, newest first. */
  caseNews: CaseNews[];
  /** Texts to the officer that were not read yet, oldest first. */
  texts: HandheldText[];
  /** Ids of texts that were read and the server was not told of. */
  textsRead: number[];
  /** This phone's clock ahead of the server's, ms. */
  clockAheadMs: number;
  /** The public key that the server was told. */
  keyTold: string;
  chain: Chain;
  /** The restore of the server's store after which everything was sent again, Unix ms. */
  resent: number;
}

/** How far the chain of signed batches has come: what was answered last, and what was sent since. */
export interface Chain {
  key: string;
  number: number;
  hash: string;
  sent: { session: number; first: number; count: number; hash: string; proof: BatchProof } | null;
}

export interface Patrol {
  startedAt: number;
  seen: string[];
  way: LngLat[];
  /** When the last of it was walked, Unix ms, and how much of the time counts so far; none before the first fix. */
  at?: number;
  countedMs?: number;
}

export interface Schema extends DBSchema {
  fixes: { key: [number, number]; value: QueuedFix };
  events: { key: number; value: QueuedEvent };
  calls: { key: number; value: Call };
  known: { key: string; value: unknown };
}
