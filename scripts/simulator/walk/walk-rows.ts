import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { FixRow } from '../../../server/db/fixes/columns.ts';
import { markFix } from '../../../server/domain/entrance/mark-fix.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { fixesOf, type PatrolPlan } from '../day.ts';
import type { World } from '../world/world.ts';
import { type KeptTrack, keptTrack } from './keep-tracks.ts';

export interface Walks {
  plans: readonly PatrolPlan[];
  /** Ids of their handhelds in the store, plan by plan. */
  handheldIds: readonly number[];
  /** Sampling interval, seconds. */
  intervalS?: number;
}

/** A walk's fixes as the entrance would hand them to the store, and its track. */
export interface Walked extends KeptTrack {
  rows: FixRow[];
}

/** What is walked, plan by plan. */
export const walkRows = (world: World, { plans, handheldIds, intervalS }: Walks): Walked[] =>
  plans.map((plan, k) => {
    const rows = rowsOf(world, plan, handheldIds[k]!, intervalS);
    return { rows, ...keptTrack(rows) };
  });

function rowsOf(world: World, plan: PatrolPlan, handheldId: number, intervalS?: number): FixRow[] {
  const { datum } = plan.handheld;
  return fixesOf(world, plan, intervalS).map((fix) => {
    const sent = fromWgs84(fix, datum);
    return {
      ...fix,
      handheldId,
      originalLng: datum === 'wgs84' ? null : sent.lng,
      originalLat: datum === 'wgs84' ? null : sent.lat,
      marks: markFix(fix, fix.receivedMs),
      cell: cellOf(fix),
    };
  });
}
