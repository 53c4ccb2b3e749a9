import { MINUTE_MS } from '../../../contract/units.ts';
import type { Fix } from '../../entrance/fix.ts';

/** Fixes of one session, by number, over which a clock ran ahead (behind: negative) evenly: so much at the first and at the last. */
export interface ClockEpoch {
  fixes: readonly Fix[];
  aheadMs: { first: number; last: number };
}

/** Sendings that agree within this, ms, speak of the clock: what the network adds differs from one to the next. */
const AGREE_MS = 15_000;
/** Of so many neighbouring sendings, more than half must agree. */
const NEIGHBOURS = 5;
/** Between two sendings a clock is set by at least this, ms; less is drift. */
const STEP_MIN_MS = 30_000;
/** Drift told by the first and last third of an epoch, ms; less is noise. */
const DRIFT_MIN_MS = 15_000;
/** How many fixes a step may lie from the sending that first shows it. */
const STEP_REACH = 30;
/** What waited for the network comes within so many ms. */
const CAME_TOGETHER_MS = MINUTE_MS;
/** A fix sent later than this, ms, was held back: the sending does not tell what its clock was then. */
const HELD_BACK_MS = 5 * MINUTE_MS;
/** Times that run back oftener in a session are no clock that was set. */
const UNTOLD_STEPS_MAX = 2;

/** Reports of a wire that tells no time of sending speak of the clock where so many came one by one, as they were taken, for so long, ms. */
const UNTOLD_SENDINGS_MIN = 10;
const UNTOLD_SPAN_MS = 10 * MINUTE_MS;
/** And where so large a share of them agrees: what was held back comes at another pace than it was taken. */
const UNTOLD_AGREE = 0.8;

/**
 * How far a handheld's clock was ahead, epoch by epoch, from the fixes of one session in order of their numbers. Every sending names
 * the device time S and came at R: S - R is the clock's lead less what the network added. Neighbouring sendings that agree tell the lead;
 * single ones are outvoted; where none agree the least delay counts. A step is set where the device times leap by as much. Fixes held
 * back over a step have only their order to tell it: there the time that runs back is the step. Of a wire that tells no time of sending see
 * `untoldLead`.
 */
export function clockEpochs(session: readonly Fix[]): ClockEpoch[] {
  const ahead = leadOfEach(session);
  if (!ahead) {
    const lead = untoldLead(session);
    return [{ fixes: session, aheadMs: { first: lead, last: lead } }];
  }
  const starts = [0, ...stepsTold(session, ahead)];
  const epochs = starts.map((from, k) => {
    const to = starts[k + 1] ?? session.length;
    return { fixes: session.slice(from, to), aheadMs: lineThrough(ahead.slice(from, to)) };
  });
  return epochs.flatMap(splitAtUntoldSteps);
}

/** Lead at every fix, ms, as its own sending and the neighbouring ones tell it; null where no sending is told. */
function leadOfEach(session: readonly Fix[]): Float64Array | null {
  const sendings: { lead: number; from: number }[] = [];
  session.forEach((fix, i) => {
    if (fix.sentMs === null) return;
    const before = i > 0 ? session[i - 1]! : undefined;
    if (before?.sentMs === fix.sentMs && before.receivedMs === fix.receivedMs) return;
    sendings.push({ lead: fix.sentMs - fix.receivedMs, from: i });
  });
  if (sendings.length === 0) return null;
  const least = sendings.reduce((most, { lead }) => Math.max(most, lead), -Infinity);
  const agreed = sendings.map((_, k) => agreedLead(sendings, k));
  const first = agreed.find((lead) => lead !== null) ?? least;
  const ahead = new Float64Array(session.length);
  let [k, lead] = [-1, first];
  for (let i = 0; i < session.length; i++) {
    while (k + 1 < sendings.length && sendings[k + 1]!.from <= i) lead = agreed[++k] ?? lead;
    ahead[i] = lead;
  }
  return ahead;
}

/**
 * Lead of a clock whose wire tells no time of sending, ms. One that is behind looks like a walk held back, but for its pace: what is held
 * back comes together or at a pace of its own, what is told as it is taken comes one by one, all equally late. One lead a session: where
 * the clock was set on the way, or nothing speaks clearly, times stay as told.
 */
