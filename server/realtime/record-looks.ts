import { MINUTE_MS } from '../contract/units.ts';
import { appendEntry } from '../db/access/access-log.ts';
import { iso } from '../db/store/moments.ts';
import type { Db } from '../db/store/open.ts';

/** Who still looks is put on record again after this. */
const AGAIN_MS = 5 * MINUTE_MS;

/**
 * The looks of one open console. Whoever a frame shows for the first time is on record before the frame goes out; then, every few minutes
 * and at the end, from when to when they were shown.
 */
export function recordLooks(
  { db, now }: { db: Db; now: () => number },
  by: { name: string; areaId: number; address: string },
) {
  const known = new Set<number>();
  let shown = new Set<number>();
  let sinceMs = now();

  async function append(officerIds: Iterable<number>, fromMs: number): Promise<void> {
    const atMs = now();
    const { name, areaId, address } = by;
    await appendEntry(db, {
      ...{ atMs, kind: 'look', by: name, areaId, address, act: 'liveConsole' },
      ...{ officerIds: [...officerIds], since: iso(fromMs), until: iso(atMs) },
    });
  }

  async function rest(): Promise<void> {
    const [officerIds, fromMs] = [shown, sinceMs];
    shown = new Set();
    sinceMs = now();
    if (officerIds.size > 0) await append(officerIds, fromMs);
  }

  return {
    /** To be awaited before the frame goes out. */
    async show(ids: readonly number[]): Promise<void> {
      const fresh = new Set(ids.filter((id) => !known.has(id)));
      if (fresh.size > 0) await append(fresh, now());
      for (const id of ids) known.add(id);
      for (const id of ids) shown.add(id);
      if (now() - sinceMs >= AGAIN_MS) await rest();
    },
    /** At the end. */
    leave: rest,
  };
}
