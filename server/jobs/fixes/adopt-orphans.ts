import type { FastifyBaseLogger } from 'fastify';
import type { OffDuty } from '../../contract/fixes/fix.ts';
import { type Orphan, ownedOrphans, releaseOrphans } from '../../db/fixes/orphan-fixes.ts';
import { createFixPartitions, type FixPartitions } from '../../db/fixes/partitions.ts';
import { countRefused } from '../../db/fixes/refused-fixes.ts';
import { storeFixes } from '../../db/fixes/store-fixes.ts';
import {
  ownedOrphanIncidents,
  releaseOrphanIncident,
} from '../../db/incidents/orphan-incidents.ts';
import { nameForRecognition } from '../../db/patrols/declared.ts';
import { findDutySpell } from '../../db/people/duty.ts';
import { utcDay } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { offDutyBecause } from '../../domain/entrance/on-duty.ts';
import { takeFound } from '../../services/incidents/report-found.ts';
import type { IncidentReportOptions } from '../../services/incidents/report-incidents.ts';
import { type IsOurs, startWorker, type Worker } from '../worker/worker.ts';

/** Assignments may be put on record by other programs and nodes: the store is asked. */
const EVERY_MS = 10_000;
const BATCH = 2_000;

export interface AdoptOptions {
  db: Db;
  now: () => number;
  partitions: FixPartitions;
}

/**
 * Joins fixes that belonged to nobody when they came, or to an officer without a grid, to whoever is on record for their time by now: those on
 * duty are stored and judged as late ones are, those off duty are only counted, and where there is no grid still they stay. Returns how many
 * were joined.
 */
export async function adoptOrphans({ db, now, partitions }: AdoptOptions): Promise<number> {
  let joined = 0;
  let after: Orphan | undefined;
  for (;;) {
    const found = await ownedOrphans(db, { after, limit: BATCH });
    if (found.length === 0) return joined;
    after = found.at(-1);
    const why = await offDutyOf(db, found);
    const rows = found.filter((_, i) => why[i] !== 'no-grid');
    const off = why.filter((one) => one !== 'no-grid');
    const mine = rows.filter((_, i) => !off[i]);
    // Stored again after a crash in between, they find themselves.
    if (mine.length > 0) await storeFixes(db, partitions, mine, now());
    for (const [handheldId, counts] of countOff(rows, off))
      await countRefused(db, handheldId, utcDay(now()), counts);
    // What came long ago is not looked at for patrols by itself any more.
    for (const { atMs, handheldId } of oneADay(mine)) {
      const { duty } = await findDutySpell(db, handheldId, atMs);
      if (duty) await nameForRecognition(db, duty.officerId, { fromMs: atMs, toMs: atMs });
    }
    await releaseOrphans(db, rows);
    joined += mine.length;
  }
}

/** Of rows in the order of handhelds: why whoever carried it was not on duty then, null on duty. */
async function offDutyOf(db: Db, rows: readonly Orphan[]): Promise<(OffDuty | null)[]> {
  const answers: (OffDuty | null)[] = [];
  let handheldId: number | undefined;
  let spell = { fromMs: 0, toMs: 0, duty: null } as Awaited<ReturnType<typeof findDutySpell>>;
  for (const row of rows) {
    const { atMs } = row;
    if (row.handheldId !== handheldId || atMs < spell.fromMs || atMs >= spell.toMs)
      spell = await findDutySpell(db, row.handheldId, atMs);
    handheldId = row.handheldId;
    answers.push(spell.duty && offDutyBecause(atMs, spell.duty));
  }
  return answers;
}

const oneADay = (rows: readonly Orphan[]): Orphan[] => [
  ...new Map(rows.map((row) => [`${row.handheldId} ${utcDay(row.atMs)}`, row])).values(),
];

function countOff(rows: readonly Orphan[], off: readonly (OffDuty | null)[]) {
  const counts = new Map<number, Map<string, number>>();
  for (const [i, { handheldId }] of rows.entries()) {
    const why = off[i];
    if (!why) continue;
    const ofHandheld = counts.get(handheldId) ?? new Map<string, number>();
    counts.set(handheldId, ofHandheld.set(why, (ofHandheld.get(why) ?? 0) + 1));
  }
  return counts;
}

/**
 * The same for what was reported as found. What cannot be taken by now, off duty or of a category that was retired, is counted beside the
 * refused fixes. Returns how many were joined.
 */
export async function adoptFound(options: IncidentReportOptions): Promise<number> {
  const { db, now } = options;
  let joined = 0;
  for (;;) {
    const found = await ownedOrphanIncidents(db, BATCH);
    let released = 0;
    for (const one of found) {
      const { duty } = await findDutySpell(db, one.handheldId, one.incident.t);
      if (!duty || offDutyBecause(one.incident.t, duty) === 'no-grid') continue;
      const { outcome, reason } = await takeFound(options, one, duty);
      if (outcome === 'refused')
        await countRefused(db, one.handheldId, utcDay(now()), new Map([[`incident-${reason}`, 1]]));
      else joined++;
      await releaseOrphanIncident(db, one);
      released++;
    }
    if (released === 0) return joined;
  }
}

/** Joins orphans every few seconds until closed. */
export function startAdopting({
  log,
  isOurs,
  ...options
}: IncidentReportOptions & { log: FastifyBaseLogger; isOurs?: IsOurs }): Worker {
  const partitions = createFixPartitions(options.db);
  return startWorker({
    async look() {
      await adoptOrphans({ ...options, partitions });
      await adoptFound(options);
    },
    restMs: EVERY_MS,
    isOurs,
    onError: (error) => log.warn({ err: error }, 'what belonged to nobody was not joined'),
  });
}
