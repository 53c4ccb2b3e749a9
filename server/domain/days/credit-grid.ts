/** A grid that fixes of a patrol lie in. */
export interface WalkedShare {
  gridId: number;
  /** Fixes in it. */
  fixes: number;
  /** Held or stood in for by the officer on the day. */
  owed: boolean;
  /** In the town of the officer's own: where one may help. */
  near: boolean;
}

/** Elsewhere is where at least this share of all fixes lie. */
const MOST = 0.5;

/**
 * The grid a patrol outside its own was walked in, if its officer was entitled to: one that is owed before one that is helped, then where more
 * fixes lie. null: its own.
 */
export function creditedGrid(walked: readonly WalkedShare[], all: number): number | null {
  const [best] = walked
    .filter(({ fixes, owed, near }) => fixes >= MOST * all && (owed || near))
    .sort((a, b) => Number(b.owed) - Number(a.owed) || b.fixes - a.fixes || a.gridId - b.gridId);
  return best?.gridId ?? null;
}
