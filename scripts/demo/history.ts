import { createFixPartitions } from '../../server/db/fix-partitions.ts';
import { insertFixes } from '../../server/db/insert-fixes.ts';
import type { Db } from '../../server/db/open.ts';
import { endPatrol, startPatrol } from '../../server/db/patrols.ts';
import { cellOf } from '../../server/domain/cell.ts';
import { fromWgs84 } from '../../server/domain/datum.ts';
import { markFix } from '../../server/domain/entrance/mark-fix.ts';
import { DAY_MS } from '../simulator/calendar.ts';
import { fixesOf, type PatrolPlan, planDay } from '../simulator/day.ts';
import type { World } from '../simulator/world.ts';

const CHUNK = 5_000;

export interface HistoryOptions {
  db: Db;
  world: World;
  /** Days before `nowMs` that are walked already. */
  days: number;
  nowMs: number;
  onProgress: (done: number, of: number) => void;
}

/** Stores the demo's last days as their handhelds would have sent them, every patrol ended and due for judgement. */
export async function walkHistory({ db, world, days, nowMs, onProgress }: HistoryOptions) {
  const ids = await idsByCode(db);
  const partitions = createFixPartitions(db);
  const plans = Array.from({ length: days }, (_, k) =>
    planDay(world, nowMs - (days - k) * DAY_MS),
  ).flat();
  for (const [done, plan] of plans.entries()) {
    const rows = toRows(world, plan, ids.handhelds.get(plan.handheld.code)!);
    await partitions.ensure(rows.map(({ session }) => session));
    for (let k = 0; k < rows.length; k += CHUNK)
      await insertFixes(db, rows.slice(k, k + CHUNK), nowMs);
    const officerId = ids.officers.get(plan.handheld.officerCode)!;
    const gridId = ids.grids.get(gridOf(world, plan))!;
    await startPatrol(db, { officerId, gridId, startMs: plan.startMs, dueAt: nowMs });
    await endPatrol(db, { officerId, endMs: plan.startMs + plan.seconds * 1000, dueAt: nowMs });
    onProgress(done + 1, plans.length);
  }
}

function toRows(world: World, plan: PatrolPlan, handheldId: number) {
  const { datum } = plan.handheld;
  return fixesOf(world, plan).map((fix) => {
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

/** A handheld carried in another's pocket is still on duty in its own officer's grid. */
const gridOf = (world: World, plan: PatrolPlan) =>
  world.officers.find(({ code }) => code === plan.handheld.officerCode)!.gridCode!;

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
