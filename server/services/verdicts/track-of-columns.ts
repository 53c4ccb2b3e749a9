import { TRACK_COLUMNS } from '../../db/fixes/columns.ts';
import type { TrackColumns } from '../../db/fixes/stored-fix.ts';
import {
  type ComparedTrack,
  emptyTrack,
  rounded,
} from '../../domain/verification/integrity/compared-track.ts';

/** Columns of fixes, in canonical order, as a track to compare with. */
export function trackOfColumns(columns: TrackColumns | null): ComparedTrack {
  if (!columns) return emptyTrack(0);
  return rounded({
    t: TRACK_COLUMNS.t.read(columns.t),
    handheldId: TRACK_COLUMNS.handheldId.read(columns.handheldId),
    lng: TRACK_COLUMNS.lng.read(columns.lng),
    lat: TRACK_COLUMNS.lat.read(columns.lat),
    accuracyM: TRACK_COLUMNS.accuracyM
      .read(columns.accuracyM)
      .map((m) => (Number.isNaN(m) ? -1 : m)),
  });
}
