import type { FixRow } from '../../../server/db/fixes/columns.ts';
import { UNTOLD } from '../../../server/domain/entrance/fix.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { walk } from './walk.ts';

/** Rows of a walk in grid G1 as the entrance hands them to the store, one session a day at midnight UTC. */
export function fixRows(
  handheldId: number,
  options: {
    from: number;
    count: number;
    grid?: string;
    firstSeq?: number;
    session?: number;
  },
): FixRow[] {
  const session = options.session ?? Math.floor(options.from / 86_400_000) * 86_400_000;
  return walk(options).map((fix) => ({
    handheldId,
    session,
    seq: fix.seq,
    t: fix.t,
    receivedMs: fix.t + 1_000,
    ...UNTOLD,
    sentMs: fix.t + 500,
    lng: fix.lng,
    lat: fix.lat,
    originalLng: null,
    originalLat: null,
    accuracyM: fix.accuracyM ?? null,
    speedMps: 1.25,
    headingDeg: 90,
    batteryPct: 80,
    cell: cellOf(fix),
  }));
}
