import type { FastifyBaseLogger } from 'fastify';
import type { FixRow } from '../../db/fixes/columns.ts';
import { ownedOrphans, releaseOrphans } from '../../db/fixes/orphan-fixes.ts';
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
import { isOnItsDuty } from '../../domain/entrance/on-duty.ts';
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
 * Joins fixes that belonged to nobody when they came to whoever is on record for their time by now: those on duty are stored and judged
 * as late ones are, those off duty are only counted. Returns how many were joined.
 */
export async function adoptOrphans({ db, now, partitions }: AdoptOptions): Promise<number> {
  let joined = 0;
  for (;;) {
    const rows = await ownedOrphans(db, BATCH);
    if (rows.length === 0) return joined;
    const onDuty = await onDutyOf(db, rows);
    const mine = rows.filter((_, i) => onDuty[i]);
    // Stored again after a crash in between, they find themselves.
    if (mine.length > 0) await storeFixes(db, partitions, mine, now());
    for (const [handheldId, count] of countBy(rows.filter((_, i) => !onDuty[i])))
      await countRefused(db, handheldId, utcDay(now()), new Map([['off-duty', count]]));
    // What came long ago is not looked at for patrols by itself any more.
    for (const { handheldId, t } of oneADay(mine)) {
      const { duty } = await findDutySpell(db, handheldId, t);
      if (duty) await nameForRecognition(db, duty.officerId, { fromMs: t, toMs: t });
    }
    await releaseOrphans(db, rows);
    joined += mine.length;
  }
}

/** Of rows in the order of handhelds: whether whoever carried it was on duty then. */
async function onDutyOf(db: Db, rows: readonly FixRow[]): Promise<boolean[]> {
  const answers: boolean[] = [];
  let handheldId: number | undefined;
  let spell = { fromMs: 0, toMs: 0, duty: null } as Awaited<ReturnType<typeof findDutySpell>>;
  for (const row of rows) {
    if (row.handheldId !== handheldId || row.t < spell.fromMs || row.t >= spell.toMs)
      spell = await findDutySpell(db, row.handheldId, row.t);
    handheldId = row.handheldId;
    answers.push(spell.duty === null || isOnItsDuty(row.t, spell.duty));
  }
  return answers;
}

const oneADay = (rows: readonly FixRow[]): FixRow[] => [
  ...new Map(rows.map((row) => [`${row.handheldId} ${utcDay(row.t)}`, row])).values(),
];

function countBy(rows: readonly FixRow[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { handheldId } of rows) counts.set(handheldId, (counts.get(handheldId) ?? 0) + 1);
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
    if (found.length === 0) return joined;
    for (const one of found) {
      const { duty } = await findDutySpell(db, one.handheldId, one.incident.t);
      if (!duty) continue;
      const { outcome, reason } = await takeFound(options, one, duty);
      if (outcome === 'refused')
        await countRefused(db, one.handheldId, utcDay(now()), new Map([[`incident-${reason}`, 1]]));
      else joined++;
      await releaseOrphanIncident(db, one);
    }
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
