import type { Datum } from '../../server/contract/areas/geo.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { toWgs84 } from '../../server/domain/geo/datum.ts';
import type { RecordedTrack } from '../read-track.ts';

/** A recorded track as the fixes of one handheld's session, as if each had been received when it was taken. */
export function fixesOfTrack(track: RecordedTrack, handheldId: number, datum: Datum): Fix[] {
  const session = track.points.reduce(
    (first, { t }) => Math.min(first, t),
    Number.MAX_SAFE_INTEGER,
  );
  return track.points.map((point, seq) => ({
    handheldId,
    session,
    seq,
    t: point.t,
    receivedMs: point.t,
    sentMs: null,
    ...toWgs84(point, datum),
    accuracyM: point.accuracyM,
    speedMps: point.speedMps,
    headingDeg: point.headingDeg,
    batteryPct: null,
    mock: false,
    gap: null,
    marks: [],
  }));
}
