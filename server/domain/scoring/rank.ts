import type { LastTies } from '../../contract/scoring/rules.ts';

export interface Standing {
  rank: number;
  /** Listed among the last share. */
  last: boolean;
  /** How many are listed. */
  listed: number;
}

/**
 * Ranks among peers, highest total first. Equal totals share the better rank and leave the next ones free (1, 2, 2, 4). Of n peers
 * the last floor(n x share) are listed. Equal totals across that border fall together: all are listed, or all are spared. Among peers
 * who are all equal nobody is last.
 */
export function rankPeers(
  totals: readonly number[],
  lastShare: number,
  ties: LastTies = 'listed',
): Standing[] {
  const sorted = [...totals].sort((a, b) => a - b);
  const wanted = Math.floor(totals.length * lastShare + 1e-9);
  const border = sorted[wanted - 1];
  const tied = border === undefined ? 0 : countUpTo(sorted, border);
  const cut = tied > wanted && ties === 'spared' ? sorted.indexOf(border!) : tied;
  const listed = cut === totals.length ? 0 : cut;
  return totals.map((total) => {
    const atMost = countUpTo(sorted, total);
    return { rank: totals.length - atMost + 1, last: atMost <= listed, listed };
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
