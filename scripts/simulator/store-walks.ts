import { createFixPartitions } from '../../server/db/fix-partitions.ts';
import { insertFixes } from '../../server/db/insert-fixes.ts';
import type { Db } from '../../server/db/open.ts';
import { endPatrol, startPatrol } from '../../server/db/patrols.ts';
import { cellOf } from '../../server/domain/cell.ts';
import { fromWgs84 } from '../../server/domain/datum.ts';
import { markFix } from '../../server/domain/entrance/mark-fix.ts';
import { fixesOf, type PatrolPlan } from './day.ts';
import type { World } from './world.ts';

const ROWS = 5_000;

export interface StoreWalksOptions {
  db: Db;
  /** Known to the store already. */
  world: World;
  plans: readonly PatrolPlan[];
  /** Patrols are due for judgement from this moment, Unix ms. */
  nowMs: number;
  /** Sampling interval, seconds. */
  intervalS?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, of: number) => void;
}

/** Stores patrols as their handhelds would have sent them, each ended and due for judgement. Doing it again changes nothing. */
export async function storeWalks(options: StoreWalksOptions): Promise<void> {
  const { db, world, plans, nowMs, intervalS, signal, onProgress = () => {} } = options;
  const ids = await idsByCode(db);
  const gridOf = new Map(world.officers.map(({ code, gridCode }) => [code, gridCode]));
  const partitions = createFixPartitions(db);
  let [group, rows]: [PatrolPlan[], ReturnType<typeof toRows>] = [[], []];
  for (const [k, plan] of plans.entries()) {
    signal?.throwIfAborted();
    group.push(plan);
    rows.push(...toRows(world, plan, ids.handhelds.get(plan.handheld.code)!, intervalS));
    if (rows.length < ROWS && k < plans.length - 1) continue;
    await partitions.ensure(rows.map(({ session }) => session));
    for (let from = 0; from < rows.length; from += ROWS)
      await insertFixes(db, rows.slice(from, from + ROWS), nowMs);
    for (const { handheld, startMs, seconds } of group) {
      const officerId = ids.officers.get(handheld.officerCode)!;
      // A handheld carried in another's pocket is still on duty in its own officer's grid.
      const gridId = ids.grids.get(gridOf.get(handheld.officerCode)!)!;
      await startPatrol(db, { officerId, gridId, startMs, dueAt: nowMs });
      await endPatrol(db, { officerId, endMs: startMs + seconds * 1000, dueAt: nowMs });
    }
    for (const at of group.keys()) onProgress(k + 2 - group.length + at, plans.length);
    [group, rows] = [[], []];
  }
}

function toRows(world: World, plan: PatrolPlan, handheldId: number, intervalS?: number) {
  const { datum } = plan.handheld;
  return fixesOf(world, plan, intervalS).map((fix) => {
    const sent = fromWgs84(fix, datum);
    return {
      ...fix,
      handheldId,
      originalLng: datum === 'wgs84' ? null : sent.lng,
      originalLat: datum === 'wgs84' ? null : sent.lat,
      marks: markFix(
        { ...fix, accuracyM: fix.accuracyM ?? undefined } as Parameters<typeof markFix>[0],
        fix.receivedMs,
      ),
      cell: cellOf(fix),
    };
  });
}

async function idsByCode(db: Db) {
  const [officers, handhelds, grids] = await Promise.all([
    db.selectFrom('officers').select(['id', 'code']).execute(),
    db.selectFrom('handhelds').select(['id', 'code']).execute(),
    db.selectFrom('areas').select(['id', 'code']).execute(),
  ]);
  const map = (rows: { id: number; code: string }[]) =>
    new Map(rows.map(({ id, code }) => [code, id]));
  return { officers: map(officers), handhelds: map(handhelds), grids: map(grids) };
}
