import type { Config } from './config.ts';
import type { Alert } from './contract/console.ts';
import type { FixReceipt } from './contract/fix.ts';
import type { Warning } from './contract/warning.ts';
import type { Db } from './db/open.ts';
import type { ChangedIncident } from './db/provision-incidents.ts';
import type { DutyRoster } from './ingest/duty-roster.ts';
import type { LiveBoard } from './ingest/live-board.ts';
import type { PatrolDesk } from './ingest/patrol-desk.ts';
import type { Source } from './ingest/pipeline.ts';
import type { PatrolPlanner } from './jobs/plan-patrol.ts';
import type { Studies } from './jobs/studies.ts';
import type { Metrics } from './metrics.ts';

/** Tells every console that may see it about something that changed; of a warning handhelds in its grids too. */
export interface Announce {
  patrol: (officerId: number, patrolId: number) => void;
  alert: (alert: Alert) => void;
  warning: (warning: Warning) => void;
  incidents: (changed: readonly ChangedIncident[]) => void;
}

/** What the composition hands to routes and sockets. */
export interface Context {
  config: Config;
  db: Db;
  now: () => number;
  metrics: Metrics;
  roster: DutyRoster;
  board: LiveBoard;
  desk: PatrolDesk;
  ingest: (source: Source, batch: unknown) => Promise<FixReceipt[]>;
  announce: Announce;
  studies: Studies;
  planner: PatrolPlanner;
}
