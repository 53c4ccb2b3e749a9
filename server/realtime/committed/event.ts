import type { Case } from '../../contract/cases/case.ts';
import type { Alert } from '../../contract/console/console.ts';
import type { Warning } from '../../contract/warnings/warning.ts';
import type { FixRow } from '../../db/fixes/columns.ts';
import type { Guess } from '../../domain/accounts/brake.ts';
import type { ChangedIncident } from '../../services/incidents/store-incidents.ts';

/** What of a stored fix the picture of now, the heat and the watch over norms need. */
export type SharedFix = Pick<FixRow, 't' | 'lng' | 'lat' | 'accuracyM' | 'marks' | 'cell'> & {
  /** null: there is no grid to be in. */
  inGrid: boolean | null;
};

/** Newly stored fixes of one handheld and officer, in device order. */
export interface SharedFixes {
  handheldId: number;
  officerId: number;
  officerName: string;
  gridId: number | null;
  fixes: SharedFix[];
}

/** Something that was committed, or changed for every node, by what it is. */
export type Committed =
  | ({ kind: 'fixes' } & SharedFixes)
  /** A patrol was begun, ended or withdrawn: which is open is asked of the store. */
  | { kind: 'open-patrol'; officerId: number }
  | { kind: 'patrol'; officerId: number; patrolId: number }
  | { kind: 'alert'; alert: Alert }
  | { kind: 'warning'; warning: Warning }
  | { kind: 'case'; case: Case }
  | { kind: 'incidents'; changed: readonly ChangedIncident[] }
  /** Who carries what, where and by which norm; of one handheld where it is named. */
  | { kind: 'duty'; handheldId?: number }
  /** A session or a secret is in force no more. */
  | { kind: 'authority' }
  /** Somebody guessed wrong, or right, under a key of a brake. */
  | ({ kind: 'guess' } & Guess);

/** What is in the stream beside it. */
export type Entry =
  | Committed
  /** A key was begun, that of a district. */
  | { kind: 'key'; key: string }
  /** A node could not append what it committed since then, Unix ms. */
  | { kind: 'missed'; sinceMs: number };

export const PREFIX = 'xunji:committed';
/** The key of what is of no district. */
export const GENERAL = `${PREFIX}:0`;
/** The set of all others. */
export const KEYS = `${PREFIX}:keys`;

/** Appends to the stream what was committed here; never throws, and waits for nothing. */
export type Share = (event: Committed) => void;
