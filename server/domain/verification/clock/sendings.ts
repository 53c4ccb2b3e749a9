import { MINUTE_MS } from '../../../contract/units.ts';
import { median } from '../../analysis/numerics/median.ts';
import type { Fix } from '../../entrance/fix.ts';

/** A message of a handheld: it named the device time S and came at R. */
export interface Sending {
  receivedMs: number;
  /** S - R, ms: the lead of the clock, less what the network added. */
  lead: number;
  /** The last fix, by number, that had come by then. */
  at: number;
}

/** What the sendings of one session say of its clock. */
export interface ToldClock {
  sendings: readonly Sending[];
  /** What the clock gains evenly, ms a ms; it is 0 at the first sending. */
  drift: number;
  /** Leads at which sendings agree once that is taken off, ms, those most agree in first. */
  leads: number[];
}

/** Sendings that agree within this, ms, speak of the clock: what the network adds differs from one to the next. */
export const AGREE_MS = 15_000;
const LEADS_MAX = 24;
/** What waited for the network overtakes itself by so many ms. */
const TOGETHER_MS = 2000;

/** Sendings so far apart, ms, are compared for drift: a step lies between few of them. */
const DRIFT_LAG_MS = 150_000;
/** No quartz gains more. */
const DRIFT_MAX = 0.2;
/** It is told where so large a share of the rates lies so many times nearer to it than it is to none; less over a session, ms, is noise. */
const DRIFT_SHARE = 0.7;
const DRIFT_TIMES = 3;
const DRIFT_MIN_MS = 2 * AGREE_MS;

/** Reports of a wire that tells no time of sending speak of the clock where so many came one by one, as they were taken, for so long, ms. */
const UNTOLD_SENDINGS_MIN = 10;
const UNTOLD_SPAN_MS = 10 * MINUTE_MS;

/** Whether the wire of a session tells when it was sent. */
export const tellsSending = (session: readonly Fix[]) =>
  session.some(({ sentMs }) => sentMs !== null);

/**
 * The clock as the messages of one session, in order of its numbers, tell it. On a wire that tells no time of sending the newest fix of a
 * message stands for it: a clock that is behind then looks like a walk held back, but for its pace. What is held back comes together or at a
 * pace of its own; what is told as it is taken comes one by one, all equally late. Such a clock is right unless it speaks clearly.
 */
export function toldClock(session: readonly Fix[]): ToldClock {
  const isTold = tellsSending(session);
  const sendings = sendingsOf(session, isTold);
  const drift = driftOf(sendings);
  const [first] = sendings;
  const even = sendings.map((sending) => ({
    ...sending,
    lead: sending.lead - drift * (sending.receivedMs - first!.receivedMs),
  }));
  const agreeing = clusters(even);
  const agreed = (isTold ? agreeing : agreeing.filter(isLive))
    .slice(0, LEADS_MAX)
    .map(({ lead }) => lead);
  // Where none agree the least delay counts.
  const leastDelayed = even.reduce((most, { lead }) => Math.max(most, lead), -Infinity);
  const leads = isTold ? [...agreed, toSecond(leastDelayed)] : [0, ...agreed];
  return { sendings: even, drift, leads: [...new Set(leads)] };
}

/** One a message, in order of arrival. */
function sendingsOf(session: readonly Fix[], isTold: boolean): Sending[] {
  const found = new Map<string | number, Sending>();
  session.forEach(({ t, sentMs, receivedMs }, at) => {
    if (isTold && sentMs === null) return;
    const key = isTold ? `${sentMs}/${receivedMs}` : receivedMs;
    const lead = (sentMs ?? t) - receivedMs;
    const sending = found.get(key);
    if (!sending) found.set(key, { receivedMs, lead, at });
    else Object.assign(sending, { at, lead: Math.max(lead, sending.lead) });
  });
  const sendings = [...found.values()].sort(
    (a, b) => a.receivedMs - b.receivedMs || a.at - b.at || a.lead - b.lead,
  );
  let [latest, next] = [0, 0];
  return sendings.map((sending) => {
    const byMs = sending.receivedMs + TOGETHER_MS;
    for (; next < sendings.length && sendings[next]!.receivedMs <= byMs; next++)
      latest = Math.max(latest, sendings[next]!.at);
    return { ...sending, at: latest };
  });
}

/** Median rate between sendings some minutes apart (after Theil 1950 and Sen 1968), where most of them bear it out. */
function driftOf(sendings: readonly Sending[]): number {
  const rates: number[] = [];
  let to = 0;
  for (const from of sendings) {
    while (to < sendings.length && sendings[to]!.receivedMs - from.receivedMs < DRIFT_LAG_MS) to++;
    const later = sendings[to];
    if (later) rates.push((later.lead - from.lead) / (later.receivedMs - from.receivedMs));
  }
  if (rates.length === 0) return 0;
  const rate = median(Float64Array.from(rates));
  const off = Float64Array.from(rates, (other) => Math.abs(other - rate)).sort();
  const spanMs = sendings.at(-1)!.receivedMs - sendings[0]!.receivedMs;
  const isBorneOut = off[Math.floor(DRIFT_SHARE * off.length)]! * DRIFT_TIMES < Math.abs(rate);
  const isDrift = Math.abs(rate) <= DRIFT_MAX && Math.abs(rate) * spanMs >= DRIFT_MIN_MS;
  return isBorneOut && isDrift ? rate : 0;
}

interface Cluster {
  /** Median, to the second, ms. */
  lead: number;
  of: readonly Sending[];
}

/** Sendings by the leads in which they agree, from where most do; of as many, the least delayed first. */
function clusters(sendings: readonly Sending[]): Cluster[] {
  let left = [...sendings].sort((a, b) => b.lead - a.lead);
  const found: Cluster[] = [];
  while (left.length > 0 && found.length <= LEADS_MAX) {
    let [from, count, to] = [0, 0, 0];
    left.forEach(({ lead }, k) => {
      while (to < left.length && left[to]!.lead >= lead - 2 * AGREE_MS) to++;
      if (to - k > count) [from, count] = [k, to - k];
    });
    const middle = median(Float64Array.from(left.slice(from, from + count), ({ lead }) => lead));
    // What lies farther from the middle may be another lead, less than both of them apart.
    const agrees = ({ lead }: Sending) => Math.abs(lead - middle) <= AGREE_MS;
    found.push({ lead: toSecond(middle), of: left.filter(agrees) });
    left = left.filter((sending) => !agrees(sending));
  }
  return found;
}

function isLive({ of }: Cluster): boolean {
  const times = of.map(({ receivedMs }) => receivedMs);
  const spanMs =
    times.reduce((a, b) => Math.max(a, b), -Infinity) -
    times.reduce((a, b) => Math.min(a, b), Infinity);
  return times.length >= UNTOLD_SENDINGS_MIN && spanMs >= UNTOLD_SPAN_MS;
}

export const toSecond = (ms: number) => Math.round(ms / 1000) * 1000;
