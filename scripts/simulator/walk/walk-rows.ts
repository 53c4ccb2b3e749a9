import { fromWgs84 } from '../../../server/contract/areas/datum.ts';
import type { FixRow } from '../../../server/db/fixes/columns.ts';
import { markFix } from '../../../server/domain/entrance/mark-fix.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { fixesOf, type PatrolPlan } from '../day.ts';
import type { World } from '../world/world.ts';

export interface Walks {
  plans: readonly PatrolPlan[];
  /** Ids of their handhelds in the store, plan by plan. */
  handheldIds: readonly number[];
  /** Sampling interval, seconds. */
  intervalS?: number;
}

/** The fixes of walks as the entrance would hand them to the store. */
export const walkRows = (world: World, { plans, handheldIds, intervalS }: Walks): FixRow[] =>
  plans.flatMap((plan, k) => rowsOf(world, plan, handheldIds[k]!, intervalS));

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
