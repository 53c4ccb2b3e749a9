import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import type { Alert } from '../contract/console/console.ts';
import type { Db } from '../db/store/open.ts';
import type { Reads } from '../db/store/reads.ts';
import type { SealingKey } from '../domain/webhooks/seal.ts';
import type { IncidentReportOptions } from '../services/incidents/report-incidents.ts';
import { createNormWatch } from './alerts/watch-norms.ts';
import { startSosWatch } from './alerts/watch-sos.ts';
import { startFollowingChanges } from './cases/follow-changes.ts';
import { startRecordingCases } from './cases/record-cases.ts';
import { type DeadlineWatchOptions, startDeadlineWatch } from './cases/watch-deadlines.ts';
import { startAdopting } from './fixes/adopt-orphans.ts';
import { startPacking } from './fixes/pack-cold.ts';
import { startRetention } from './fixes/retention.ts';
import { startClosing } from './patrols/close-forgotten.ts';
import { startReports } from './reports/send-reports.ts';
import { startForecasts } from './risk/forecasts.ts';
import { type RiskOptions, startRisk } from './risk/risk.ts';
import { startFinalising } from './rollups/finalise-periods.ts';
import { startNamingDays, startRollup } from './rollups/rollup.ts';
import { startVacuum } from './store/vacuum.ts';
import { startStudies } from './studies/studies.ts';
import { type JudgeOptions, startJudge } from './verdicts/judge.ts';
import { startNamedRecognition, startRecognition } from './verdicts/recognise.ts';
import { type DeliveryOptions, startDeliveries } from './webhooks/deliver-webhooks.ts';
import { createJobLeases } from './worker/job-leases.ts';

export interface JobsOptions {
  config: Config;
  /** The store is the embedded one. */
  isEmbedded: boolean;
  db: Db;
  reads: Reads;
  now: () => number;
  log: FastifyBaseLogger;
  /** Versions a result is stored with. */
  versions: Record<string, string>;
  /** Opens the secrets of webhooks. */
  webhookKey: SealingKey;
  onAlert: (alert: Alert) => void;
  /** Told, on every server, of calls for help that stand. */
  onSos: (alert: Alert) => void;
  /** Told of incidents that are joined to whoever found them. */
  onIncidents: IncidentReportOptions['onChanged'];
  /** Told of cases that have gone over a deadline or have another, or that found incidents opened. */
  onCases: DeadlineWatchOptions['onCases'];
  /** Told whose patrol was ended because nobody had. */
  onClosed: (officerId: number) => void;
  onWarning: RiskOptions['onWarning'];
  onVerdict: JudgeOptions['onVerdict'];
  onAttempt: DeliveryOptions['onAttempt'];
}

/** Starts every job. What one server does for all has a lease by name; the work of the others is shared out job by job. */
export function startJobs(options: JobsOptions) {
  const { config, db, log, now, reads } = options;
  const job = { db, now, log };
  const leases = createJobLeases({
    db,
    onError: (error) => log.warn({ err: error }, 'leases not kept'),
  });
  const once = (name: string) => ({ ...job, isOurs: leases.of(name) });

  const { onAlert, onAttempt, onCases, onClosed, onIncidents, onVerdict, onWarning, versions } =
    options;
  const { webhookKey: key } = options;
  const watch = createNormWatch({ ...job, onAlert, hasOthers: config.redisUrl !== null });
  const everyMin = config.riskEveryMin;
  const risk = everyMin > 0 ? startRisk({ ...once('risk'), everyMin, onWarning }) : null;
  const forecasts = everyMin > 0 ? startForecasts(once('forecasts')) : null;
  const allowPrivate = config.webhookPrivateHosts;
  const deliveries = startDeliveries({ ...job, key, allowPrivate, onAttempt });
  const studies = startStudies({ db, reads, log, versions });
  const workers = [
    watch.start(leases.of('norm watch'), config),
    startSosWatch({ db, log, onAlert: options.onSos }),
    startAdopting({ ...once('orphans'), onChanged: onIncidents, onCases }),
    startRecordingCases(once('case figures')),
    startFollowingChanges({ ...once('case calendar'), onCases }),
    startDeadlineWatch({ ...once('case deadlines'), onCases }),
    startClosing({ ...once('forgotten patrols'), onClosed }),
    risk,
    forecasts,
    startRecognition(once('recognition')),
    startNamedRecognition(job),
    startJudge({ ...job, threads: config.judgeThreads, onVerdict }),
    startNamingDays(once('ended days')),
    startRollup(job),
    startFinalising({ ...once('final periods'), graceH: config.finalGraceH }),
    startReports({ ...once('reports'), mail: config.mail }),
    startPacking({ ...once('old fixes'), coldAfterDays: config.coldAfterDays }),
    startRetention({ ...once('retention'), kept: config.retention }),
    options.isEmbedded ? startVacuum(job) : null,
    deliveries,
    studies,
    leases,
  ];
  return {
    watch,
    studies,
    /** Looks at once whether a severe incident has come. */
    wakeRisk: () => risk?.wake(),
    /** Looks at once for deliveries that are due. */
    wakeDeliveries: deliveries.wake,
    async close() {
      for (const worker of workers) await worker?.close();
    },
  };
}
