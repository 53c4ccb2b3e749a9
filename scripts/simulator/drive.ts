import { setTimeout as pause } from 'node:timers/promises';
import type { HandheldIncident } from '../../server/contract/fixes/handheld.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { endOf, fixesOf, type PatrolPlan } from './day.ts';
import { findOf } from './reports/finds.ts';
import { type HandheldClient, type Opener, openHandheld } from './wire/handheld-client.ts';
import { newSigner } from './wire/signer.ts';
import { toWire } from './wire/wire.ts';
import type { World } from './world/world.ts';

export interface DriveTotals {
  /** Time reached in the plans, Unix ms. */
  atMs: number;
  walking: number;
  patrolsEnded: number;
  sent: number;
  stored: number;
  duplicate: number;
  refused: number;
  waiting: number;
  errors: number;
  /** Incidents that officers reported. */
  found: number;
}

export interface DriveOptions {
  world: World;
  plans: readonly PatrolPlan[];
  url: string;
  /** How much faster than the clock; default 1. */
  speed?: number;
  signal?: AbortSignal;
  onProgress?: (totals: DriveTotals) => void;
  tickMs?: number;
  /** Whether officers report what they find, and read what is sent to them; the server must know the world's categories. */
  finds?: boolean;
  /** How handhelds are opened; default: over sockets of Xunji's own contract. */
  open?: Opener | undefined;
  /** Handhelds sign what they send, each by a new key. */
  signed?: boolean | undefined;
  /** Batches are sent packed. */
  packed?: boolean | undefined;
}

/** An officer who walks looks at the handheld within so long. */
const READS_AFTER_MS = 20_000;
/** What is left unsent this long after a patrol's end is sent anyway. */
const PATIENCE_MS = 5 * MINUTE_MS;

interface Walker {
  plan: PatrolPlan;
  handheld: HandheldClient;
  /** Device time minus true time, as told when sending. */
  clock: { aheadMs: number };
  fixes: Fix[];
  /** Reported once its time is sent. */
  find: HandheldIncident | null;
  next: number;
  ended: boolean;
}

/**
 * Moves plans so that, walked at `speed` from `nowMs` on, no fix lies in the future: the last one ends when
 * the walking does. Plans that are early enough stay as they are.
 */
export function notAhead(
  plans: readonly PatrolPlan[],
  speed: number,
  nowMs: number,
): { plans: PatrolPlan[]; fromMs: number } {
  const endMs = plans.reduce((last, plan) => Math.max(last, endOf(plan)), 0);
  const firstMs = plans.reduce((first, { startMs }) => Math.min(first, startMs), endMs);
  if (speed === 1) return { plans: [...plans], fromMs: nowMs };
  const doneMs = nowMs + (endMs - firstMs) / speed;
  const byMs = Math.min(0, Math.floor(doneMs - endMs));
  return { plans: plans.map((plan) => movePlan(plan, byMs)), fromMs: firstMs + byMs };
}

const movePlan = (plan: PatrolPlan, byMs: number): PatrolPlan => ({
  ...plan,
  startMs: plan.startMs + byMs,
  original: plan.original && movePlan(plan.original, byMs),
});

/**
 * Walks the plans through sockets, as handhelds would: a fix is sent when its handheld had a network, patrols are
 * started and ended. Resolves when all is acknowledged or the signal aborts.
 */
export async function drive(options: DriveOptions): Promise<DriveTotals> {
  const {
    world,
    url,
    speed = 1,
    signal,
    onProgress,
    tickMs = 1000,
    open = openHandheld,
    signed,
    packed = false,
  } = options;
  const beganMs = Date.now();
  const { plans, fromMs } = notAhead(options.plans, speed, beganMs);
  const totals: DriveTotals = {
    atMs: fromMs,
    walking: 0,
    patrolsEnded: 0,
    sent: 0,
    stored: 0,
    duplicate: 0,
    refused: 0,
    waiting: 0,
    errors: 0,
    found: 0,
  };
  const handhelds = new Map<string, Pick<Walker, 'handheld' | 'clock'>>();
  const comeAlong = ({ handheld: { code, secret } }: PatrolPlan) => {
    const known = handhelds.get(code);
    if (known) return known;
    const clock = { aheadMs: 0 };
    const handheld = open({
      url,
      handheldCode: code,
      secret,
      signer: signed ? newSigner() : undefined,
      packed,
      readsAfterMs: options.finds ? READS_AFTER_MS : undefined,
      sentAt: () => Math.round(Date.now() + clock.aheadMs),
      onReceipts: (receipts) => {
        for (const { outcome } of receipts) totals[outcome]++;
      },
      onError: () => {
        totals.errors++;
      },
    });
    const opened = { handheld, clock };
    handhelds.set(code, opened);
    return opened;
  };

  const waiting = [...plans].sort((a, b) => a.startMs - b.startMs);
  let walkers: Walker[] = [];
  while ((waiting.length > 0 || walkers.length > 0) && !signal?.aborted) {
    totals.atMs = Math.min(Date.now(), fromMs + (Date.now() - beganMs) * speed);
    while (waiting[0] && waiting[0].startMs <= totals.atMs && !signal?.aborted) {
      const plan = waiting.shift()!;
      const fixes = fixesOf(world, plan).sort(
        (a, b) => a.receivedMs - b.receivedMs || a.seq - b.seq,
      );
      const find = options.finds ? findOf(world, plan, fixes) : null;
      const walker = { plan, ...comeAlong(plan), fixes, find, next: 0, ended: false };
      void walker.handheld.startPatrol(plan.startMs);
      walkers.push(walker);
      step(walker, totals);
      // Making a walk takes some milliseconds; the sockets want their turn in between.
      await pause(0);
    }
    for (const walker of walkers) step(walker, totals);
    walkers = walkers.filter(({ ended, next, fixes }) => !ended || next < fixes.length);
    totals.walking = walkers.filter(({ ended }) => !ended).length;
    totals.waiting = [...handhelds.values()].reduce(
      (sum, { handheld }) => sum + handheld.waiting(),
      0,
    );
    onProgress?.({ ...totals });
    await pause(tickMs, undefined, { signal }).catch(() => {});
  }
  const all = [...handhelds.values()];
  if (!signal?.aborted) await Promise.allSettled(all.map(({ handheld }) => handheld.flush()));
  for (const { handheld } of all) handheld.close();
  totals.walking = 0;
  totals.waiting = all.reduce((sum, { handheld }) => sum + handheld.waiting(), 0);
  return totals;
}

/** Sends what the handheld could have sent by now, and ends the patrol when its time is over. */
function step(walker: Walker, totals: DriveTotals): void {
  const { plan, handheld, clock, fixes } = walker;
  const drained = totals.atMs > endOf(plan) + PATIENCE_MS;
  const from = walker.next;
  while (walker.next < fixes.length && (drained || fixes[walker.next]!.receivedMs <= totals.atMs))
    walker.next++;
  if (walker.next > from) {
    const due = fixes.slice(from, walker.next);
    const last = due.at(-1)!;
    clock.aheadMs = (last.sentMs ?? last.receivedMs) - last.receivedMs;
    handheld.send(
      last.session,
      due.map((fix) => toWire(fix, plan.handheld.datum)),
    );
    totals.sent += due.length;
    if (walker.find && due.some(({ t }) => t === walker.find!.t)) {
      void handheld.reportIncident(walker.find);
      walker.find = null;
      totals.found++;
    }
  }
  if (!walker.ended && totals.atMs >= endOf(plan)) {
    void handheld.endPatrol(endOf(plan));
    walker.ended = true;
    totals.patrolsEnded++;
  }
}
