import type { IDBPDatabase } from 'idb';

/** Chromium's buffer holds 4 MiB; a value of less than 64 KiB stays in its log. */
const FILLERS = 100;
const FILLER = 'x'.repeat(50_000);
/** In the browser's own memory it outlives the window. */
const TORN = 'xunji-handheld torn';

/**
 * Chromium keeps a site's databases in one log. What a full disk tore stays in it, what comes later is written behind that, and the next start
 * takes all of it for broken, and away. So much written makes it begin a new log, as long as it is still read.
 */
export async function renewLog(db: IDBPDatabase): Promise<void> {
  for (const value of [FILLER, undefined]) {
    const trx = db.transaction('known', 'readwrite');
    const all = Array.from({ length: FILLERS }, async (_, k) =>
      value ? trx.store.put(value, `filler ${k}`) : trx.store.delete(`filler ${k}`),
    );
    await Promise.all([...all, trx.done]);
  }
  globalThis.localStorage?.removeItem(TORN);
}

/** That a connection was lost, for the windows to come too. */
export const noteTorn = (): void => globalThis.localStorage?.setItem(TORN, '1');
export const isTorn = (): boolean => globalThis.localStorage?.getItem(TORN) === '1';
