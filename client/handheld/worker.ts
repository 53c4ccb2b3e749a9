/// <reference lib="webworker" />
/** Keeps the app's files so that it starts without a network, and shows what is pushed while it is closed. */
import type { PushNotice } from '../../server/contract/handhelds/push.ts';

/** Filled in by the build: the app's files, named by their content, those it starts without, and a name for this set of them. */
declare const APP_FILES: { version: string; files: string[]; later: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `xunji-handheld ${APP_FILES.version}`;
const PAGE = '/handheld';
const ICON = '/handheld-192.png';

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([PAGE, ...APP_FILES.files]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  const isOld = (name: string) => name.startsWith('xunji-handheld ') && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
  // Not waited for: the app starts without them.
  void caches.open(CACHE).then((cache) => cache.addAll(APP_FILES.later).catch(() => {}));
});

worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== worker.location.origin) return;
  const asked = mode === 'navigate' ? PAGE : pathname;
  const isLater = APP_FILES.later.includes(asked);
  if (asked !== PAGE && !isLater && !APP_FILES.files.includes(asked)) return;
  event.respondWith(caches.match(asked).then((kept) => kept ?? take(event.request, isLater)));
});

/** Fetches, and keeps what did not come when the app was installed. */
async function take(request: Request, isKept: boolean): Promise<Response> {
  const response = await fetch(request);
  if (isKept && response.ok) await (await caches.open(CACHE)).put(request, response.clone());
  return response;
}

worker.addEventListener('push', (event) => {
  const { title, ...notice } = event.data!.json() as PushNotice;
  event.waitUntil(worker.registration.showNotification(title, { ...notice, icon: ICON }));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const open = worker.clients
    .matchAll({ type: 'window' })
    .then((windows) => windows.find(({ url }) => new URL(url).pathname === PAGE))
    .then((window) => window?.focus() ?? worker.clients.openWindow(PAGE));
  event.waitUntil(open);
});
