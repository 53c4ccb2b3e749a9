import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A new signing secret: 256 random bits as the Standard Webhooks specification writes them. */
export const createWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/**
 * Headers of one attempt by the Standard Webhooks specification 1.0: HMAC-SHA256 over `id.timestamp.payload`, one signature a
 * secret, so that a receiver may change to a new secret while both sign.
 *
 * @param at of the attempt, Unix ms
 */
export function signedHeaders(
  message: { id: string; at: number; payload: string },
  secrets: readonly string[],
): Record<string, string> {
  const at = new Date(message.at);
  return {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at / 1000)),
    'webhook-signature': secrets
      .map((secret) => new Webhook(secret).sign(message.id, at, message.payload))
      .join(' '),
  };
}
