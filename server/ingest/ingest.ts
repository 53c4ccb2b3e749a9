import type { Alert } from '../contract/console/console.ts';
import type { FixReceipt } from '../contract/fixes/fix.ts';
import { raiseRefused } from '../db/alerts/refused.ts';
import { keepOrphans } from '../db/fixes/orphan-fixes.ts';
import { countRefused } from '../db/fixes/refused-fixes.ts';
import { utcDay } from '../db/store/moments.ts';
import type { Db } from '../db/store/open.ts';
import { momentOfFix } from '../domain/entrance/event-moment.ts';
import type { Metrics } from '../metrics.ts';
import type { Source } from './authenticate.ts';
import { createFixWriter } from './batch-writer.ts';
import type { DutyRoster } from './duty-roster.ts';
import { keepProofs } from './keep-proofs.ts';
import { createSessionKeeper } from './keep-sessions.ts';
import { createLargeBatches } from './large-batches.ts';
import { createDailyQuota, createPipeline, type PipelineOptions } from './pipeline.ts';
import { unpackBatch } from './unpack-batch.ts';
import { FEW_FIXES, rowsAbout } from './unread-batch.ts';

export interface IngestOptions {
  db: Db;
  now: () => number;
  roster: DutyRoster;
  metrics: Metrics;
  /** How late fixes are taken, ms. */
  lateMaxMs: number;
  /** Wait this long for stragglers before patrols that fixes lie in are judged again. */
  settleMs: number;
  observe: PipelineOptions['observe'];
  onAlert: (alert: Alert) => void;
  onError: (error: unknown) => void;
}

/** What of fixes is counted without anything being wrong that people must look at. */
const EXPECTED: ReadonlySet<string> = new Set(['cleaned', 'off-duty', 'on-leave']);

/** The pipeline over the store: commits are timed, refusals and receipts counted. */
export function createIngest(options: IngestOptions) {
  const { db, lateMaxMs, metrics, now, observe, onAlert, onError, roster, settleMs } = options;
  const writer = createFixWriter({ db, now, settleMs, timed: () => metrics.commit.startTimer() });

  const large = createLargeBatches();
  const daily = createDailyQuota();

  /** Puts on record how many were refused; people are told, but for what is refused every evening by right. */
  async function count(handheldId: number, counts: ReadonlyMap<string, number>): Promise<void> {
    await countRefused(db, handheldId, utcDay(now()), counts);
    if ([...counts.keys()].some((reason) => !EXPECTED.has(reason)))
      onAlert(await raiseRefused(db, handheldId, now()));
  }

  const take = keepProofs(
    options,
    createPipeline({
      now,
      daily,
      lateMaxMs,
      refusalOf: writer.refusalOf,
      dutiesOf: roster.during,
      keepSessions: createSessionKeeper(db),
      write: writer.write,
      keepApart: (fixes) => keepOrphans(db, fixes, momentOfFix),
      observe,
      countReceipts: metrics.countReceipts,
      count: ({ handheldId }, counts) => count(handheldId, counts).catch(onError),
    }),
  );

  return {
    /** Takes a batch, JSON's or packed, a large one when its turn has come; see `createPipeline`. */
    async ingest(source: Source, batch: unknown): Promise<FixReceipt[]> {
      const work = async () => take(source, unpackBatch(batch));
      const rows = rowsAbout(batch);
      return rows > FEW_FIXES ? large.inTurn(rows, work) : work();
    },
    /** Counts fixes that another node took against what a handheld may send. */
    countFixes: (handheldId: number, count: number) => void daily.take(handheldId, count, now()),
    queuedRows: () => large.waitingRows() + writer.queuedRows(),
    /** Settles when all that was taken is stored or turned away. */
    async close(): Promise<void> {
      await large.drain();
      await writer.drain();
    },
  };
}
