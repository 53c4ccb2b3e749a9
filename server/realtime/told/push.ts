import { createHash } from 'node:crypto';
import webPush, { type VapidKeys } from 'web-push';
import type { PushNotice, PushSubscription } from '../../contract/handhelds/push.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { dropSubscription, subscriptionsOf } from '../../db/handhelds/push-subscriptions.ts';
import type { Db } from '../../db/store/open.ts';
import { settingOr } from '../../db/store/settings.ts';
import { sendWebhook } from '../../jobs/webhooks/send-webhook.ts';
import { noticeOf, type Pushed } from './notice-of.ts';

export interface PushOptions {
  db: Db;
  /** mailto: or https: address a push service may write to; null: nothing is pushed. */
  contact: string | null;
  /** Whether push services may stand at private addresses and speak http. */
  allowPrivate: boolean;
  count: (outcome: 'taken' | 'failed' | 'gone') => void;
}

/** A push service keeps a notice so long for a phone that is off. */
const TTL_S = (12 * HOUR_MS) / 1000;
const TIMEOUT_MS = 10_000;
/** The phone gave its subscription up, or it was made with another key. */
const GONE: ReadonlySet<number | null> = new Set([403, 404, 410]);

/** What phones subscribe with, and how they are told. */
export interface Push {
  /** null: nothing is pushed. */
  key: string | null;
  /** Pushes to wherever a handheld is reached, each in its language. */
  tell: (handheldId: number, pushed: Pushed) => Promise<void>;
}

/** Notices to phones whose app is closed, by Web Push: encrypted for the phone (RFC 8291), signed by this server (RFC 8292). Tried once each. */
export async function openPush(options: PushOptions): Promise<Push> {
  const { db, contact, allowPrivate, count } = options;
  if (contact === null) return { key: null, tell: async () => {} };
  const create = () => JSON.stringify(webPush.generateVAPIDKeys());
  const keys = JSON.parse(await settingOr(db, 'web-push-keys', create)) as VapidKeys;
  const vapidDetails = { subject: contact, ...keys };

  async function send(subscription: PushSubscription, notice: PushNotice): Promise<void> {
    const { endpoint, headers, body } = webPush.generateRequestDetails(
      subscription,
      JSON.stringify(notice),
      {
        vapidDetails,
        TTL: TTL_S,
        urgency: 'high',
        // Of several for a phone that is off, the last of a tag is kept.
        topic: createHash('sha256').update(notice.tag).digest('base64url').slice(0, 32),
      },
    );
    const { code, error } = await sendWebhook({
      url: endpoint,
      headers: headers as Record<string, string>,
      payload: body!,
      timeoutMs: TIMEOUT_MS,
      allowPrivate,
    });
    const outcome = error === null ? 'taken' : GONE.has(code) ? 'gone' : 'failed';
    count(outcome);
    if (outcome === 'gone') await dropSubscription(db, endpoint);
  }

  return {
    key: keys.publicKey,
    async tell(handheldId, pushed) {
      const subscriptions = await subscriptionsOf(db, handheldId);
      await Promise.all(subscriptions.map((one) => send(one, noticeOf(pushed, one.language))));
    },
  };
}
