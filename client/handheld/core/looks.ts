import type { OwnLook } from '../../../server/contract/handhelds/own.ts';
import { HOUR_MS } from '../../../server/contract/units.ts';

/** Looks that are one: how often, and when the first of them was. */
export type FoldedLook = OwnLook & { times: number; first: string };

/**
 * Looks, newest first, those of one person at the same and for the same purpose folded where each is within an hour of the one after: a page that
 * is open asks again and again.
 */
export function foldLooks(looks: readonly OwnLook[]): FoldedLook[] {
  const folded: FoldedLook[] = [];
  const open = new Map<string, FoldedLook>();
  for (const look of looks) {
    const { act, address, at, by, patrolId, purpose } = look;
    const key = JSON.stringify([by, act, patrolId, purpose, address]);
    const before = open.get(key);
    if (before && Date.parse(before.first) - Date.parse(at) <= HOUR_MS) {
      before.times += 1;
      before.first = at;
    } else {
      const one = { ...look, times: 1, first: at };
      folded.push(one);
      open.set(key, one);
    }
  }
  return folded;
}
