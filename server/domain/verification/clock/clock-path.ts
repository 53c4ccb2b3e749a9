import { MINUTE_MS } from '../../../contract/units.ts';
import { median } from '../../analysis/numerics/median.ts';
import type { Fix } from '../../entrance/fix.ts';
import { createFrame, toX, toY } from '../../geo/local-frame.ts';
import { AGREE_MS, type Sending, type ToldClock, tellsSending, toSecond } from './sendings.ts';

/** A clock is set by at least this, ms; less is drift or network. */
const STEP_MIN_MS = 30_000;
/** A step shows in the device times: they leap by so much more or less, ms, than they usually do. */
const LEAP_MIN_MS = 20_000;
/** A fix sent later than this, ms, or before it was taken: the sending does not tell what its clock was then. */
const WAITED_MS = MINUTE_MS;
/** While a clock is set one walks on: nobody is farther from the fix before than at this speed, m/s, twice what both are said to err, and this, m. */
const ON_FOOT_MPS = 3;
const NEAR_M = 50;
const UNTOLD_ACCURACY_M = 15;
/** Steps that no sending tells, looked for among the farthest leaps of a time without a network, from the leads told beside it and so many most told. */
const UNTOLD_STEPS_MAX = 8;
const TOLD_FROM = 4;
/** Leads of such steps that are tried at most: a session with more is placed by those found first. */
const UNTOLD_LEADS_MAX = 200;

/** Sendings that come together are heard as so many at most. */
const HEARD_MAX = 4;

/** What each makes the story of a clock less likely by, as negative logarithms: only their order of size matters. */
const COST = {
  /** The clock is set. */
  step: 4,
  /** It begins where no sending has it, but only the walk itself. */
  untold: 5,
  /** A sending that was under way for longer than others. */
  delayed: 1,
  /** A sending ahead of the clock, or a fix that came before it was taken. */
  early: 3,
  /** Time runs back along the numbers. */
  back: 12,
  /** A silence of five minutes; the longer the more, but less than a lone step to where no sending has the clock. */
  silence: 4,
  silenceMost: 8,
} as const;
const SILENCE_MS = 5 * MINUTE_MS;

/**
 * Lead of the clock at every fix of a session in order of its numbers, ms, drift apart: the likeliest course from lead to lead (Viterbi
 * 1967) by what the sendings say, and by numbers that rise with the time. A single late sending is cheaper than a clock set back and forth,
 * and a clock set is cheaper than time that runs back. Fixes held back, or of a wire that tells no sending, have only their leaps to tell a
 * step, and only where the walker did not leap with the clock; what then comes as it is taken tells where the clock is set to.
 */
export function leadsAlong(session: readonly Fix[], clock: ToldClock): Float64Array {
  const leaps = Float64Array.from(session.slice(1), ({ t }, i) => t - session[i]!.t);
  const usualMs = Math.max(0, median(leaps));
  const untold = untoldSteps(session, leaps, usualMs);
  const leads = [...clock.leads, ...untoldLeads(clock, untold, leaps, usualMs)];
  const told = clock.leads.length;
  const isUntold = new Uint8Array(session.length);
  for (const i of untold.flat()) isUntold[i] = 1;

  const [n, k] = [session.length, leads.length];
  const weights = weightsOf(clock.sendings);
  const heard = leads.map((lead) => hearing(clock, weights, lead));
  const from = new Uint16Array(n * k);
  let costs = Float64Array.from(leads, (_, at) => (at < told ? 0 : COST.untold));
  /** Sendings by the time each lead gives the last fix, and the one before. */
  let [sent, sentBefore] = [new Uint32Array(k), new Uint32Array(k)];
  for (let i = 0; i < n; i++) {
    const fix = session[i]!;
    [sent, sentBefore] = [sentBefore, sent];
    for (let at = 0; at < k; at++)
      sent[at] = countSent(clock, takenMs(clock, fix.t, leads[at]!), sentBefore[at]!);
    if (i > 0) {
      const leap = leaps[i - 1]!;
      const next = new Float64Array(k);
      for (let to = 0; to < k; to++) {
        let best = costs[to]! + paceCost(leap, usualMs) + heard[to]!(sentBefore[to]!, sent[to]!);
        let by = to;
        if (Math.abs(leap - usualMs) >= LEAP_MIN_MS) {
          const lateMs = fix.receivedMs - takenMs(clock, fix.t, leads[to]!);
          const isLive = to < told && Math.abs(lateMs) <= AGREE_MS;
          const reachable = isUntold[i] || isLive ? k : to < told ? told : 0;
          for (let at = 0; at < reachable; at++) {
            const changeMs = leads[to]! - leads[at]!;
            if (Math.abs(changeMs) < STEP_MIN_MS) continue;
            const cost =
              costs[at]! +
              COST.step +
              paceCost(leap - changeMs, usualMs) +
              Math.min(
                heard[at]!(sentBefore[at]!, sent[to]!),
                heard[to]!(sentBefore[at]!, sent[to]!),
              );
            if (cost < best) [best, by] = [cost, at];
          }
        }
        next[to] = best;
        from[i * k + to] = by;
      }
      costs = next;
    } else for (let at = 0; at < k; at++) costs[at]! += heard[at]!(0, sent[at]!);
    for (let at = 0; at < k; at++)
      if (takenMs(clock, fix.t, leads[at]!) > fix.receivedMs + AGREE_MS) costs[at]! += COST.early;
  }
  for (let at = 0; at < k; at++) costs[at]! += heard[at]!(sent[at]!, clock.sendings.length);
  const along = new Float64Array(n);
  let at = costs.indexOf(costs.reduce((a, b) => Math.min(a, b), Infinity));
  for (let i = n - 1; i >= 0; i--) {
    along[i] = leads[at]!;
    at = from[i * k + at]!;
  }
  return along;
}

