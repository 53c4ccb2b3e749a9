import { copyFixes } from '../../../server/db/fixes/copy-fixes.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { insertPress } from '../../../server/db/patrols/presses.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { partition } from '../../../server/domain/partition.ts';
import { reconcileOfficer } from '../../../server/services/patrols/reconcile-officer.ts';
import { endOf, type PatrolPlan, SAMPLING_S } from '../day.ts';
import { inOrder } from '../wire/in-order.ts';
import type { World } from '../world/world.ts';
import { idsByCode } from './ids-by-code.ts';
import { keepTracks } from './keep-tracks.ts';
import { createWalkPool, type WalkPool } from './walk-pool.ts';

/** Fixes stored at once, about. */
const ROWS = 5_000;
/** Groups side by side: while the store takes one, others are walked. */
const AT_ONCE = 6;

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

/**
 * Stores patrols as their handhelds would have sent them, each ended and due for judgement, several groups of them side by side. Doing it
 * again changes nothing.
 */
export async function storeWalks(options: StoreWalksOptions): Promise<void> {
  const { db, world, plans, nowMs, intervalS = SAMPLING_S, signal, onProgress } = options;
  const { pool = createWalkPool(world, 0) } = options;
  const ids = await idsByCode(db);
  const gridOf = new Map(world.officers.map(({ code, gridCode }) => [code, gridCode]));
  const partitions = createFixPartitions(db);

  async function store(group: readonly PatrolPlan[]): Promise<void> {
    signal?.throwIfAborted();
    const handheldIds = group.map(({ handheld }) => ids.handhelds.get(handheld.code)!);
    const walked = await pool.walk({ plans: group, handheldIds, intervalS });
    const rows = walked.flatMap((walk) => walk.rows);
    await partitions.ensure(rows.map(({ session }) => session));
    for (let from = 0; from < rows.length; from += ROWS)
      await copyFixes(db, rows.slice(from, from + ROWS), nowMs);
    for (const [officerCode, own] of partition(group, ({ handheld }) => handheld.officerCode)) {
      // A handheld carried in another's pocket is still on duty in its own officer's grid.
      const gridId = ids.areas.get(gridOf.get(officerCode)!)!;
      const officerId = ids.officers.get(officerCode)!;
      await declare(db, own, { officerId, gridId, dueAt: nowMs });
    }
    const tracks = group.map(({ handheld, startMs }, k) => {
      const { track, places } = walked[k]!;
      return { officerId: ids.officers.get(handheld.officerCode)!, startMs, track, places };
    });
    await keepTracks(db, tracks);
  }

  let done = 0;
  for await (const { item } of inOrder(inGroups(plans, intervalS), AT_ONCE, store)) {
    done += item.length;
    onProgress?.(done, plans.length);
  }
}

/** Puts the presses of an officer's patrols on record, and what follows from all of them. */
async function declare(
  db: Db,
  plans: readonly PatrolPlan[],
  { officerId, gridId, dueAt }: { officerId: number; gridId: number; dueAt: number },
): Promise<void> {
  const press = (kind: 'start' | 'end', atMs: number) =>
    ({ kind, atMs, deviceMs: atMs, startMs: null, by: { officerId } }) as const;
  for (const plan of plans) {
    await insertPress(db, { ...press('start', plan.startMs), gridId });
    await insertPress(db, press('end', endOf(plan)));
  }
  const fromMs = Math.min(...plans.map(({ startMs }) => startMs));
  const toMs = Math.max(...plans.map(endOf));
  await reconcileOfficer(db, officerId, { fromMs, toMs, nowMs: toMs, dueAt });
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
