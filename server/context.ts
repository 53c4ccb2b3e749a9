import type { IncomingMessage } from 'node:http';
import type { Config } from './config/config.ts';
import type { Case } from './contract/cases/case.ts';
import type { Alert } from './contract/console/console.ts';
import type { FixReceipt } from './contract/fixes/fix.ts';
import type { HandheldText } from './contract/fixes/handheld.ts';
import type { Outcome } from './contract/patrols/verdict.ts';
import type { Warning } from './contract/warnings/warning.ts';
import type { AccountRules } from './db/accounts/users.ts';
import type { Db } from './db/store/open.ts';
import type { Reads } from './db/store/reads.ts';
import type { Brakes } from './domain/accounts/brake.ts';
import type { SealingKey } from './domain/webhooks/seal.ts';
import type { Door, Source } from './ingest/authenticate.ts';
import type { DutyRoster } from './ingest/duty-roster.ts';
import type { LiveBoard } from './ingest/live-board.ts';
import type { PatrolDesk } from './ingest/patrol-desk.ts';
import type { Protocols } from './ingest/protocols/protocols.ts';
import type { FileReader } from './jobs/imports/file-reader.ts';
import type { PatrolPlanner } from './jobs/patrols/plan-patrol.ts';
import type { Studies } from './jobs/studies/studies.ts';
import type { JudgePool } from './jobs/verdicts/judge-pool.ts';
import type { Metrics } from './metrics.ts';
import type { ChangedIncident } from './services/incidents/store-incidents.ts';

/** Tells every console that may see it about something that changed; of a warning handhelds in its grids too. */
export interface Announce {
  patrol: (officerId: number, patrolId: number) => void;
  /** A patrol has a new verdict; a suspicious one is put on record as an alert. */
  verdict: (officerId: number, patrolId: number, outcome: Outcome) => void;
  alert: (alert: Alert) => void;
  warning: (warning: Warning) => void;
  cases: (cases: readonly Case[]) => void;
  /** A case was given to its officer, or given back. */
  given: (given: Case) => void;
  incidents: (changed: readonly ChangedIncident[]) => void;
  /** Tells a handheld of our own a text; whether it took it at once. */
  text: (handheldId: number, text: HandheldText) => Promise<boolean>;
}

/** Who may stay connected. */
export interface Authority {
  /** Closes every socket whose session or secret is no longer in force; to be asked for after a change of either. */
  check: () => Promise<void>;
}

/** What the composition hands to routes and sockets. */
export interface Context {
  authority: Authority;
  /** Whether this server is about to stop. */
  isLeaving: () => boolean;
  config: Config;
  db: Db;
  /** Where what only reads much is read. */
  reads: Reads;
  now: () => number;
  metrics: Metrics;
  door: Door;
  /** Slow guessing down, on all nodes at once. */
  brakes: Brakes;
  /** The address a request comes from, past the proxies that are trusted. */
  addressOf: (request: IncomingMessage) => string;
  roster: DutyRoster;
  board: LiveBoard;
  /** Since when this server does not hear what others take, Unix ms; null: it does, or there are none. */
  awaySince: () => number | null;
  desk: PatrolDesk;
  ingest: (source: Source, batch: unknown) => Promise<FixReceipt[]>;
  announce: Announce;
  studies: Studies;
  planner: PatrolPlanner;
  files: FileReader;
  /** Judges what is only tried, beside what judges patrols as they end; its thread stays for the next trial of a form. */
  trials: JudgePool;
  protocols: Protocols;
  /** What is asked of accounts. */
  rules: AccountRules;
  /** The key that secrets are kept under which must be read again. */
  sealing: SealingKey;
  /** What phones subscribe to notices with; null: none are pushed. */
  pushKey: string | null;
}
