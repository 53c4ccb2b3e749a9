import type { Stretch } from '../../db/fixes/lies-in.ts';
import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import { type FixColumns, fixesOf } from '../../db/fixes/stored-fix.ts';
import type { Db } from '../../db/store/open.ts';
import { placeByClock } from '../../domain/verification/clock/place-by-clock.ts';
import { comparedTrack } from '../../domain/verification/integrity/compared-track.ts';
import { packTrack } from '../../domain/verification/integrity/packed-track.ts';
import { placesOf } from '../../domain/verification/integrity/places.ts';

/** What others are compared with of a patrol, packed, and where that was. */
export interface ComparedPatrol {
  track: Uint8Array;
  places: number[];
}

/** The same, and the fixes it is of. */
export interface ReadPatrol extends ComparedPatrol {
  columns: FixColumns;
}

/** An ended patrol as it was last named for judgement; `naming` null: it does not wait for any. */
export interface NamedPatrol {
  officerId: number;
  patrolId: number;
  naming: number | null;
}

/** Reads patrols, of which it may remember some. */
export interface PatrolReader {
  /** Where it was, if that is remembered. */
  placesOf(patrol: NamedPatrol): number[] | undefined;
  compared(db: Db, patrol: NamedPatrol, stretches: readonly Stretch[]): Promise<ComparedPatrol>;
  read(db: Db, patrol: NamedPatrol, stretches: readonly Stretch[]): Promise<ReadPatrol>;
}

/** Reads the fixes of a patrol's stretches, what of them others are compared with, and where that was. */
export async function readPatrol(db: Db, stretches: readonly Stretch[]): Promise<ReadPatrol> {
  const columns = await readFixColumns(db, stretches);
  const track = comparedTrack(placeByClock(fixesOf(columns)).fixes);
  return { columns, track: packTrack(track), places: placesOf(track) };
}

const readNow: PatrolReader['read'] = (db, _, stretches) => readPatrol(db, stretches);

/** Remembers none. */
export const READ_ANEW: PatrolReader = {
  placesOf: () => undefined,
  compared: readNow,
  read: readNow,
};
