import type { FastifyBaseLogger } from 'fastify';
import type { Retention } from '../../config/config.ts';
import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import { appendEntry, dropLogBefore } from '../../db/access/access-log.ts';
import { dropSosPressesBefore, forgetAlertPlacesBefore } from '../../db/alerts/sos.ts';
import { topAreaAt } from '../../db/areas/top-area.ts';
import { dropCasePhotosBefore } from '../../db/cases/photos.ts';
import { dropScansBefore } from '../../db/checkpoints/scans.ts';
import { dropOrphansBefore } from '../../db/fixes/orphan-fixes.ts';
import { dropFixesBefore } from '../../db/fixes/partitions.ts';
import { dropSignedBatchesBefore } from '../../db/fixes/signed-batches.ts';
import { dropSubscriptionsBefore } from '../../db/handhelds/push-subscriptions.ts';
import { dropTextsBefore } from '../../db/handhelds/texts.ts';
import { dropFoundBefore } from '../../db/incidents/found.ts';
import { dropOrphanIncidentsBefore } from '../../db/incidents/orphan-incidents.ts';
import { dropTracksBefore } from '../../db/patrols/patrol-tracks.ts';
import type { Db } from '../../db/store/open.ts';
import { dropPathsBefore, keepPositionsFrom } from '../../db/verdicts/paths.ts';
import { forgetDelivered } from '../../db/webhooks/deliveries.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = HOUR_MS;
/** Patrols are compared with tracks this far back; older ones need not be kept packed. */
const TRACK_DAYS = 15;
/** Deliveries to webhooks and their events are kept so long after they were taken in. */
const DELIVERED_DAYS = 30;
/** So long fixes and incidents wait for an assignment to be put on record for their time. */
const ORPHAN_DAYS = 30;
/** The officer's app tells anew where it is reached whenever it is opened; an address this old is of a phone no longer used. */
const SUBSCRIPTION_DAYS = 90;

interface Kind {
  /** How long it is kept, days; 0: for good. */
  days: (kept: Retention) => number;
  /** Takes out what is older than a moment (Unix ms); returns how much there was. */
  drop: (db: Db, beforeMs: number) => Promise<number>;
}

/** At most so many days, whatever positions are kept. */
const atMost =
  (days: number) =>
  ({ positionDays }: Retention) =>
    Math.min(positionDays || days, days);
const asPositions = ({ positionDays }: Retention) => positionDays;

/** Every kind of data that names where somebody was, or who looked, and until when. What is on no line here is figures, and stays. */
const KINDS: Record<string, Kind> = {
  daysOfPositions: { days: asPositions, drop: dropPositions },
  scansOfCheckpoints: { days: asPositions, drop: dropScansBefore },
  signedBatches: { days: asPositions, drop: dropSignedBatchesBefore },
  callsForHelp: { days: asPositions, drop: dropSosPressesBefore },
  placesOfAlerts: { days: asPositions, drop: forgetAlertPlacesBefore },
  packedTracks: { days: atMost(TRACK_DAYS), drop: dropTracksBefore },
  positionsOfNobody: { days: atMost(ORPHAN_DAYS), drop: dropOrphansBefore },
  incidentsOfNobody: { days: atMost(ORPHAN_DAYS), drop: dropOrphanIncidentsBefore },
  photos: { days: ({ photoDays }) => photoDays, drop: dropFoundBefore },
  photosOfCases: { days: ({ photoDays }) => photoDays, drop: dropCasePhotosBefore },
  textsToHandhelds: { days: ({ photoDays }) => photoDays, drop: dropTextsBefore },
  pushSubscriptions: { days: () => SUBSCRIPTION_DAYS, drop: dropSubscriptionsBefore },
  pathsOfVerdicts: { days: ({ pathDays }) => pathDays, drop: dropPathsBefore },
  accessLog: { days: ({ logDays }) => logDays, drop: dropLogBefore },
  deliveries: { days: () => DELIVERED_DAYS, drop: forgetDelivered },
};

async function dropPositions(db: Db, beforeMs: number): Promise<number> {
  await keepPositionsFrom(db, Math.floor(beforeMs / DAY_MS) * DAY_MS);
  return (await dropFixesBefore(db, beforeMs)).length;
}

/** What goes every hour as a matter of course, and is not worth an entry of its own. */
const COURSE = new Set(['packedTracks', 'deliveries', 'pushSubscriptions']);

export interface RetentionOptions {
  db: Db;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
  kept: Retention;
}

/** Takes out once what is past its retention; says in the log, and where auditors read, how much of what. */
export async function dropPastRetention({ db, now, log, kept }: RetentionOptions) {
  const removed: Record<string, number> = {};
  for (const [kind, { days, drop }] of Object.entries(KINDS)) {
    const keptDays = days(kept);
    const count = keptDays === 0 ? 0 : await drop(db, now() - keptDays * DAY_MS);
    if (count > 0) removed[kind] = count;
  }
  if (Object.keys(removed).length > 0) log.info({ removed }, 'what is past its retention removed');
  if (Object.keys(removed).some((kind) => !COURSE.has(kind)))
    await appendEntry(db, {
      ...{ atMs: now(), kind: 'act', by: 'xunji', address: null, act: 'retention' },
      ...{ areaId: await topAreaAt(db, now()), detail: { removed } },
    });
  return removed;
}

/** Looks every hour for what is past its retention, until closed. */
export function startRetention({
  isOurs,
  ...options
}: RetentionOptions & { isOurs?: IsOurs }): Worker {
  return startWorker({
    look: async () => void (await dropPastRetention(options)),
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => options.log.warn({ err: error }, 'retention failed'),
  });
}
