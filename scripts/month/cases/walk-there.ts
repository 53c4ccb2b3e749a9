import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { METRES_PER_DEGREE, MINUTE_MS } from '../../../server/contract/units.ts';
import { lookForArrivals } from '../../../server/db/cases/arrivals.ts';
import type { FixRow } from '../../../server/db/fixes/columns.ts';
import { insertFixes } from '../../../server/db/fixes/insert-fixes.ts';
import type { FixPartitions } from '../../../server/db/fixes/partitions.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { UNTOLD } from '../../../server/domain/entrance/fix.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { partition } from '../../../server/domain/partition.ts';

/** An officer on the way to a case: when said to be there, and when that and the track reached the server, Unix ms. */
export interface Approach {
  officerId: number;
  handheldId: number;
  place: LngLat;
  at: number;
  receivedAt: number;
}

/** How far from the place, metres, and how long before the arrival that is claimed: the last one is nearer than an arrival is seen. */
const POSITIONS = [
  { awayM: 140, beforeS: 90 },
  { awayM: 80, beforeS: 60 },
  { awayM: 45, beforeS: 30 },
  { awayM: 5, beforeS: 0 },
];

/** Stores the tracks of officers that have reached the server by a moment, Unix ms; returns those still to come. */
export async function storeApproaches(
  { db, partitions }: { db: Db; partitions: FixPartitions },
  approaches: readonly Approach[],
  nowMs: number,
): Promise<Approach[]> {
  const come = approaches.filter(({ receivedAt }) => receivedAt <= nowMs);
  if (come.length > 0) {
    const fixes = come.flatMap(fixesOf);
    const sessions = fixes.map(({ session }) => session);
    await partitions.during(sessions, () => insertFixes(db, fixes, nowMs));
  }
  // As every new verdict does: whoever goes to one case may pass by another, of which nothing new is told.
  for (const [officerId, own] of partition(come, ({ officerId }) => officerId)) {
    const times = own.map(({ at }) => at);
    await lookForArrivals(db, {
      ...{
        officerId,
        fromMs: Math.min(...times) - 2 * MINUTE_MS,
        toMs: Math.max(...times) + MINUTE_MS,
      },
    });
  }
  return approaches.filter(({ receivedAt }) => receivedAt > nowMs);
}

const fixesOf = ({ at, handheldId, place, receivedAt }: Approach): FixRow[] =>
  POSITIONS.map(({ awayM, beforeS }, seq) => {
    const t = at - beforeS * 1_000;
    const position = { lng: place.lng, lat: place.lat + awayM / METRES_PER_DEGREE };
    return {
      ...UNTOLD,
      ...{ handheldId, session: at, seq, t, receivedMs: Math.max(receivedAt, t) },
      ...{ ...position, cell: cellOf(position), marks: [], mock: false, gap: null },
      ...{ originalLng: null, originalLat: null },
    };
  });
