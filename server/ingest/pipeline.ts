import { Compile } from 'typebox/compile';
import {
  BATCH_MAX,
  FixBatch,
  type FixReceipt,
  type FixRefusal,
  type WireFix,
} from '../contract/fixes/fix.ts';
import type { FixRow } from '../db/fixes/columns.ts';
import { admit } from '../domain/entrance/admit.ts';
import { markFix } from '../domain/entrance/mark-fix.ts';
import { toWgs84 } from '../domain/geo/datum.ts';
import { cellOf } from '../domain/geo/h3.ts';
import { Refusal } from '../errors.ts';
import type { Source } from './authenticate.ts';
import type { RosterDuty } from './duty-roster.ts';

const { session, sentAt } = FixBatch.properties;
const envelope = { session: Compile(session), sentAt: Compile(sentAt) };

export interface PipelineOptions {
  now: () => number;
  findDuty: (handheldId: number) => Promise<RosterDuty | undefined>;
  /** Settles after the commit, saying of each row whether it is new. */
  write: (rows: FixRow[]) => Promise<boolean[]>;
  countRefused: (source: Source, counts: ReadonlyMap<FixRefusal, number>) => void;
  /** Told of newly stored fixes, in device order, after the commit. */
  observe: (source: Source, duty: RosterDuty, rows: FixRow[]) => void;
}

/**
 * The way of a fix, in order: check the envelope, admit each fix on its own, bring it to WGS-84, mark it, find its
 * cell, commit, and only then write receipts and move the live picture. Takes a batch as it came off the wire;
 * resolves to one receipt a fix, in the order sent. Throws a Refusal where nothing of the batch was taken.
 */
export function createPipeline(options: PipelineOptions) {
  return async function ingest(source: Source, batch: unknown): Promise<FixReceipt[]> {
    const receivedMs = options.now();
    const { session, sentMs, items } = openEnvelope(batch);
    const duty = await options.findDuty(source.handheldId);
    if (!duty) throw new Refusal('unassigned');

    const admitted = admit(items, { session, receivedMs, onDuty: duty.onDuty });
    const taken = admitted.flatMap((admission) =>
      'fix' in admission ? [toRow(source, admission.fix, { session, sentMs, receivedMs })] : [],
    );
    const stored = taken.length ? await options.write(taken) : [];

    const refused = countReasons(admitted.flatMap((a) => ('refusal' in a ? [a.refusal] : [])));
    if (refused.size) options.countRefused(source, refused);
    options.observe(
      source,
      duty,
      taken.filter((_, i) => stored[i]).sort((a, b) => a.t - b.t),
    );
    const isNew = stored.values();
    return admitted.map((admission) =>
      'refusal' in admission
        ? admission.refusal
        : { seq: admission.fix.seq, outcome: isNew.next().value ? 'stored' : 'duplicate' },
    );
  };
}

function openEnvelope(batch: unknown): {
  session: number;
  sentMs: number | null;
  items: unknown[];
} {
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    throw new Refusal('invalid', 'a batch is an object {session, sentAt?, fixes}');
  const { session, sentAt, fixes, ...unknown } = batch as Record<string, unknown>;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined)
    throw new Refusal(
      'invalid',
      `${extra.slice(0, 64)} is not a field; a batch is {session, sentAt?, fixes}`,
    );
  if (!Array.isArray(fixes) || fixes.length === 0)
    throw new Refusal('invalid', `fixes must be an array of 1 to ${BATCH_MAX}`);
  if (fixes.length > BATCH_MAX)
    throw new Refusal('batch-too-large', `${fixes.length} fixes; at most ${BATCH_MAX}`);
  if (!envelope.session.Check(session))
    throw new Refusal('invalid', 'session must be Unix ms between 2015 and 2100');
  if (sentAt !== undefined && !envelope.sentAt.Check(sentAt))
    throw new Refusal('invalid', 'sentAt must be Unix ms between 2015 and 2100');
  return { session, sentMs: sentAt ?? null, items: fixes };
}

function toRow(
  { handheldId, datum }: Source,
  fix: WireFix,
  batch: { session: number; sentMs: number | null; receivedMs: number },
): FixRow {
  const { lng, lat } = toWgs84(fix, datum);
  return {
    handheldId,
    session: batch.session,
    seq: fix.seq,
    t: fix.t,
    receivedMs: batch.receivedMs,
    sentMs: batch.sentMs,
    lng,
    lat,
    originalLng: datum === 'wgs84' ? null : fix.lng,
    originalLat: datum === 'wgs84' ? null : fix.lat,
    accuracyM: fix.accuracyM ?? null,
    speedMps: fix.speedMps ?? null,
    headingDeg: fix.headingDeg ?? null,
    batteryPct: fix.batteryPct ?? null,
    mock: fix.mock ?? false,
    gap: fix.gap ?? null,
    marks: markFix(fix, batch.receivedMs),
    cell: cellOf({ lng, lat }),
  };
}

function countReasons(receipts: readonly FixReceipt[]): Map<FixRefusal, number> {
  const counts = new Map<FixRefusal, number>();
  for (const { reason } of receipts) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
