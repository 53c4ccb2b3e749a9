import { sql } from 'kysely';
import type { FixRow } from '../../../server/db/fixes/columns.ts';
import { iso } from '../../../server/db/store/moments.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { placeByClock } from '../../../server/domain/verification/clock/place-by-clock.ts';
import { comparedTrack } from '../../../server/domain/verification/integrity/compared-track.ts';
import { packTrack } from '../../../server/domain/verification/integrity/packed-track.ts';
import { placesOf } from '../../../server/domain/verification/integrity/places.ts';

/** What of a walk others are compared with. */
export interface KeptTrack {
  track: Uint8Array;
  places: number[];
}

export function keptTrack(rows: readonly FixRow[]): KeptTrack {
  const compared = comparedTrack(placeByClock(rows).fixes);
  return { track: packTrack(compared), places: placesOf(compared) };
}

/**
 * Keeps tracks of patrols on record, as judging them will: so the first judgement of each finds all its company, and none has to be judged
 * again because of another that waited somewhere else.
 */
export async function keepTracks(
  db: Db,
  of: readonly ({ officerId: number; startMs: number } & KeptTrack)[],
): Promise<void> {
  await sql`
    insert into patrol_tracks (officer_id, patrol_id, track, places)
    select p.officer_id, p.id, t.track, t.places::bigint[]
    from unnest(${of.map(({ officerId }) => officerId)}::bigint[], ${of.map(({ startMs }) => iso(startMs))}::timestamptz[],
      ${of.map(({ track }) => Buffer.from(track))}::bytea[], ${of.map(({ places }) => `{${places.join()}}`)}::text[])
      as t (officer_id, start_time, track, places)
    join patrols p on p.officer_id = t.officer_id and p.start_time = t.start_time
    on conflict do nothing`.execute(db);
}
