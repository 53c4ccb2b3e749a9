/// <reference lib="webworker" />
/** Keeps the app's files so that it starts without a network, and shows what is pushed while it is closed. */
import type { PushNotice } from '../../server/contract/handhelds/push.ts';

/** Filled in by the build: the app's files, named by their content, those it starts without, and a name for this set of them. */
declare const APP_FILES: { version: string; files: string[]; later: string[] };

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `xunji-handheld ${APP_FILES.version}`;
const PAGE = '/handheld';
/** What is asked of the server, not files. */
const ASKED = /^\/(api|socket\.io)\//;
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
  event.waitUntil(dropOld().then(() => worker.clients.claim()));
  // Not waited for: the app starts without them.
  void caches.open(CACHE).then((cache) => cache.addAll(APP_FILES.later).catch(() => {}));
});

/** The set before this one stays: a page that is open may still ask for its parts. */
async function dropOld(): Promise<void> {
  const sets = (await caches.keys()).filter((name) => name.startsWith('xunji-handheld '));
  await Promise.all(sets.slice(0, -2).map((name) => caches.delete(name)));
}

worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== worker.location.origin || ASKED.test(pathname)) return;
  event.respondWith(answer(event.request, mode === 'navigate' ? PAGE : pathname));
});

async function answer(request: Request, asked: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = (await cache.match(asked)) ?? (await caches.match(asked));
  if (kept) return kept;
  const response = await fetch(request);
  // What did not come when the app was installed.
  if (APP_FILES.later.includes(asked) && response.ok) await cache.put(request, response.clone());
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
