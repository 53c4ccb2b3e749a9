import * as routes from '../../../server/contract/routes/field/own.ts';
import type { Language } from '../../../server/contract/words/languages.ts';
import type { Link } from '../queue/link.ts';

/** How it stands with notices while the app is closed: offered by neither server nor browser, refused by the officer, off, on. */
export type PushState = 'none' | 'denied' | 'off' | 'on';

/** The server's key, and who subscribes to it here; null where either offers no notices. */
async function offered(link: Link): Promise<{ key: string; at: PushManager } | null> {
  if (!('serviceWorker' in navigator && 'PushManager' in window)) return null;
  const { key } = await link.call(routes.getPushKey);
  return key === null ? null : { key, at: (await navigator.serviceWorker.ready).pushManager };
}

/** How it stands; where it is on, the server is told anew, since a phone may have another user or another address now. */
export async function pushState(link: Link, language: Language): Promise<PushState> {
  const found = await offered(link);
  if (!found) return 'none';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await found.at.getSubscription();
  if (!subscription) return 'off';
  await tell(link, subscription, language);
  return 'on';
}

/** Asks the officer, subscribes, and tells the server where this phone is reached. Throws where it cannot. */
export async function switchPushOn(link: Link, language: Language): Promise<PushState> {
  const found = await offered(link);
  if (!found) return 'none';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { at, key } = found;
  // One made with another key of the server reaches nobody.
  await (await at.getSubscription())?.unsubscribe();
  const subscription = await at.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await tell(link, subscription, language);
  return 'on';
}

export async function switchPushOff(link: Link): Promise<PushState> {
  const found = await offered(link);
  const subscription = await found?.at.getSubscription();
  if (!subscription) return found ? 'off' : 'none';
  await subscription.unsubscribe();
  await link.call(routes.endPush, { body: { endpoint: subscription.endpoint } });
  return 'off';
}

async function tell(link: Link, subscription: PushSubscription, language: Language): Promise<void> {
  const { endpoint, keys } = subscription.toJSON() as {
    endpoint: string;
    keys: { p256dh: string; auth: string };
  };
  await link.call(routes.subscribeToPush, { body: { endpoint, keys, language } });
}
