import type { Folded } from './fold-groups.ts';
import { inOrder } from './in-order.ts';
import { nothingOf } from './with-posts.ts';

/** When something that a row rested on last went, to others or to none. */
export interface Gone {
  from: string;
  unitId: number;
  /** Edition that took it away. */
  changed: number;
}

/** Rows that are known to have lost something since an edition, and rows of nothing for what has nothing left. By period, then unit. */
export function withGone(rows: readonly Folded[], gone: readonly Gone[]): Folded[] {
  const all = new Map(rows.map((row) => [`${row.from} ${row.unitId}`, row]));
  for (const { changed, from, unitId } of gone) {
    const key = `${from} ${unitId}`;
    const row = all.get(key) ?? nothingOf(from, unitId);
    all.set(key, { ...row, changed: Math.max(row.changed, changed) });
  }
  return inOrder([...all.values()]);
}
