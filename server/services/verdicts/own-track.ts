import { sql } from 'kysely';
import { readFixColumns } from '../../db/fixes/read-fixes.ts';
import type { FixColumns } from '../../db/fixes/stored-fix.ts';
import { handheldsOf } from '../../db/people/people.ts';
import type { Db } from '../../db/store/open.ts';
import { prepared } from '../../db/store/prepared.ts';
import { packTrack, unpackTrack } from '../../domain/verification/integrity/packed-track.ts';
import { placesAround, placesOf } from '../../domain/verification/integrity/places.ts';
import { trackOfColumns, type WaitingTracks } from './waiting-tracks.ts';

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
  waiting?: WaitingTracks,
): Promise<{ fixes: FixColumns; own: OwnTrack; around: number[] }> {
  const { rows } = await prepared(
    db,
    sql<{
      naming: number | null;
      track: Uint8Array | null;
      places: number[] | null;
    }>`
    select j.naming, t.track, t.places::float8[] as places
    from (values (${officerId}::bigint, ${patrolId}::bigint)) p (officer_id, id)
    left join verdict_jobs j on j.officer_id = p.officer_id and j.patrol_id = p.id
    left join patrol_tracks t on t.officer_id = p.officer_id and t.patrol_id = p.id`,
  );
  const [kept] = rows;
  const naming = kept?.naming ?? null;
  const known = naming === null ? undefined : waiting?.get({ officerId, patrolId, naming });
  const fixes =
    known === undefined
      ? await readFixColumns(db, await handheldsOf(db, officerId, startMs, endMs))
      : known.columns;
  const compared = known === undefined ? trackOfColumns(fixes) : unpackTrack(known.track);
  const track = known?.track ?? packTrack(compared);
  const isKept = kept?.places && kept.track && Buffer.compare(kept.track, track) === 0;
  return {
    fixes,
    own: { track, places: placesOf(compared), before: isKept ? null : (kept?.places ?? []) },
    around: placesAround(compared),
  };
}
