/** The 8 hot and 8 cold patterns of emerging hot spot analysis, and none. */
export const PATTERNS = [
  'new',
  'consecutive',
  'intensifying',
  'diminishing',
  'persistent',
  'oscillating',
  'sporadic',
  'historical',
] as const;

export type Category = `${(typeof PATTERNS)[number]} ${'hot' | 'cold'} spot` | 'no pattern';

/** What a location's history says, seen from the hot or from the cold side. */
interface History {
  steps: number;
  /** Steps that are spots of this side, and of the other. */
  own: number;
  other: number;
  /** Whether the last step is a spot of this side. */
  isNow: boolean;
  /** Length of the run of such steps that ends with the last. */
  finalRun: number;
  /** Whether the z series rises or falls significantly towards this side; 0 when neither. */
  trend: number;
}

const MOST = 0.9;
const mostly = (h: History) => h.own >= MOST * h.steps;

/**
 * The definitions of Esri's Emerging Hot Spot Analysis, in the order in which they are tried; the first
 * that holds names the location. Overlaps this decides: a single step is new, not persistent; a final
 * run after a history without spots is consecutive before it is sporadic or oscillating; a spot in 90 %
 * of the steps that ended is historical, never persistent.
 */
const RULES: Record<(typeof PATTERNS)[number], (h: History) => boolean> = {
  new: (h) => h.isNow && h.own === 1,
  consecutive: (h) => h.isNow && h.finalRun >= 2 && h.finalRun === h.own && !mostly(h),
  intensifying: (h) => h.isNow && mostly(h) && h.trend > 0,
  diminishing: (h) => h.isNow && mostly(h) && h.trend < 0,
  persistent: (h) => h.isNow && mostly(h),
  oscillating: (h) => h.isNow && !mostly(h) && h.other > 0,
  sporadic: (h) => h.isNow && !mostly(h) && h.other === 0,
  historical: (h) => !h.isNow && mostly(h),
};

/**
 * Category of a location from the significance of its steps, oldest first: 1 hot, -1 cold, 0 neither;
 * `trend` is 1 or -1 where its z series rises or falls significantly, else 0. The side of the last
 * step is asked first, so a place mostly hot that is cold now is an oscillating cold spot.
 */
export function categoryOf(spots: ArrayLike<number>, trend: number): Category {
  const now = spots[spots.length - 1] ?? 0;
  for (const side of now < 0 ? [-1, 1] : [1, -1]) {
    const history = historyOf(spots, side, trend * side);
    const found = PATTERNS.find((pattern) => RULES[pattern](history));
    if (found !== undefined) return `${found} ${side > 0 ? 'hot' : 'cold'} spot`;
  }
  return 'no pattern';
}

function historyOf(spots: ArrayLike<number>, side: number, trend: number): History {
  const steps = spots.length;
  let own = 0;
  let other = 0;
  let finalRun = 0;
  for (let t = 0; t < steps; t++) {
    if (spots[t] === side) own++;
    else if (spots[t] === -side) other++;
    finalRun = spots[t] === side ? finalRun + 1 : 0;
  }
  return { steps, own, other, isNow: finalRun > 0, finalRun, trend };
}
