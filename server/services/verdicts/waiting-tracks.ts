import { LRUCache } from 'lru-cache';
import { readFixColumns, type Stretch } from '../../db/fixes/read-fixes.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import type { VerdictJob } from '../../db/queue/verdict-jobs.ts';
import type { Db } from '../../db/store/open.ts';
import { packTrack } from '../../domain/verification/integrity/packed-track.ts';
import { trackOfColumns } from './track-of-columns.ts';

/** Fixes of an ended patrol that waits for judgement, and what of them others are compared with. */
interface Waiting {
  columns: FixColumns;
  track: Uint8Array;
}

/** A patrol with the state of its job, which is another whenever it is named for judgement. */
interface Named {
  officerId: number;
  patrolId: number;
  state: string;
}

const KEPT_BYTES = 64 * 2 ** 20;

/**
 * Remembers what was read of patrols that wait for judgement, since neighbours ask for each other: some 130 kB a patrol, 64 MB in all.
 * Where late data comes, the patrol is named again, so what was read in one state of its job holds as long as that.
 */
export function createWaitingTracks() {
  const kept = new LRUCache<string, Waiting>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ columns, track }) =>
      Object.values(columns ?? {}).reduce(
        (sum, { byteLength }) => sum + byteLength,
        1 + track.byteLength,
      ),
  });
  const keyOf = ({ officerId, patrolId, state }: Named) => `${officerId}/${patrolId}/${state}`;
  return {
    /** What is remembered of a patrol. */
    get: (patrol: Named): Waiting | undefined => kept.get(keyOf(patrol)),
    /** Reads a patrol's fixes and remembers them. */
    async read(db: Db, patrol: Named, stretches: readonly Stretch[]): Promise<Waiting> {
      const columns = await readFixColumns(db, stretches);
      const waiting = { columns, track: packTrack(trackOfColumns(columns)) };
      kept.set(keyOf(patrol), waiting);
      return waiting;
    },
    /** A lease gives a job another state as well, and what is remembered stays true. */
    leased({ officerId, patrolId, stateBefore, state }: VerdictJob): void {
      const waiting = kept.get(keyOf({ officerId, patrolId, state: stateBefore }));
      if (waiting) kept.set(keyOf({ officerId, patrolId, state }), waiting);
    },
  };
}

export type WaitingTracks = ReturnType<typeof createWaitingTracks>;