function untoldLead(session: readonly Fix[]): number {
  const newest = new Map<number, number>();
  for (const { t, receivedMs } of session)
    newest.set(receivedMs, Math.max(t, newest.get(receivedMs) ?? t));
  const sendings = [...newest].map(([receivedMs, t]) => ({ receivedMs, lead: t - receivedMs }));
  const middle = median(sendings.map(({ lead }) => lead));
  const agreeing = sendings.filter(({ lead }) => Math.abs(lead - middle) <= AGREE_MS);
  const times = agreeing.map(({ receivedMs }) => receivedMs);
  const spanMs =
    times.reduce((a, b) => Math.max(a, b), -Infinity) -
    times.reduce((a, b) => Math.min(a, b), Infinity);
  const isLive =
    agreeing.length >= UNTOLD_SENDINGS_MIN &&
    agreeing.length >= UNTOLD_AGREE * sendings.length &&
    spanMs >= UNTOLD_SPAN_MS;
  return isLive ? toSecond(middle) : 0;
}

/** Median lead of the sendings around one if more than half of them agree with it. */
function agreedLead(sendings: readonly { lead: number }[], k: number): number | null {
  const from = Math.max(0, Math.min(k - (NEIGHBOURS >> 1), sendings.length - NEIGHBOURS));
  const leads = sendings.slice(from, from + NEIGHBOURS).map(({ lead }) => lead);
  const middle = median(leads);
  const agreeing = leads.filter((lead) => Math.abs(lead - middle) <= AGREE_MS);
  return leads.length >= 3 && agreeing.length > leads.length / 2 ? middle : null;
}

/** Where new epochs begin: the lead changes at once, and near by the device times leap by as much. */
function stepsTold(session: readonly Fix[], ahead: Float64Array): number[] {
  const steps: number[] = [];
  for (let i = 1; i < session.length; i++) {
    const change = ahead[i]! - ahead[i - 1]!;
    if (Math.abs(change) < STEP_MIN_MS) continue;
    const from = Math.max((steps.at(-1) ?? 0) + 1, i - STEP_REACH);
    // What was taken before the step may have waited until after it.
    let to = Math.min(session.length - 1, i + STEP_REACH);
    while (to < session.length - 1 && cameWith(session[i]!, session[to]!)) to++;
    let best = i;
    for (let j = from; j <= to; j++)
      if (Math.abs(leap(session, j) - change) < Math.abs(leap(session, best) - change)) best = j;
    ahead.fill(ahead[i]!, best, i);
    ahead.fill(ahead[i - 1]!, i, best);
    steps.push(best);
    i = Math.max(i, best);
  }
  return steps;
}

const cameWith = (first: Fix, fix: Fix) =>
  Math.abs(fix.receivedMs - first.receivedMs) <= CAME_TOGETHER_MS;

const leap = (session: readonly Fix[], i: number) => session[i]!.t - session[i - 1]!.t;

/** Lead at the first and the last fix of an epoch: the median, or the line through those of its first and last third. */
function lineThrough(ahead: Float64Array): ClockEpoch['aheadMs'] {
  const third = Math.ceil(ahead.length / 3);
  const [early, late] = [median(ahead.slice(0, third)), median(ahead.slice(-third))];
  if (Math.abs(late - early) < DRIFT_MIN_MS) {
    const lead = toSecond(median(ahead));
    return { first: lead, last: lead };
  }
  return {
    first: toSecond(early - (late - early) / 4),
    last: toSecond(late + (late - early) / 4),
  };
}

/** Cuts an epoch where the times of fixes held back run back: what was numbered before was told by a clock that was further ahead. */
function splitAtUntoldSteps(epoch: ClockEpoch): ClockEpoch[] {
  const { fixes } = epoch;
  const steps: number[] = [];
  for (let i = 1; i < fixes.length; i++)
    if (leap(fixes, i) < -1000 && isHeldBack(fixes[i - 1]!)) steps.push(i);
  if (steps.length === 0 || steps.length > UNTOLD_STEPS_MAX) return [epoch];
  const usualMs = Math.max(0, median(fixes.slice(1).map((_, i) => leap(fixes, i + 1))));
  const parts: ClockEpoch[] = [];
  let [end, lead] = [fixes.length, epoch.aheadMs.last];
  for (const from of [...steps.toReversed(), 0]) {
    parts.unshift({ fixes: fixes.slice(from, end), aheadMs: { first: lead, last: lead } });
    if (from > 0) lead += toSecond(usualMs - leap(fixes, from));
    end = from;
  }
  return parts;
}

const isHeldBack = ({ t, sentMs }: Fix) => sentMs !== null && sentMs - t > HELD_BACK_MS;

const median = (values: ArrayLike<number>) =>
  Float64Array.from(values).sort()[values.length >> 1] ?? 0;

const toSecond = (ms: number) => Math.round(ms / 1000) * 1000;
