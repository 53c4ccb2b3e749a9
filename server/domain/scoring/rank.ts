export interface Standing {
  rank: number;
  /** Among the last share. */
  last: boolean;
}

/**
 * Ranks among peers, highest total first. Equal totals share the better rank and leave the next ones free (1, 2, 2, 4). Of n peers
 * the last floor(n x share) are listed; who ties with somebody outside that number is outside it as well.
 */
export function rankPeers(totals: readonly number[], lastShare: number): Standing[] {
  const listed = Math.floor(totals.length * lastShare + 1e-9);
  const sorted = [...totals].sort((a, b) => a - b);
  return totals.map((total) => {
    const atMost = countUpTo(sorted, total);
    return { rank: totals.length - atMost + 1, last: atMost <= listed };
  });
}

/** How many of some ascending numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
