import { Compile } from 'typebox/compile';
import {
  BATCH_MAX,
  type Cleaned,
  DAILY_FIXES_MAX,
  FixBatch,
  type FixReceipt,
  type FixRefusal,
} from '../contract/fixes/fix.ts';
import { PackedFixes } from '../contract/fixes/packed/fix-batch.ts';
import { DAY_MS } from '../contract/units.ts';
import { countOf, type FixFigures, picked } from '../db/fixes/figures.ts';
import { createQuota, type Quota } from '../domain/accounts/quota.ts';
import { admitColumns, momentsOf } from '../domain/entrance/admit.ts';
import { isUnplacedFix, momentsOfSession } from '../domain/entrance/event-moment.ts';
import { type WireFixes, wireFixesOf, wireFixesOfItems } from '../domain/entrance/wire-fixes.ts';
import { Refusal } from '../errors.ts';
import type { Source } from './authenticate.ts';
import type { DutyAt, RosterDuty } from './duty-roster.ts';
import type { KeepSessions } from './keep-sessions.ts';
import { createToFigures } from './to-figures.ts';

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
  dutiesOf: (handheldId: number, moments: Iterable<number>) => Promise<DutyAt>;
  keepSessions: KeepSessions;
  /** Why fixes of these device times, told at `toldMs`, are turned away before anything is done with them; undefined: they are not. */
  refusalOf?: (t: ArrayLike<number>, toldMs: number) => Refusal | undefined;
  /** Settles after the commit, saying of each fix whether it is new. */
  write: (fixes: FixFigures) => Promise<boolean[]>;
  /** The same for fixes of moments at which nobody carried the handheld, or an officer without a grid: they are kept apart. */
  keepApart: (fixes: FixFigures) => Promise<boolean[]>;
  /** Told how many fixes were refused, by reason, and how many were cleaned. */
  count: (
    source: Source,
    counts: ReadonlyMap<FixRefusal | 'cleaned', number>,
  ) => Promise<void> | void;
  /** Told of newly stored fixes of an officer after the commit, at the time they were taken and in that order. */
  observe: (source: Source, duty: RosterDuty, fixes: FixFigures) => void;
  countReceipts?: (receipts: readonly FixReceipt[]) => void;
}

/** One receipt a fix, in the order sent, and the session each of them is kept under. */
export interface Received {
  receipts: FixReceipt[];
  sessions: Float64Array;
}

/**
 * The way of a fix, in order: check the envelope, ask whose it was at its own time, admit each fix on its own, name its session, bring it to
 * WGS-84, mark it, find its cell, commit, and only then write receipts and move the live picture. Fixes stay in columns all the way. Takes a
 * batch as it came off the wire. Throws a Refusal where nothing of the batch was taken.
 */
export function createPipeline(options: PipelineOptions) {
  const { daily = createDailyQuota(), lateMaxMs } = options;
  const toFigures = createToFigures();

  return async function ingest(source: Source, batch: unknown): Promise<Received> {
    const receivedMs = options.now();
    const { fixes, ...envelope } = openEnvelope(batch);
    const { sentMs, session } = envelope;
    const { seq, t } = fixes.columns;
    const refusal = options.refusalOf?.(t, sentMs ?? receivedMs);
    if (refusal) throw refusal;
    const waitMs = daily.take(source.handheldId, seq.length, receivedMs);
    if (waitMs > 0)
      throw Refusal.later('fixes-of-day', waitMs, { values: { most: DAILY_FIXES_MAX } });
    // Whose a fix is and whether it may be taken is asked as of its own moment.
    const momentOf = momentsOfSession(session, {
      ...{ sentMs, receivedMs, isRecorded: source.isRecorded ?? false },
    });
    const moments = momentsOf(fixes, momentOf);
    const told = moments.filter((at) => !Number.isNaN(at));
    const dutyAt = await options.dutiesOf(source.handheldId, told);

    // Where nobody carries the handheld, or whoever does has no grid, there are no hours of duty to refuse by.
    const isNobodys = (at: number) => {
      const duty = dutyAt(at);
      return !duty || (mayLackGrid(duty) && duty.offDuty(at) === 'no-grid');
    };
    const offDuty = (at: number) => (isNobodys(at) ? null : dutyAt(at)!.offDuty(at));
    const { cleaned, refusals } = admitColumns(fixes, moments, { receivedMs, lateMaxMs, offDuty });
    // Of what is refused it means nothing.
    for (const i of refusals.keys()) moments[i] = session;
    const sessions = await options.keepSessions(source.handheldId, session, moments);
    for (let i = 0; i < seq.length; i++) {
      const what =
        sessions[i] === session ? envelope.cleaned : [...envelope.cleaned, 'session' as const];
      if (what.length > 0) cleaned.set(i, [...new Set([...(cleaned.get(i) ?? []), ...what])]);
    }
    const figures = toFigures(source, fixes.columns, {
      ...{ sentMs, sessions, receivedMs, cleaned, refusals },
    });

    const { groups, nobodys } = byDuty(moments, { refusals, dutyAt, isNobodys });
    const isNew = new Uint8Array(seq.length);
    const store = async (places: readonly number[], write: PipelineOptions['write']) => {
      if (places.length === 0) return;
      const stored = await write(pick(figures, places));
      for (let k = 0; k < places.length; k++) if (stored[k]) isNew[places[k]!] = 1;
    };
    await store([...groups.values()].flat(), options.write);
    await store(nobodys, options.keepApart);

    const receipts: FixReceipt[] = [];
    for (let i = 0; i < seq.length; i++)
      receipts.push(
        refusals.get(i) ?? {
          seq: seq[i]!,
          outcome: isNew[i] ? 'stored' : 'duplicate',
        },
      );
    for (const [i, what] of cleaned) if (!refusals.has(i)) receipts[i]!.cleaned = [...what];
    const gridless = nobodys.filter((i) => isNew[i] && dutyAt(moments[i]!)).length;
    // Kept, since another sending of its session may tell when it was; people are told as of what is refused.
    const unplaced = receipts.filter(
      ({ outcome }, i) => outcome === 'stored' && isUnplacedFix({ t: t[i]!, sentMs, receivedMs }),
    ).length;
    if (refusals.size + cleaned.size + gridless + unplaced > 0)
      await options.count(
        source,
        countReasons(receipts, { 'no-grid': gridless, 'time-out-of-range': unplaced }),
      );
    const placed = moments.every((at, i) => at === t[i]) ? figures : { ...figures, t: moments };
    for (const [duty, places] of groups) {
      const stored = places.filter((i) => isNew[i]);
      options.observe(source, duty, pick(placed, inTime(placed, stored)));
    }
    options.countReceipts?.(receipts);
    return { receipts, sessions };
  };
}

