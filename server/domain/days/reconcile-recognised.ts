import { overlaps } from './overlaps.ts';

/** A stretch of walking found in a track, or on record from an earlier look (`id`). Times Unix ms. */
export interface Found {
  gridId: number;
  startMs: number;
  endMs: number;
}

export interface Kept extends Found {
  id: number;
}

/**
 * What is to be put on record of the patrols found in a track. None overlaps a declared patrol; of two found at the same time (a border
 * walked along) the longer stays; one that overlaps a patrol on record is that patrol, moved where it grew; one that says what the
 * record says is left out, so that looking twice changes nothing.
 */
export function reconcileRecognised(
  found: readonly Found[],
  declared: readonly { startMs: number; endMs: number | null }[],
  onRecord: readonly Kept[],
): (Found & { id: number | null })[] {
  const chosen: Found[] = [];
  const longestFirst = [...found].sort(
    (a, b) =>
      b.endMs - b.startMs - (a.endMs - a.startMs) || a.startMs - b.startMs || a.gridId - b.gridId,
  );
  for (const one of longestFirst)
    if (![...declared, ...chosen].some((other) => overlaps(one, other))) chosen.push(one);
  const used = new Set<number>();
  return chosen
    .sort((a, b) => a.startMs - b.startMs)
    .flatMap((one): (Found & { id: number | null })[] => {
      const same = onRecord.find((kept) => !used.has(kept.id) && overlaps(one, kept));
      if (!same) return [{ ...one, id: null }];
      used.add(same.id);
      const { gridId, startMs, endMs } = same;
      const unchanged = gridId === one.gridId && startMs === one.startMs && endMs === one.endMs;
      return unchanged ? [] : [{ ...one, id: same.id }];
    });
}
