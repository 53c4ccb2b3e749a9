import { Mutex } from 'async-mutex';
import { MINUTE_MS } from '../contract/units.ts';
import { appendEntry } from '../db/access/access-log.ts';
import { iso } from '../db/store/moments.ts';
import type { Db } from '../db/store/open.ts';

/** Who still looks is put on record again after this. */
const AGAIN_MS = 5 * MINUTE_MS;

interface Looker {
  name: string;
  areaId: number;
  address: string;
}

/**
 * Records the looks of open consoles, one entry at a time: each waits for the one before anyhow, whose hash it holds, and many consoles that
 * open at once, as after a restart, leave the store's connections to those who store.
 */
export function createLookRecorder({ db, now }: { db: Db; now: () => number }) {
  const turn = new Mutex();
  const append = (by: Looker, officerIds: ReadonlySet<number>, fromMs: number): Promise<void> =>
    turn.runExclusive(async () => {
      const atMs = now();
      const { name, areaId, address } = by;
      await appendEntry(db, {
        ...{ atMs, kind: 'look', by: name, areaId, address, act: 'liveConsole' },
        ...{ officerIds: [...officerIds], since: iso(fromMs), until: iso(atMs) },
      });
    });

  /**
   * The looks of one open console. Whoever a frame shows for the first time is on record before the frame goes out; then, every few minutes
   * and at the end, from when to when they were shown.
   */
  return function recordLooks(by: Looker) {
    const known = new Set<number>();
    let shown = new Set<number>();
    let sinceMs = now();

    async function rest(): Promise<void> {
      const [officerIds, fromMs] = [shown, sinceMs];
      shown = new Set();
      sinceMs = now();
      if (officerIds.size > 0) await append(by, officerIds, fromMs);
    }

    return {
      /** To be awaited before the frame goes out. */
      async show(ids: readonly number[]): Promise<void> {
        const fresh = new Set(ids.filter((id) => !known.has(id)));
        if (fresh.size > 0) await append(by, fresh, now());
        for (const id of ids) known.add(id);
        for (const id of ids) shown.add(id);
        if (now() - sinceMs >= AGAIN_MS) await rest();
      },
      /** At the end. */
      leave: rest,
    };
  };
}
