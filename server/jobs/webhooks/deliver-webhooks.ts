import type { FastifyBaseLogger } from 'fastify';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import type { Db } from '../../db/store/open.ts';
import {
  forgetDelivered,
  type LeasedDelivery,
  leaseDeliveries,
  recordDelivered,
  recordFailed,
} from '../../db/webhooks/deliveries.ts';
import { retryDelayMs } from '../../domain/webhooks/retry.ts';
import { unseal } from '../../domain/webhooks/seal.ts';
import { signedHeaders } from '../../domain/webhooks/sign.ts';
import { type Sent, sendWebhook } from './send-webhook.ts';

const POLL_MS = 1_000;
/** Attempts under way at once for one webhook: a slow receiver holds up itself alone. */
const PER_WEBHOOK = 4;
const TIMEOUT_MS = 10_000;
/** Until an attempt that was never put on record is made again; longer than any attempt takes. */
const LEASE_MS = MINUTE_MS;
/** A webhook that took nothing in for so long is failing: it is shown, and what waits goes on waiting. */
const FAILING_AFTER_MS = 5 * DAY_MS;
/** Deliveries and events are kept so long after they were taken in. */
const KEPT_MS = 30 * DAY_MS;
const GONE = 410;

export interface DeliveryOptions {
  db: Db;
  now: () => number;
  log: FastifyBaseLogger;
  /** Opens the secrets of webhooks, see domain/webhooks/seal. */
  key: Buffer;
  /** Whether receivers may stand at private addresses and speak http. */
  allowPrivate: boolean;
  timeoutMs?: number;
  /** Uniform in [0, 1), for the jitter. */
  random?: () => number;
  onAttempt?: (outcome: 'delivered' | 'failed') => void;
}

/**
 * Attempts deliveries. An event is attempted until it was taken in, each time under its own id: at least once, and a receiver that
 * takes an id in once has it exactly once.
 */
export function createDeliverer(options: DeliveryOptions) {
  const { db, now, log, key, allowPrivate, timeoutMs = TIMEOUT_MS } = options;
  const { random = Math.random, onAttempt = () => {} } = options;
  const inFlight = new Map<number, number>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function send(delivery: LeasedDelivery): Promise<Sent> {
    const secrets = delivery.secrets.map((sealed) => unseal(sealed, key));
    if (secrets.includes(null))
      return { code: null, error: 'its secret cannot be read: rotate it', retryAfterS: 0 };
    const message = { id: delivery.eventId, at: now(), payload: delivery.payload };
    return sendWebhook({
      url: delivery.url,
      headers: signedHeaders(message, secrets as string[]),
      payload: delivery.payload,
      timeoutMs,
      allowPrivate,
      stop: stopping.signal,
    });
  }

  async function attempt(delivery: LeasedDelivery): Promise<void> {
    const { code, error, retryAfterS } = await send(delivery);
    const at = now();
    onAttempt(error === null ? 'delivered' : 'failed');
    if (error === null) return recordDelivered(db, delivery, { at, code: code! });
    await recordFailed(db, delivery, {
      at,
      dueAt: at + retryDelayMs(delivery.attempt, random(), retryAfterS),
      code,
      error,
      failingBefore: at - FAILING_AFTER_MS,
      gone: code === GONE,
    });
  }

  const count = (webhookId: number, by: 1 | -1) => {
    const left = (inFlight.get(webhookId) ?? 0) + by;
    if (left > 0) inFlight.set(webhookId, left);
    else inFlight.delete(webhookId);
  };

  return {
    /** Starts what is due and has room; `onEnd` hears of each attempt that ended. Returns how many were started. */
    async start(onEnd: () => void = () => {}): Promise<number> {
      const leased = await leaseDeliveries(db, {
        now: now(),
        leaseUntil: now() + LEASE_MS,
        inFlight,
        perWebhook: PER_WEBHOOK,
      });
      for (const delivery of leased) {
        count(delivery.webhookId, 1);
        const run: Promise<void> = attempt(delivery)
          .catch((error) => log.warn({ err: error }, 'webhook attempt not recorded'))
          .finally(() => {
            count(delivery.webhookId, -1);
            running.delete(run);
            onEnd();
          });
        running.add(run);
      }
      return leased.length;
    },
    /** Ends what is under way: it counts as failed and is tried again. */
    stop: () => stopping.abort(),
    /** Resolves when nothing is under way any more. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Delivers until stopped. Deliveries are rows, so a restart goes on where it was. */
export function startDeliveries(options: DeliveryOptions) {
  const { db, now, log } = options;
  const deliverer = createDeliverer(options);
  let stopped = false;
  let awake = false;
  let wakeUp: () => void = () => {};
  let forgotAt = Number.NEGATIVE_INFINITY;
  const wake = () => {
    awake = true;
    wakeUp();
  };
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (awake) wakeUp();
    });

  const done = (async () => {
    while (!stopped) {
      awake = false;
      try {
        await deliverer.start(wake);
        if (now() - forgotAt >= HOUR_MS) {
          forgotAt = now();
          await forgetDelivered(db, now() - KEPT_MS);
        }
      } catch (error) {
        log.warn({ err: error }, 'webhooks not delivered');
        awake = false;
      }
      if (!stopped) await rest();
    }
    await deliverer.settled();
  })();

  return {
    /** Looks at once for what is due. */
    wake,
    async stop() {
      stopped = true;
      deliverer.stop();
      wake();
      await done;
    },
  };
}
