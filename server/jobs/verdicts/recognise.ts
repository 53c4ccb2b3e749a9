import type { FastifyBaseLogger } from 'fastify';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import { readFixes } from '../../db/fixes/read-fixes.ts';
import { nameForRecognition } from '../../db/patrols/declared.ts';
import {
  putRecognised,
  readOfficerSpan,
  takeRecognitionJobs,
  type WalkedGrid,
  walkedGrids,
} from '../../db/patrols/recognition.ts';
import type { Db } from '../../db/store/open.ts';
import { reconcileRecognised } from '../../domain/days/reconcile-recognised.ts';
import { gridGeometry } from '../../domain/geo/grid-geometry.ts';
import { recognisePatrols } from '../../domain/verification/recognise-patrols.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

const EVERY_MS = HOUR_MS;
const NAMED_EVERY_MS = 10_000;
/** Tracks are looked at so far back: a day, and its late data. */
const LOOK_BACK_MS = 72 * HOUR_MS;
/** A patrol is closed once nothing was walked for so long; what ended later may still grow. */
const CLOSED_AFTER_MS = HOUR_MS;
/** Fewer fixes outside declared patrols are the way home. */
const FIXES_MIN = 20;

export interface RecogniseOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  isOurs?: IsOurs;
}

/**
 * Finds the patrols of officers who never press start in the tracks of the last days, of which fixes arrived since `receivedSinceMs`.
 * Looking again with the same fixes changes nothing. Returns how many patrols were put on record or moved.
 */
export async function recogniseRecent(
  { db, now }: Pick<RecogniseOptions, 'db' | 'now'>,
  receivedSinceMs: number,
): Promise<number> {
  const span = { fromMs: now() - LOOK_BACK_MS, toMs: now() };
  return recogniseIn({ db, now }, { ...span, receivedSinceMs });
}

/** The same for the days of officers that were named since something they rest on is another now. */
export async function recogniseNamed({
  db,
  now,
}: Pick<RecogniseOptions, 'db' | 'now'>): Promise<number> {
  let put = 0;
  for (;;) {
    const [job] = await takeRecognitionJobs(db, 1);
    if (!job) return put;
    const { officerId } = job;
    const dayMs = Date.parse(job.day);
    const span = { fromMs: dayMs - DAY_MS / 2, toMs: Math.min(dayMs + 1.5 * DAY_MS, now()) };
    try {
      put += await recogniseIn({ db, now }, { ...span, receivedSinceMs: 0, officerId });
    } catch (error) {
      await nameForRecognition(db, officerId, { fromMs: dayMs, toMs: dayMs });
      throw error;
    }
  }
}

async function recogniseIn(
  { db, now }: Pick<RecogniseOptions, 'db' | 'now'>,
  asked: { fromMs: number; toMs: number; receivedSinceMs: number; officerId?: number },
): Promise<number> {
  const span = { fromMs: asked.fromMs, toMs: asked.toMs };
  const walked = await walkedGrids(db, { ...asked, fixesMin: FIXES_MIN });
  const officers = new Map<number, WalkedGrid[]>();
  for (const one of walked)
    officers.set(one.officerId, [...(officers.get(one.officerId) ?? []), one]);
  let put = 0;
  for (const [officerId, grids] of officers) {
    const { stretches, declared, recognised } = await readOfficerSpan(db, { officerId, ...span });
    // What was told for a declared patrol is of none besides, nor what was taken in one, whatever was told.
    const isFree = (t: number) =>
      !declared.some(({ startMs, endMs }) => startMs <= t && t <= (endMs ?? now()));
    const fixes = (await readFixes(db, stretches)).filter(({ t }) => isFree(t));
    const found = grids.flatMap(({ grid, rules }) => {
      const norm = rules ?? defaultNorm().rules;
      const geometry = gridGeometry({ polygon: grid.polygon }, norm.swathM);
      return recognisePatrols(fixes, geometry, norm, isFree)
        .map(({ startMs, endMs }) => ({
          gridId: grid.id,
          startMs: Math.round(startMs),
          endMs: Math.round(endMs),
        }))
        .filter(
          ({ startMs, endMs }) =>
            startMs > span.fromMs + HOUR_MS && endMs < now() - CLOSED_AFTER_MS,
        );
    });
    for (const patrol of reconcileRecognised(found, declared, recognised)) {
      await putRecognised(db, { ...patrol, officerId, dueAt: now() });
      put += 1;
    }
  }
  return put;
}

/** Looks for patrols nobody declared every hour until closed. */
export function startRecognition(options: RecogniseOptions): Worker {
  const { now, log, isOurs } = options;
  let lookedAt = 0;
  return startWorker({
    async look() {
      const at = now();
      // Fixes take a moment from their receipt to the store.
      await recogniseRecent(options, lookedAt - MINUTE_MS);
      lookedAt = at;
    },
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'patrols not recognised'),
  });
}

/** Looks where it is named to every few seconds until closed: days are shared out by the store. */
export const startNamedRecognition = ({ log, ...options }: RecogniseOptions): Worker =>
  startWorker({
    look: () => recogniseNamed(options),
    restMs: NAMED_EVERY_MS,
    onError: (error) => log.warn({ err: error }, 'named days not looked at'),
  });
