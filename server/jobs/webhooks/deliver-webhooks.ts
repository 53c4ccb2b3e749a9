import type { FastifyBaseLogger } from 'fastify';
import { DAY_MS, MINUTE_MS } from '../../contract/units.ts';
import type { Db } from '../../db/store/open.ts';
import {
  type LeasedDelivery,
  leaseDeliveries,
  recordDelivered,
  recordFailed,
} from '../../db/webhooks/deliveries.ts';
import { retryDelayMs } from '../../domain/webhooks/retry.ts';
import { type SealingKey, unseal } from '../../domain/webhooks/seal.ts';
import { signedHeaders } from '../../domain/webhooks/sign.ts';
import { createWork } from '../worker/work-off.ts';
import type { Worker } from '../worker/worker.ts';
import { type Sent, sendWebhook } from './send-webhook.ts';

const POLL_MS = 1_000;
/** Attempts under way at once for one webhook: a slow receiver holds up itself alone. */
const PER_WEBHOOK = 4;
const TIMEOUT_MS = 10_000;
/** Until an attempt that was never put on record is made again; longer than any attempt takes. */
const LEASE_MS = MINUTE_MS;
/** A webhook that took nothing in for so long is failing: it is shown, and what waits goes on waiting. */
const FAILING_AFTER_MS = 5 * DAY_MS;
const GONE = 410;

export interface DeliveryOptions {
  db: Db;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'warn'>;
  /** Opens the secrets of webhooks, see domain/webhooks/seal. */
  key: SealingKey;
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

  async function send(delivery: LeasedDelivery, stop: AbortSignal): Promise<Sent> {
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
      stop,
    });
  }

  async function attempt(delivery: LeasedDelivery, stop: AbortSignal): Promise<void> {
    const { code, error, retryAfterS } = await send(delivery, stop);
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

  return createWork<LeasedDelivery>({
    // Bounded by webhook instead, in `lease`.
    atOnce: Number.POSITIVE_INFINITY,
    async lease() {
      const leased = await leaseDeliveries(db, {
        now: now(),
        leaseUntil: now() + LEASE_MS,
        inFlight,
        perWebhook: PER_WEBHOOK,
      });
      for (const { webhookId } of leased) count(webhookId, 1);
      return leased;
    },
    async work(delivery, stop) {
      try {
        await attempt(delivery, stop);
      } finally {
        count(delivery.webhookId, -1);
      }
    },
    postpone: async (_, error) => log.warn({ err: error }, 'webhook attempt not recorded'),
  });
}

/** Delivers until closed: what is under way then ends, counts as failed and is tried again. Deliveries are rows, so a restart goes on. */
export const startDeliveries = (options: DeliveryOptions): Worker =>
  createDeliverer(options).start({
    restMs: POLL_MS,
    onError: (error) => options.log.warn({ err: error }, 'webhooks not delivered'),
  });
