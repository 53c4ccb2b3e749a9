import type { Fix } from '../../entrance/fix.ts';

/** What, of fixes by number, is not part of the longest run in which time does not run back (patience sorting, Fredman 1975). */
export function outOfOrder(session: readonly Fix[]): Fix[] {
  if (session.every((fix, i) => i === 0 || fix.t >= session[i - 1]!.t)) return [];
  const tails: number[] = [];
  const previous = new Int32Array(session.length).fill(-1);
  session.forEach((fix, i) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (session[tails[middle]!]!.t <= fix.t) low = middle + 1;
      else high = middle;
    }
    previous[i] = tails[low - 1] ?? -1;
    tails[low] = i;
  });
  const inOrder = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) inOrder.add(i);
  return session.filter((_, i) => !inOrder.has(i));
}