/** Some of the fixes; nothing is copied where it is all of them, as they are. */
const pick = (figures: FixFigures, places: readonly number[]): FixFigures =>
  places.length === countOf(figures) && places.every((place, i) => place === i)
    ? figures
    : picked(figures, places);

/** Places in the order of time. */
function inTime({ t }: FixFigures, places: number[]): number[] {
  for (let k = 1; k < places.length; k++)
    if (t[places[k - 1]!]! > t[places[k]!]!) return places.sort((a, b) => t[a]! - t[b]!);
  return places;
}

/** Most have a grid at any time; the others are asked moment by moment. */
const mayLackGrid = ({ grid, standsIn }: RosterDuty) => !grid || standsIn !== null;

interface Whose {
  refusals: ReadonlyMap<number, unknown>;
  dutyAt: DutyAt;
  isNobodys: (at: number) => boolean;
}

/** The places of fixes that are taken, by who carried the handheld at their moments. */
function byDuty(moments: Float64Array, { dutyAt, isNobodys, refusals }: Whose) {
  const groups = new Map<RosterDuty, number[]>();
  const nobodys: number[] = [];
  for (const [i, at] of moments.entries()) {
    if (refusals.has(i)) continue;
    const duty = dutyAt(at);
    const group = isNobodys(at) ? nobodys : groups.get(duty!);
    if (group) group.push(i);
    else groups.set(duty!, [i]);
  }
  return { groups, nobodys };
}

interface Envelope {
  session: number;
  sentMs: number | null;
  fixes: WireFixes;
  cleaned: Cleaned[];
}

/** What is wrong beside the session and the fixes costs neither. */
function openEnvelope(batch: unknown): Envelope {
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    throw Refusal.toProgram('invalid', 'a batch is an object {session, sentAt?, fixes}');
  const { session, sentAt, fixes, ...unknown } = batch as Record<string, unknown>;
  const isPacked = fixes instanceof PackedFixes;
  const count = isPacked ? fixes.columns.seq.length : Array.isArray(fixes) ? fixes.length : 0;
  if (count === 0)
    throw Refusal.toProgram('invalid', `fixes must be an array of 1 to ${BATCH_MAX}`);
  if (count > BATCH_MAX)
    throw Refusal.toProgram('batch-too-large', `${count} fixes; at most ${BATCH_MAX}`);
  const opened = rounded(session);
  if (!envelope.session.Check(opened))
    throw Refusal.toProgram('invalid', 'session must be Unix ms between 1970 and 2100');
  const cleaned: Cleaned[] = Object.keys(unknown).length > 0 ? ['other'] : [];
  // A fraction of a millisecond names no other session: rounded it is the same one whenever it comes.
  if (opened !== session) cleaned.push('session');
  const sent = rounded(sentAt);
  const isSentAt = envelope.sentAt.Check(sent);
  if (sentAt != null && !isSentAt) cleaned.push('sentAt');
  return {
    session: opened,
    sentMs: isSentAt ? sent : null,
    fixes: isPacked ? wireFixesOf(fixes) : wireFixesOfItems(fixes as unknown[]),
    cleaned,
  };
}

const rounded = (value: unknown) => (typeof value === 'number' ? Math.round(value) : value);

/** `kept`: how many were kept of which people are told as of what is refused. */
function countReasons(
  receipts: readonly FixReceipt[],
  kept: Partial<Record<FixRefusal, number>>,
): Map<FixRefusal | 'cleaned', number> {
  const counts = new Map<FixRefusal | 'cleaned', number>(
    Object.entries(kept).filter(([, count]) => count > 0) as [FixRefusal, number][],
  );
  for (const { reason, cleaned } of receipts) {
    const what = reason ?? (cleaned && 'cleaned');
    if (what) counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}
