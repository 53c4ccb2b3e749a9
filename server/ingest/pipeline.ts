import { Compile } from 'typebox/compile';
import { toWgs84 } from '../contract/areas/datum.ts';
import {
  BATCH_MAX,
  type Cleaned,
  DAILY_FIXES_MAX,
  FixBatch,
  type FixReceipt,
  type FixRefusal,
  type WireFix,
} from '../contract/fixes/fix.ts';
import { DAY_MS } from '../contract/units.ts';
import type { FixRow } from '../db/fixes/columns.ts';
import { createQuota, type Quota } from '../domain/accounts/quota.ts';
import { admit, timesOf } from '../domain/entrance/admit.ts';
import { eventMoment } from '../domain/entrance/event-moment.ts';
import { markFix } from '../domain/entrance/mark-fix.ts';
import { cellOf } from '../domain/geo/h3.ts';
import { Refusal } from '../errors.ts';
import type { Source } from './authenticate.ts';
import type { DutyAt, RosterDuty } from './duty-roster.ts';

const { session, sentAt } = FixBatch.properties;
const envelope = { session: Compile(session), sentAt: Compile(sentAt) };

/** What a handheld may send in a day. */
export const createDailyQuota = () => createQuota({ most: DAILY_FIXES_MAX, windowMs: DAY_MS });

export interface PipelineOptions {
  now: () => number;
  daily?: Quota;
  /** How late fixes are taken, ms. */
  lateMaxMs: number;
  /** Who carried a handheld at each of these moments. */
  dutiesOf: (handheldId: number, moments: readonly number[]) => Promise<DutyAt>;
  /** Settles after the commit, saying of each row whether it is new. */
  write: (rows: FixRow[]) => Promise<boolean[]>;
  /** The same for fixes of moments at which nobody carried the handheld: they are kept apart. */
  keepApart: (rows: FixRow[]) => Promise<boolean[]>;
  /** Told how many fixes were refused, by reason, and how many were cleaned. */
  count: (
    source: Source,
    counts: ReadonlyMap<FixRefusal | 'cleaned', number>,
  ) => Promise<void> | void;
  /** Told of newly stored fixes of an officer, in device order, after the commit. */
  observe: (source: Source, duty: RosterDuty, rows: FixRow[]) => void;
  countReceipts?: (receipts: readonly FixReceipt[]) => void;
}

/**
 * The way of a fix, in order: check the envelope, ask whose it was at its own time, admit each fix on its own, bring it to WGS-84, mark it, find
 * its cell, commit, and only then write receipts and move the live picture. Takes a batch as it came off the wire;
 * resolves to one receipt a fix, in the order sent. Throws a Refusal where nothing of the batch was taken.
 */
export function createPipeline(options: PipelineOptions) {
  const { daily = createDailyQuota(), lateMaxMs } = options;

  return async function ingest(source: Source, batch: unknown): Promise<FixReceipt[]> {
    const receivedMs = options.now();
    const envelope = { ...openEnvelope(batch), receivedMs };
    const { session, items } = envelope;
    const waitMs = daily.take(source.handheldId, items.length, receivedMs);
    if (waitMs > 0)
      throw Refusal.later(`more than ${DAILY_FIXES_MAX} fixes of one handheld in a day`, waitMs);
    // Whose a fix is and whether it may be taken is asked as of its own moment, its clock put right by the time of sending where one is told.
    const { sentMs } = envelope;
    const momentOf = (t: number) => (sentMs === null ? t : eventMoment({ t, sentMs }, receivedMs));
    const duties = await options.dutiesOf(source.handheldId, timesOf(items).map(momentOf));
    const dutyAt: DutyAt = (t) => duties(momentOf(t));

    // While nobody carries the handheld there are no hours of duty to refuse by.
    const offDuty = (t: number) => dutyAt(t)?.offDuty(momentOf(t)) ?? null;
    const admitted = admit(items, { session, receivedMs, lateMaxMs, offDuty }).map((admission) =>
      'fix' in admission
        ? { row: toRow(source, admission.fix, envelope, admission.cleaned) }
        : admission,
    );
    const taken = admitted.flatMap((admission) => ('row' in admission ? [admission.row] : []));
    const { groups, nobodys } = byDuty(taken, dutyAt);
    const stored = new Set<FixRow>();
    const store = async (rows: FixRow[], write: PipelineOptions['write']) => {
      if (rows.length === 0) return;
      const isNew = await write(rows);
      for (let i = 0; i < rows.length; i++) if (isNew[i]) stored.add(rows[i]!);
    };
    await store([...groups.values()].flat(), options.write);
    await store(nobodys, options.keepApart);

    const receipts = admitted.map((admission): FixReceipt => {
      if ('refusal' in admission) return admission.refusal;
      const { seq, cleaned = [] } = admission.row;
      return {
        seq,
        outcome: stored.has(admission.row) ? 'stored' : 'duplicate',
        ...(cleaned.length > 0 ? { cleaned: [...cleaned] } : {}),
      };
    });
    const counts = countReasons(receipts);
    if (counts.size) await options.count(source, counts);
    for (const [duty, rows] of groups)
      options.observe(
        source,
        duty,
        rows.filter((row) => stored.has(row)).sort((a, b) => a.t - b.t),
      );
    options.countReceipts?.(receipts);
    return receipts;
  };
}

function byDuty(rows: readonly FixRow[], dutyAt: DutyAt) {
  const groups = new Map<RosterDuty, FixRow[]>();
  const nobodys: FixRow[] = [];
  for (const row of rows) {
    const duty = dutyAt(row.t);
    const group = duty ? groups.get(duty) : nobodys;
    if (group) group.push(row);
    else groups.set(duty!, [row]);
  }
  return { groups, nobodys };
}

interface Envelope {
  session: number;
  sentMs: number | null;
  items: unknown[];
  cleaned: Cleaned[];
}

/** What is wrong beside the session and the fixes costs neither. */
function openEnvelope(batch: unknown): Envelope {
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    throw new Refusal('invalid', 'a batch is an object {session, sentAt?, fixes}');
  const { session, sentAt, fixes, ...unknown } = batch as Record<string, unknown>;
  if (!Array.isArray(fixes) || fixes.length === 0)
    throw new Refusal('invalid', `fixes must be an array of 1 to ${BATCH_MAX}`);
  if (fixes.length > BATCH_MAX)
    throw new Refusal('batch-too-large', `${fixes.length} fixes; at most ${BATCH_MAX}`);
  if (!envelope.session.Check(session))
    throw new Refusal('invalid', 'session must be Unix ms between 2015 and 2100');
  const cleaned: Cleaned[] = Object.keys(unknown).length > 0 ? ['other'] : [];
  const rounded = typeof sentAt === 'number' ? Math.round(sentAt) : sentAt;
  const isSentAt = envelope.sentAt.Check(rounded);
  if (sentAt != null && !isSentAt) cleaned.push('sentAt');
  return { session, sentMs: isSentAt ? rounded : null, items: fixes, cleaned };
}

function toRow(
  { handheldId, datum }: Source,
  fix: WireFix,
  batch: Envelope & { receivedMs: number },
  cleaned: readonly Cleaned[],
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
    ...(cleaned.length + batch.cleaned.length > 0
      ? { cleaned: [...new Set([...cleaned, ...batch.cleaned])] }
      : {}),
  };
}

function countReasons(receipts: readonly FixReceipt[]): Map<FixRefusal | 'cleaned', number> {
  const counts = new Map<FixRefusal | 'cleaned', number>();
  for (const { reason, cleaned } of receipts) {
    const what = reason ?? (cleaned && 'cleaned');
    if (what) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}
