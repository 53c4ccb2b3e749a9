import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FixReceipt } from './contract/fixes/fix.ts';
import type { QueueState } from './db/queue/queue-states.ts';

/** Connections of a pool, and who waits for one. */
interface Connections {
  open: number;
  idle: number;
  waiting: number;
}

/** What a scrape asks for. */
interface Gauges {
  queuedRows: () => number;
  handheldSockets: () => number;
  consoleSockets: () => number;
  webhooksWaiting: () => Promise<number>;
  streamLagMs: () => number;
  /** null: the embedded store. */
  poolState: (() => Connections) | null;
  queues: () => Promise<readonly QueueState[]>;
}

/** Prometheus metrics of one server. */
export function createMetrics() {
  const registry = new Registry();
  // Includes nodejs_eventloop_lag_seconds and its percentiles.
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await value());
      },
    });
  const labelled = (
    name: string,
    help: string,
    label: string,
    values: () =>
      | Iterable<readonly [string, number]>
      | Promise<Iterable<readonly [string, number]>>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        this.reset();
        for (const [value, figure] of await values()) this.set({ [label]: value }, figure);
      },
    });
  const fixes = new Counter({
    name: 'xunji_fixes_total',
    help: 'Fixes answered with a receipt, by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return {
    registry,
    /** Adds what is read when it is scraped. */
    addGauges(read: Gauges) {
      gauge('xunji_ingest_queue_rows', 'Fixes waiting for their commit', read.queuedRows);
      gauge('xunji_handheld_sockets', 'Handhelds connected', read.handheldSockets);
      gauge('xunji_console_sockets', 'Consoles connected', read.consoleSockets);
      gauge(
        'xunji_stream_lag_seconds',
        'How old what other servers committed is when it is heard here; grows while Redis is away',
        () => read.streamLagMs() / 1000,
      );
      gauge('xunji_webhooks_waiting', 'Webhook deliveries not taken in yet', read.webhooksWaiting);
      const { poolState } = read;
      if (poolState)
        labelled(
          'xunji_store_connections',
          'Connections to PostgreSQL, by state: open, idle; and waiting: who waits for one',
          'state',
          () => Object.entries(poolState()),
        );
      // One question a scrape, whichever of the three comes first.
      let asked: Promise<readonly QueueState[]> | undefined;
      const queues = () => {
        asked ??= read.queues().finally(() => {
          asked = undefined;
        });
        return asked;
      };
      const ofQueues = (name: string, help: string, figure: (state: QueueState) => number) =>
        labelled(name, help, 'queue', async () =>
          (await queues()).map((state) => [state.queue, figure(state)] as const),
        );
      ofQueues('xunji_jobs_waiting', 'Jobs not done yet, by queue', ({ waiting }) => waiting);
      ofQueues(
        'xunji_jobs_oldest_seconds',
        'How long the job longest due has been due, by queue',
        ({ oldestS }) => oldestS,
      );
      ofQueues(
        'xunji_jobs_failing',
        'Jobs whose last attempt failed, by queue',
        ({ failing }) => failing,
      );
    },
    /** Counts receipts by outcome, refusals by reason. */
    countReceipts(receipts: readonly FixReceipt[]) {
      const counts = new Map<string, number>();
      for (const { outcome, reason } of receipts) {
        const label = reason ? `${outcome}:${reason}` : outcome;
        counts.set(label, (counts.get(label) ?? 0) + 1);
      }
      for (const [outcome, count] of counts) fixes.inc({ outcome }, count);
    },
    commit: new Histogram({
      name: 'xunji_commit_seconds',
      help: 'Time of one commit of fixes',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    signIns: new Counter({
      name: 'xunji_sign_ins_total',
      help: 'Sign-ins by outcome: good, failed',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    connectionsRefused: new Counter({
      name: 'xunji_connections_refused_total',
      help: 'Connections closed as too many were open, by what was too many: files of the process, connections of the address',
      labelNames: ['why'],
      registers: [registry],
    }),
    handheldsTurnedAway: new Counter({
      name: 'xunji_handhelds_turned_away_total',
      help: 'Failed sign-ins of handhelds, by what was wrong',
      labelNames: ['why'],
      registers: [registry],
    }),
    webhooks: new Counter({
      name: 'xunji_webhook_attempts_total',
      help: 'Attempts to deliver to a webhook, by outcome: delivered, failed',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    pushes: new Counter({
      name: 'xunji_pushes_total',
      help: 'Notices to phones whose app is closed, by outcome: taken, failed, gone',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    protocols: new Counter({
      name: 'xunji_protocol_parts_total',
      help: 'Parts of messages of other protocols, by protocol and outcome',
      labelNames: ['protocol', 'outcome'],
      registers: [registry],
    }),
    verdicts: new Counter({
      name: 'xunji_verdicts_total',
      help: 'Verdict versions written, by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
