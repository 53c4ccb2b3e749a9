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

/** Rows that are known to have lost something; where `empty`, rows of nothing too for what has nothing left. By period, then unit. */
export function withGone(
  rows: readonly Folded[],
  gone: readonly Gone[],
  { empty = false } = {},
): Folded[] {
  if (gone.length === 0) return [...rows];
  const all = new Map(rows.map((row) => [`${row.from} ${row.unitId}`, row]));
  for (const { changed, from, unitId } of gone) {
    const key = `${from} ${unitId}`;
    const row = all.get(key) ?? (empty ? nothingOf(from, unitId) : undefined);
    if (row) all.set(key, { ...row, changed: Math.max(row.changed, changed) });
  }
  return inOrder([...all.values()]);
}
