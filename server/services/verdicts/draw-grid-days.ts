import { createHash } from 'node:crypto';
import { countPatrols, type GridDayKey, nameOfDay } from '../../db/rollups/day-facts.ts';
import type { Db } from '../../db/store/open.ts';

/** Days whose patrols are counted at once. */
const BATCH = 500;

/**
 * Draws so many grid days that they hold at most `most` patrols, a day without any counting as one; at least one day. The lot of a day is
 * its own, whatever else is drawn: fewer days are always among more, and a rule that is changed is tried on the same ones.
 */
export async function drawGridDays(
  db: Db,
  keys: readonly GridDayKey[],
  most: number,
): Promise<GridDayKey[]> {
  const byLot = inOrderOfLot(keys);
  let looked = 0;
  for (let at = 0; at < byLot.length; at += BATCH) {
    const counts = await countPatrols(db, byLot.slice(at, at + BATCH));
    for (const [k, count] of counts.entries()) {
      looked += Math.max(1, count);
      if (looked > most && at + k > 0) return byLot.slice(0, at + k);
    }
  }
  return byLot;
}

const inOrderOfLot = (keys: readonly GridDayKey[]): GridDayKey[] =>
  keys
    .map((key) => ({ key, lot: createHash('sha256').update(nameOfDay(key)).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ key }) => key);
