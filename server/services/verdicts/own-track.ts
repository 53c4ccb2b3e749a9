import { sql } from 'kysely';
import type { Stretch } from '../../db/fixes/lies-in.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import { CARRIED } from '../../db/people/carried.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { prepared } from '../../db/store/prepared.ts';
import { unpackTrack } from '../../domain/verification/integrity/packed-track.ts';
import { placesAround } from '../../domain/verification/integrity/places.ts';
import { type PatrolReader, READ_ANEW } from './patrol-reader.ts';

/** What others are compared with of a patrol, as it is to be kept. */
export interface OwnTrack {
  track: Uint8Array;
  places: number[];
  /** Places of the track kept so far, where that was another; null where it is kept already. */
  before: number[] | null;
}

/** A patrol's fixes, its own track, and where to look for others. */
export async function gatherOwn(
  db: Db,
  { officerId, id: patrolId, startMs }: { officerId: number; id: number; startMs: number },
  endMs: number,
  reader: PatrolReader = READ_ANEW,
): Promise<{ fixes: FixColumns; own: OwnTrack; around: number[] }> {
  const { rows } = await prepared(
    db,
    sql<{
      naming: number | null;
      track: Uint8Array | null;
      places: number[] | null;
      stretches: Stretch[] | null;
    }>`
    select j.naming, t.track, t.places::float8[] as places, ${CARRIED} as stretches
    from (values (${officerId}::bigint, ${patrolId}::bigint, ${iso(startMs)}::timestamptz, ${iso(endMs)}::timestamptz))
      c (officer_id, id, start_time, end_time)
    left join verdict_jobs j on j.officer_id = c.officer_id and j.patrol_id = c.id
    left join patrol_tracks t on t.officer_id = c.officer_id and t.patrol_id = c.id`,
  );
  const { naming, stretches, ...kept } = rows[0]!;
  const named = { officerId, patrolId, naming };
  const { columns, track, places } = await reader.read(db, named, stretches ?? []);
  const isKept = kept.places && kept.track && Buffer.compare(kept.track, track) === 0;
  return {
    fixes: columns,
    own: { track, places, before: isKept ? null : (kept.places ?? []) },
    around: placesAround(unpackTrack(track)),
  };
}
