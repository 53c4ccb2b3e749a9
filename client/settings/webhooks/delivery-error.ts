import type { TFunction } from 'i18next';
import type { WebhookDelivery } from '../../../server/contract/webhooks/webhook.ts';

/** What stood in the way of a delivery, by what is on record of its last attempt; the first that fits. */
const CAUSES = [
  ['silent', /^no answer within/],
  ['refused', /^ECONNREFUSED$/],
  ['cut', /^(ECONNRESET|EPIPE|socket hang up)$/],
  ['unknownHost', /^(ENOTFOUND|EAI_AGAIN)$/],
  ['unreachable', /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/],
  ['certificate', /CERT|LEAF_SIGNATURE/],
  ['tls', /^(ERR_SSL|ERR_TLS|EPROTO)/],
  ['privateHost', /private/],
  ['secret', /^its secret/],
] as const;

/** Why the last attempt of a delivery was not taken in, in the language in force, with the code an engineer looks for; null where nothing is said. */
export function deliveryError(
  { lastError, responseCode }: Pick<WebhookDelivery, 'lastError' | 'responseCode'>,
  t: TFunction,
): string | null {
  if (responseCode !== null) {
    const answered = t('settings.webhooks.code', { code: responseCode });
    const isRedirect = responseCode >= 300 && responseCode < 400;
    return isRedirect ? `${answered} (${t('settings.webhooks.error.redirect')})` : answered;
  }
  if (lastError === null) return null;
  const cause = CAUSES.find(([, says]) => says.test(lastError))?.[0];
  if (!cause) return lastError;
  const said = t(`settings.webhooks.error.${cause}`);
  return /^[A-Z][A-Z_]+$/.test(lastError) ? `${said} (${lastError})` : said;
}
