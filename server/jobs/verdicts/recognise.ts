import type { FastifyBaseLogger } from 'fastify';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { readFixes } from '../../db/fixes/read-fixes.ts';
import {
  putRecognised,
  readOfficerSpan,
  type WalkedGrid,
  walkedGrids,
} from '../../db/patrols/recognition.ts';
import type { Db } from '../../db/store/open.ts';
import { reconcileRecognised } from '../../domain/days/reconcile-recognised.ts';
import { gridGeometry } from '../../domain/geo/grid-geometry.ts';
import { recognisePatrols } from '../../domain/verification/recognise-patrols.ts';
import { lookEvery } from '../worker/interval.ts';

const EVERY_MS = HOUR_MS;
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
  const walked = await walkedGrids(db, { ...span, receivedSinceMs, fixesMin: FIXES_MIN });
  const officers = new Map<number, WalkedGrid[]>();
  for (const one of walked)
    officers.set(one.officerId, [...(officers.get(one.officerId) ?? []), one]);
  let put = 0;
  for (const [officerId, grids] of officers) {
    const { stretches, declared, recognised } = await readOfficerSpan(db, { officerId, ...span });
    const fixes = (await readFixes(db, stretches)).filter(
      ({ t }) => !declared.some(({ startMs, endMs }) => startMs <= t && t <= (endMs ?? now())),
    );
    const found = grids.flatMap(({ grid, rules }) => {
      const norm = rules ?? defaultNorm().rules;
      return recognisePatrols(fixes, gridGeometry({ polygon: grid.polygon }, norm.swathM), norm)
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

/** Looks for patrols nobody declared every hour until stopped. */
export function startRecognition(options: RecogniseOptions) {
  const { now, log } = options;
  let lookedAt = 0;
  const look = async () => {
    const at = now();
    try {
      // Fixes take a moment from their receipt to the store.
      await recogniseRecent(options, lookedAt - 60_000);
      lookedAt = at;
    } catch (error) {
      log.warn({ err: error }, 'patrols not recognised');
    }
  };
  return lookEvery(EVERY_MS, look);
}