/** When a fix told for a time was taken, by the server's clock, under some lead. */
const takenMs = ({ drift, sendings }: ToldClock, t: number, lead: number) => {
  const beganMs = sendings[0]!.receivedMs;
  return beganMs + (t - lead - beganMs) / (1 + drift);
};

/** How many sendings had come by then, looked for from about so many. */
function countSent({ sendings }: ToldClock, byMs: number, about: number): number {
  let count = about;
  while (count < sendings.length && sendings[count]!.receivedMs < byMs) count++;
  while (count > 0 && sendings[count - 1]!.receivedMs >= byMs) count--;
  return count;
}

/**
 * How unlikely a lead makes the sendings from one to another. They are heard between the two fixes whose times by the course have their
 * arrival between them, not at the last fix that had come by then: others may have been taken that still waited. Whatever the course, time
 * goes on past each of them.
 */
function hearing({ sendings }: ToldClock, weights: Float64Array, lead: number) {
  const until = new Float64Array(sendings.length + 1);
  sendings.forEach((sending, j) => {
    const delayMs = lead - sending.lead;
    const cost = delayMs > AGREE_MS ? COST.delayed : delayMs < -AGREE_MS ? COST.early : 0;
    until[j + 1] = until[j]! + weights[j]! * cost;
  });
  return (first: number, end: number) => (end > first ? until[end]! - until[first]! : 0);
}

/** How much each sending says: what waited together says the same. */
function weightsOf(sendings: readonly Sending[]): Float64Array {
  const together = new Map<number, number>();
  for (const { at } of sendings) together.set(at, (together.get(at) ?? 0) + 1);
  return Float64Array.from(sendings, ({ at }) => Math.min(1, HEARD_MAX / together.get(at)!));
}

/** How unlikely it is that so much time passed between two fixes. */
function paceCost(passedMs: number, usualMs: number): number {
  if (passedMs < -1000) return COST.back;
  const silentMs = passedMs - usualMs;
  if (silentMs <= 0) return 0;
  return Math.min(COST.silenceMost, COST.silence * Math.log2(1 + silentMs / SILENCE_MS));
}

/** Fixes at which the clock may have been set without a sending that tells it, a list each time without a network. */
function untoldSteps(session: readonly Fix[], leaps: Float64Array, usualMs: number): number[][] {
  const isTold = tellsSending(session);
  const frame = createFrame(session[0]!);
  const onFootM = (usualMs / 1000) * ON_FOOT_MPS;
  const errorM = ({ accuracyM }: Fix) => 2 * (accuracyM ?? UNTOLD_ACCURACY_M);
  const isUsual = (ms: number, fixes: number) => Math.abs(ms - fixes * usualMs) < LEAP_MIN_MS;
  /** One fix of another time among others of one clock. */
  const isStray = (i: number) =>
    i > 0 && i + 1 < session.length && isUsual(leaps[i - 1]! + leaps[i]!, 2);
  const spells: number[][] = [[]];
  for (let i = 1; i < session.length; i++) {
    const [before, fix] = [session[i - 1]!, session[i]!];
    if (isTold && !isApart(before) && !isApart(fix)) {
      if (spells.at(-1)!.length > 0) spells.push([]);
      continue;
    }
    if (isUsual(leaps[i - 1]!, 1) || isStray(i) || isStray(i - 1)) continue;
    const x = toX(frame, fix.lng) - toX(frame, before.lng);
    const y = toY(frame, fix.lat) - toY(frame, before.lat);
    if (Math.hypot(x, y) <= onFootM + errorM(before) + errorM(fix) + NEAR_M) spells.at(-1)!.push(i);
  }
  const farness = (i: number) => Math.abs(leaps[i - 1]! - usualMs);
  return spells.map((steps) =>
    steps
      .sort((a, b) => farness(b) - farness(a) || a - b)
      .slice(0, UNTOLD_STEPS_MAX)
      .sort((a, b) => a - b),
  );
}

const isApart = ({ t, sentMs }: Fix) =>
  sentMs !== null && (sentMs - t > WAITED_MS || sentMs < t - 1000);

/**
 * Leads before and after such steps, the fewest steps away first, counted from those told beside them and those most told: over steps that
 * follow each other, all or those alone where time runs back.
 */
function untoldLeads(
  { leads, sendings }: ToldClock,
  spells: readonly number[][],
  leaps: Float64Array,
  usualMs: number,
): number[] {
  const toldBy = (sending: Sending) =>
    leads.reduce((near, lead) =>
      Math.abs(lead - sending.lead) < Math.abs(near - sending.lead) ? lead : near,
    );
  const runs = spells.flatMap((steps) => {
    if (steps.length === 0) return [];
    const before = sendings.findLast(({ at }) => at < steps[0]!);
    const after = sendings.find(({ at }) => at >= steps.at(-1)!);
    const beside = [before, after].filter((sending) => sending !== undefined).map(toldBy);
    const from = new Set([...beside, ...leads.slice(0, TOLD_FROM)]);
    const back = steps.filter((i) => leaps[i - 1]! < -1000);
    return [steps, back].map((run) => ({
      from,
      by: run.map((i) => toSecond(leaps[i - 1]! - usualMs)),
    }));
  });
  const found = new Set<number>();
  for (let away = 1; away <= UNTOLD_STEPS_MAX; away++)
    for (const { from, by } of runs)
      for (let first = 0; first + away <= by.length; first++) {
        const sum = by.slice(first, first + away).reduce((a, b) => a + b);
        for (const lead of from) found.add(lead + sum).add(lead - sum);
      }
  for (const lead of leads) found.delete(lead);
  return [...found].slice(0, UNTOLD_LEADS_MAX);
}
