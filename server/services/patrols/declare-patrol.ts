import { patrolAt, patrolEnding } from '../../db/patrols/patrols.ts';
import { insertPress } from '../../db/patrols/presses.ts';
import type { Db } from '../../db/store/open.ts';
import { reconcileOfficer } from './reconcile-officer.ts';

/**
 * Puts an officer's start on record; the same officer and start give the same patrol. An earlier one still open ends where this begins, unless
 * that has just begun: then this is the same. Throws where there is no patrol of it. Times Unix ms.
 */
export async function startPatrol(
  db: Db,
  {
    officerId,
    gridId,
    startMs,
    dueAt,
  }: { officerId: number; gridId: number; startMs: number; dueAt: number },
): Promise<number> {
  const press = { kind: 'start', atMs: startMs, deviceMs: startMs, startMs: null } as const;
  await insertPress(db, { ...press, by: { officerId }, gridId });
  await reconcileOfficer(db, officerId, { fromMs: startMs, toMs: startMs, nowMs: startMs, dueAt });
  return (await patrolAt(db, officerId, startMs))!;
}

/** Puts an officer's end on record. Returns the patrol that it ends, or undefined where there is none yet. */
export async function endPatrol(
  db: Db,
  { officerId, endMs, dueAt }: { officerId: number; endMs: number; dueAt: number },
): Promise<number | undefined> {
  const press = { kind: 'end', atMs: endMs, deviceMs: endMs, startMs: null } as const;
  await insertPress(db, { ...press, by: { officerId } });
  await reconcileOfficer(db, officerId, { fromMs: endMs, toMs: endMs, nowMs: endMs, dueAt });
  return patrolEnding(db, officerId, endMs);
}
