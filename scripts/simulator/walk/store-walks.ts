import { insertFixes } from '../../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { type PatrolPlan, SAMPLING_S } from '../day.ts';
import { inOrder } from '../wire/in-order.ts';
import type { World } from '../world/world.ts';
import { createWalkPool, type WalkPool } from './walk-pool.ts';

/** Fixes stored at once, about. */
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
  /** Where the fixes are made; here unless told. */
  pool?: WalkPool;
  signal?: AbortSignal;
  onProgress?: (done: number, of: number) => void;
}

/** Stores patrols as their handhelds would have sent them, each ended and due for judgement. Doing it again changes nothing. */
export async function storeWalks(options: StoreWalksOptions): Promise<void> {
  const { db, world, plans, nowMs, intervalS = SAMPLING_S, signal, onProgress } = options;
  const { pool = createWalkPool(world, 0) } = options;
  const ids = await idsByCode(db);
  const gridOf = new Map(world.officers.map(({ code, gridCode }) => [code, gridCode]));
  const partitions = createFixPartitions(db);
  const walk = (group: PatrolPlan[]) =>
    pool.walk({
      plans: group,
      handheldIds: group.map(({ handheld }) => ids.handhelds.get(handheld.code)!),
      intervalS,
    });
  let done = 0;
  for await (const { item, made } of inOrder(inGroups(plans, intervalS), pool.atOnce, walk)) {
    signal?.throwIfAborted();
    await partitions.ensure(made.map(({ session }) => session));
    for (let from = 0; from < made.length; from += ROWS)
      await insertFixes(db, made.slice(from, from + ROWS), nowMs);
    for (const { handheld, startMs, seconds } of item) {
      const officerId = ids.officers.get(handheld.officerCode)!;
      // A handheld carried in another's pocket is still on duty in its own officer's grid.
      const gridId = ids.grids.get(gridOf.get(handheld.officerCode)!)!;
      await startPatrol(db, { officerId, gridId, startMs, dueAt: nowMs });
      await endPatrol(db, { officerId, endMs: startMs + seconds * 1000, dueAt: nowMs });
      onProgress?.(++done, plans.length);
    }
  }
}

/** Plans whose fixes are stored at once. */
function* inGroups(plans: readonly PatrolPlan[], intervalS: number): Generator<PatrolPlan[]> {
  let [group, rows]: [PatrolPlan[], number] = [[], 0];
  for (const plan of plans) {
    group.push(plan);
    rows += plan.seconds / intervalS;
    if (rows < ROWS) continue;
    yield group;
    [group, rows] = [[], 0];
  }
  if (group.length > 0) yield group;
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
