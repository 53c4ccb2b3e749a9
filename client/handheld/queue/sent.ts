import { RESEND_KEPT_MS } from '../../../server/contract/fixes/handheld.ts';
import { openAnew } from '../phone/open-anew.ts';
import type { QueuedFix } from './records.ts';

type SentFix = QueuedFix & { at: number };

/**
 * What a user of this phone sent and has receipts for, for a few days, in a database of its own: a server that lost what it had since its last
 * backup asks for it again. `at`: when the receipt came, Unix ms by this phone.
 */
export function openSent(code: string) {
  const opened = openAnew(`xunji-handheld sent ${code}`, (fresh) => {
    const fixes = fresh.createObjectStore('fixes', { keyPath: ['session', 'seq'] });
    fixes.createIndex('at', 'at');
  });
  return {
    /** Keeps what has its receipt now, and forgets what has had it for long. */
    async keep(fixes: readonly QueuedFix[], at: number): Promise<void> {
      const trx = (await opened.db()).transaction('fixes', 'readwrite');
      for (const fix of fixes) void trx.store.put({ ...fix, at } satisfies SentFix);
      const old = trx.store.index('at').iterate(IDBKeyRange.upperBound(at - RESEND_KEPT_MS));
      for await (const cursor of old) void cursor.delete();
      await trx.done;
    },
    /** What has had its receipt since. */
    async since(at: number): Promise<QueuedFix[]> {
      const db = await opened.db();
      const found: SentFix[] = await db.getAllFromIndex('fixes', 'at', IDBKeyRange.lowerBound(at));
      return found.map(({ at: _, ...fix }) => fix);
    },
    close: opened.close,
  };
}
