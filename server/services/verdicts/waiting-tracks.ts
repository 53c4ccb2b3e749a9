import { LRUCache } from 'lru-cache';
import {
  type NamedPatrol,
  type PatrolReader,
  type ReadPatrol,
  readPatrol,
} from './patrol-reader.ts';

const KEPT_BYTES = 64 * 2 ** 20;
/** Patrols whose places alone are kept, some 1 kB each: all that a large city has waiting. */
const PLACES_KEPT = 20_000;

/**
 * Remembers what was read of patrols that wait for judgement, since neighbours ask for each other: some 130 kB a patrol, 64 MB in all,
 * and longer where they were. Where late data comes, the patrol is named again, so what was read under one naming holds as long as that.
 */
export function createWaitingTracks(): PatrolReader {
  const kept = new LRUCache<string, ReadPatrol>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ columns, track }) =>
      Object.values(columns ?? {}).reduce(
        (sum, { byteLength }) => sum + byteLength,
        1 + track.byteLength,
      ),
  });
  const reading = new Map<string, Promise<ReadPatrol>>();
  const places = new LRUCache<string, number[]>({ max: PLACES_KEPT });
  const keyOf = ({ officerId, patrolId, naming }: NamedPatrol) =>
    `${officerId}/${patrolId}/${naming}`;
  /** Once, however many ask meanwhile. */
  const read: PatrolReader['read'] = async (db, patrol, stretches) => {
    if (patrol.naming === null) return readPatrol(db, stretches);
    const key = keyOf(patrol);
    const known = kept.get(key) ?? reading.get(key);
    if (known) return known;
    const now = readPatrol(db, stretches).finally(() => reading.delete(key));
    reading.set(key, now);
    const found = await now;
    kept.set(key, found);
    places.set(key, found.places);
    return found;
  };
  return { placesOf: (patrol) => places.get(keyOf(patrol)), compared: read, read };
}
