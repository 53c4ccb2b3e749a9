import { deleteDB, openDB } from 'idb';

/** Chromium's buffer holds 4 MiB; a value of less than 64 KiB stays in its log. */
const FILLERS = 100;
const FILLER = 'x'.repeat(50_000);
/** What a new log takes, twice: it is written to a file too. */
const ROOM_BYTES = 2 * FILLERS * FILLER.length;
const PROBE = 'xunji-room';
const FILLED = 'xunji-log';
/** In the browser's own memory it outlives the window. */
const TORN = 'xunji-handheld torn';

/**
 * Chromium keeps a site's databases in one log. What a full disk tore stays in it, what comes later is written behind that, and the next start
 * takes all of it for broken, and away. So much written makes it begin a new log, as long as it is still read. It is written beside what the app
 * reads: where the app is ended meanwhile, only the next renewal comes upon it.
 */
export async function renewLog(): Promise<void> {
  const db = await openDB(FILLED, 1, { upgrade: (fresh) => fresh.createObjectStore('fillers') });
  try {
    const trx = db.transaction('fillers', 'readwrite');
    const all = Array.from({ length: FILLERS }, (_, k) => trx.store.put(FILLER, k));
    await Promise.all([...all, trx.done]);
  } finally {
    db.close();
    await deleteDB(FILLED);
  }
  globalThis.localStorage?.removeItem(TORN);
}

/** Whether there is room for that: tried in a file of its own, since every write there is no room for tears the log anew. */
export async function hasRoom(): Promise<boolean> {
  if (!globalThis.caches) return true;
  try {
    const probe = await caches.open(PROBE);
    await probe.put('/room', new Response(new Uint8Array(ROOM_BYTES)));
    return true;
  } catch {
    return false;
  } finally {
    await caches.delete(PROBE).catch(() => {});
  }
}

/** That a connection was lost, for the windows to come too. */
export const noteTorn = (): void => globalThis.localStorage?.setItem(TORN, '1');
export const isTorn = (): boolean => globalThis.localStorage?.getItem(TORN) === '1';
