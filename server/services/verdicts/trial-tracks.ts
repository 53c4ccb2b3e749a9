import { LRUCache } from 'lru-cache';
import {
  type ComparedPatrol,
  type NamedPatrol,
  type PatrolReader,
  readPatrol,
} from './patrol-reader.ts';

/** Of some eight thousand patrols of two hours. */
const KEPT_BYTES = 64 * 2 ** 20;

/**
 * Remembers the tracks of all patrols read: each is compared with six others of its grid and more around, whose tracks are kept no longer
 * than judging asks for them. For one trial, in which what came meanwhile may be left out.
 */
export function createTrialTracks(): PatrolReader {
  const kept = new LRUCache<string, ComparedPatrol>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ places, track }) => 1 + track.byteLength + places.length * 8,
  });
  const keyOf = ({ officerId, patrolId }: NamedPatrol) => `${officerId}/${patrolId}`;
  const read: PatrolReader['read'] = async (db, patrol, stretches) => {
    const found = await readPatrol(db, stretches);
    kept.set(keyOf(patrol), { track: found.track, places: found.places });
    return found;
  };
  return {
    placesOf: (patrol) => kept.get(keyOf(patrol))?.places,
    compared: async (db, patrol, stretches) =>
      kept.get(keyOf(patrol)) ?? (await read(db, patrol, stretches)),
    read,
  };
}
