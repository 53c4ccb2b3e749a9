import { LRUCache } from 'lru-cache';
import type { Stretch } from '../../db/fixes/lies-in.ts';
import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import { type FixColumns, fixesOf } from '../../db/fixes/stored-fix.ts';
import type { VerdictJob } from '../../db/queue/verdict-jobs.ts';
import type { Db } from '../../db/store/open.ts';
import { placeByClock } from '../../domain/verification/clock/place-by-clock.ts';
import { comparedTrack } from '../../domain/verification/integrity/compared-track.ts';
import { packTrack } from '../../domain/verification/integrity/packed-track.ts';
import { placesOf } from '../../domain/verification/integrity/places.ts';

/** Fixes of an ended patrol that waits for judgement, and what of them others are compared with. */
interface Waiting {
  columns: FixColumns;
  track: Uint8Array;
  places: number[];
}

/** A patrol that waits, as it was last named for judgement. */
export type NamedPatrol = Pick<VerdictJob, 'officerId' | 'patrolId' | 'naming'>;

const KEPT_BYTES = 64 * 2 ** 20;
/** Patrols whose places alone are kept, some 1 kB each: all that a large city has waiting. */
const PLACES_KEPT = 20_000;

/** Reads fixes, what of them others are compared with, and where that was when. */
export async function readTrack(db: Db, stretches: readonly Stretch[]): Promise<Waiting> {
  const columns = await readFixColumns(db, stretches);
  const track = comparedTrack(placeByClock(fixesOf(columns)).fixes);
  return { columns, track: packTrack(track), places: placesOf(track) };
}

/**
 * Remembers what was read of patrols that wait for judgement, since neighbours ask for each other: some 130 kB a patrol, 64 MB in all,
 * and longer where they were. Where late data comes, the patrol is named again, so what was read under one naming holds as long as that.
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
  const reading = new Map<string, Promise<Waiting>>();
  const places = new LRUCache<string, number[]>({ max: PLACES_KEPT });
  const keyOf = ({ officerId, patrolId, naming }: NamedPatrol) =>
    `${officerId}/${patrolId}/${naming}`;
  return {
    /** Where it was when, if that is remembered. */
    placesOf: (patrol: NamedPatrol): number[] | undefined => places.get(keyOf(patrol)),
    /** What is remembered of a patrol, read now where nothing is: once, however many ask meanwhile. */
    async read(db: Db, patrol: NamedPatrol, stretches: readonly Stretch[]): Promise<Waiting> {
      const key = keyOf(patrol);
      const known = kept.get(key) ?? reading.get(key);
      if (known) return known;
      const now = readTrack(db, stretches).finally(() => reading.delete(key));
      reading.set(key, now);
      const waiting = await now;
      kept.set(key, waiting);
      places.set(key, waiting.places);
      return waiting;
    },
  };
}

export type WaitingTracks = ReturnType<typeof createWaitingTracks>;
