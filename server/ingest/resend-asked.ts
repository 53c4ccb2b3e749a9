import { RESEND_KEPT_MS, type Resend } from '../contract/fixes/handheld.ts';
import { HOUR_MS } from '../contract/units.ts';
import { type Restored, readRestored } from '../db/maintenance/restored.ts';
import type { Db } from '../db/store/open.ts';

/** Asked for from so long before: what was being stored while the backup was made came before it, or after. */
const MARGIN_MS = HOUR_MS;

/**
 * What handhelds are to send once more: what they were told is stored, and a store that came back from a backup has no more; null where none
 * did. The time is told as so long ago, since a handheld's clock may be another. A store is brought back before it is served, so it is asked once.
 */
export function createResendAsked({
  db,
  now,
}: {
  db: Db;
  now: () => number;
}): () => Promise<Resend | null> {
  let reading: Promise<Restored | undefined> | undefined;
  return async () => {
    reading ??= readRestored(db);
    const restored = await reading.catch((error) => {
      reading = undefined;
      throw error;
    });
    // Nobody has anything of before the restore any more.
    if (!restored || now() - restored.atMs > RESEND_KEPT_MS) return null;
    const { asOfMs, atMs } = restored;
    return { restoredAt: atMs, agoMs: now() - asOfMs + MARGIN_MS };
  };
}
