import { keepOrphans } from '../db/fixes/orphan-fixes.ts';
import { countRefused } from '../db/fixes/refused-fixes.ts';
import { utcDay } from '../db/store/moments.ts';
import type { Db } from '../db/store/open.ts';
import type { Metrics } from '../metrics.ts';
import { createFixWriter } from './batch-writer.ts';
import type { DutyRoster } from './duty-roster.ts';
import { createPipeline, type PipelineOptions } from './pipeline.ts';

export interface IngestOptions {
  db: Db;
  now: () => number;
  roster: DutyRoster;
  metrics: Metrics;
  /** Wait this long for stragglers before patrols that fixes lie in are judged again. */
  settleMs: number;
  observe: PipelineOptions['observe'];
  onError: (error: unknown) => void;
}

/** The pipeline over the store: commits are timed, refusals and receipts counted. */
export function createIngest(options: IngestOptions) {
  const { db, now, roster, metrics, settleMs, observe, onError } = options;
  const writer = createFixWriter({ db, now, settleMs, timed: () => metrics.commit.startTimer() });
  return {
    ingest: createPipeline({
      now,
      dutiesOf: roster.during,
      write: writer.write,
      keepApart: (rows) => keepOrphans(db, rows),
      observe,
      countReceipts: metrics.countReceipts,
      count: ({ handheldId }, counts) =>
        countRefused(db, handheldId, utcDay(now()), counts).catch(onError),
    }),
    queuedRows: writer.queuedRows,
    /** Settles when all that was taken is stored or turned away. */
    close: writer.drain,
  };
}
