import type { Circles } from './circles.ts';
import type { Expected, ScanProblem } from './problem.ts';
import type { Events } from './sampler.ts';
import { prefixSums } from './search.ts';

/** The greatest log likelihood ratio over all windows of a problem, for one replicate of whole cases. */
export type Maximum = (events: Events) => number;

type Product = Extract<Expected, { shape: 'product' }>;

/** Runs of neighbours in a nested order: `start[i]` is where run i begins, with one entry more at the end. */
type Runs = Uint32Array;

/** Whether a run goes on from its `first` to `next`, the `greatest` count of which is expected. */
type Grows = (first: number, next: number, greatest: number) => boolean;

/**
 * A run grows until its expectation would exceed that of its first by `slack` standard deviations of its greatest count (but
 * at most by a third): wide where counts are small and a bound is loose anyway, narrow where it is not. Places of a case or
 * two each are so many that looking at runs one by one costs more than having more of them.
 */
const createGrows = ({ places, totalCases }: ScanProblem): Grows => {
  const slack = totalCases < 5 * places ? 0.5 : 1;
  return (first, next, greatest) =>
    next <= first * (1 + Math.min(1 / 3, slack / Math.sqrt(greatest)));
};

/**
 * Maximum over windows that all end with the last interval (window w holds the last w + 1). Windows
 * and circles are both nested, so a run of circles times a run of windows holds at most the cases of
 * its largest and expects at least as much as its smallest. Where the ratio of those two cannot exceed
 * the maximum so far, which is nearly everywhere, the run is not looked at one by one.
 */
export function createNestedMaximum(problem: ScanProblem, product: Product): Maximum {
  const { circles, intervals, minCases, places, score, totalCases } = problem;
  const { closes, member } = circles;
  const windows = Math.min(problem.windows.maxLength, intervals);
  const before = prefixSums(product.interval);
  const span = Float64Array.from(
    { length: windows },
    (_, w) => before[intervals]! - before[intervals - 1 - w]!,
  );
  const sizes = circleSizes(circles, product);
  const greatest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const grows = createGrows(problem);
  const groups = runsOf(span, greatest, grows);
  const groupCount = groups.length - 1;
  const groupOf = new Uint32Array(windows);
  for (let g = 0; g < groupCount; g++) groupOf.fill(g, groups[g]!, groups[g + 1]!);
  const groupSpan = Float64Array.from({ length: groupCount }, (_, g) => span[groups[g]!]!);
  const groupLog = groupSpan.map(Math.log);
  const blocks = blocksOf(circles, sizes, span[windows - 1]!, grows);
  // The second term of the conditional ratio is at most -(c - E)(1 - c/C).
  const rest = problem.model === 'expectation' ? 0 : 1 / totalCases;

  const held = new Int32Array(places * windows);
  const coarse = new Float64Array(places * groupCount);
  /** Shortest window that holds a case of each place, as a window and as a word of packed groups. */
  const newest = new Int32Array(places);
  const shortest = new Int32Array(places);
  const sums = new Float64Array(groupCount * mostBlocks(blocks.start));
  const fine = new Int32Array(windows);
  const fineAt = new Int32Array(groupCount);
  const bounds: Bounds = {
    size: blocks.size,
    log: blocks.log,
    groupSpan,
    groupLog,
    logs: new Float64Array(0),
    minCases,
    rest,
    packing: { lanes: 1, laneBase: 2, words: groupCount },
  };
  // A cell of an array, as a captured variable would be a new heap number at every change.
  const best = new Float64Array(1);

  /** Counts up to the block window by window, and looks at each circle of the block. */
  const refine = (group: number, from: number, to: number, begin: number) => {
    const low = groups[group]!;
    const high = groups[group + 1]!;
    let k = fineAt[group]!;
    if (k === begin) fine.fill(0, low, high);
    // A circle that adds no case to these windows expects more for the same: never better than the one inside it.
    let isFresh = false;
    for (; k < to; k++) {
      const place = member[k]!;
      if (newest[place]! < high) {
        const row = place * windows;
        for (let w = low; w < high; w++) fine[w]! += held[row + w]!;
        isFresh = true;
      }
      if (k < from || closes[k] === 0 || !isFresh) continue;
      isFresh = false;
      const size = sizes[k]!;
      for (let w = low; w < high; w++) {
        const cases = fine[w]!;
        const expected = size * span[w]!;
        if (cases < minCases || cases <= expected) continue;
        const bound = cases * Math.log(cases / expected) - (cases - expected) * (1 - cases * rest);
        if (bound > best[0]! - 1e-9) best[0] = Math.max(best[0]!, score(cases, expected));
      }
    }
    fineAt[group] = to;
  };

  const layOut = (events: Events) => {
    const laneBits = Math.max(1, Math.ceil(Math.log2(events.count + 1)));
    const lanes = Math.max(1, Math.floor(53 / laneBits));
    const laneBase = 2 ** laneBits;
    const words = Math.ceil(groupCount / lanes);
    bounds.packing = { lanes, laneBase, words };
    held.fill(0);
    coarse.fill(0);
    newest.fill(windows);
    for (let i = 0; i < events.count; i++) {
      const place = events.place[i]!;
      const w = intervals - 1 - events.interval[i]!;
      held[place * windows + w]!++;
      if (w < newest[place]!) newest[place] = w;
    }
    for (let place = 0; place < places; place++) {
      if (newest[place] === windows) {
        shortest[place] = words;
        continue;
      }
      const row = place * windows;
      for (let w = newest[place]! + 1; w < windows; w++) held[row + w]! += held[row + w - 1]!;
      for (let g = groupCount - 1; g >= 0; g--) {
        const word = place * words + Math.floor(g / lanes);
        coarse[word] = coarse[word]! * laneBase + held[row + groups[g + 1]! - 1]!;
      }
      shortest[place] = Math.floor(groupOf[newest[place]!]! / lanes);
    }
    if (bounds.logs.length <= events.count) {
      bounds.logs = Float64Array.from({ length: events.count + 64 }, (_, n) => Math.log(n));
    }
  };

  return (events) => {
    layOut(events);
    best[0] = 0;
    for (let centre = 0; centre + 1 < circles.start.length; centre++) {
      const begin = circles.start[centre]!;
      const firstBlock = blocks.start[centre]!;
      const lastBlock = blocks.start[centre + 1]!;
      sumBlocks(
        sums,
        blocks.first,
        firstBlock,
        lastBlock,
        member,
        coarse,
        shortest,
        bounds.packing.words,
      );
      fineAt.fill(begin);
      const end = (lastBlock - firstBlock) * groupCount;
      for (let at = 0; ; at++) {
        at = findPromising(sums, at, end, bounds, firstBlock, best[0]!);
        if (at >= end) break;
        const block = firstBlock + Math.floor(at / groupCount);
        refine(at % groupCount, blocks.first[block]!, blocks.first[block + 1]!, begin);
      }
    }
    return best[0]!;
  };
}

/**
 * Cases up to the end of every block of a centre by group of windows, into `sums`. Several counts share
 * one number, as the digits of a large base, so that one addition adds them all. Kept apart, on
 * arguments only, as most of the time of a scan is spent in this loop.
 */
function sumBlocks(
  sums: Float64Array,
  first: Uint32Array,
  firstBlock: number,
  lastBlock: number,
  member: Uint32Array,
  coarse: Float64Array,
  shortest: Int32Array,
  words: number,
): void {
  let row = 0;
  sums.fill(0, 0, words);
  for (let b = firstBlock; b < lastBlock; b++) {
    const to = first[b + 1]!;
    for (let k = first[b]!; k < to; k++) {
      const place = member[k]!;
      const from = place * words;
      for (let i = shortest[place]!; i < words; i++)
        sums[row + i] = sums[row + i]! + coarse[from + i]!;
    }
    const next = row + words;
    if (b + 1 < lastBlock) for (let i = 0; i < words; i++) sums[next + i] = sums[row + i]!;
    row = next;
  }
}

/** How counts of groups are packed: `lanes` to a number, in base `laneBase`, `words` numbers in all. */
interface Packing {
  lanes: number;
  laneBase: number;
  words: number;
}

/** What the bound of a block of circles and a group of windows needs; logarithms are looked up. */
interface Bounds {
  size: Float64Array;
  log: Float64Array;
  groupSpan: Float64Array;
  groupLog: Float64Array;
  logs: Float64Array;
  minCases: number;
  rest: number;
  packing: Packing;
}

/** First cell (block · groups + group) from `at` whose bound exceeds `best`, or `end`. */
function findPromising(
  sums: Float64Array,
  at: number,
  end: number,
  bounds: Bounds,
  firstBlock: number,
  best: number,
): number {
  const { groupLog, groupSpan, logs, minCases, rest } = bounds;
  const { laneBase, lanes, words } = bounds.packing;
  const groupCount = groupSpan.length;
  const level = best - 1e-9;
  for (let row = Math.floor(at / groupCount); row * groupCount < end; row++) {
    const size = bounds.size[firstBlock + row]!;
    const log = bounds.log[firstBlock + row]!;
    for (let word = 0, group = 0; word < words; word++) {
      let digits = sums[row * words + word]!;
      const last = Math.min(groupCount, group + lanes);
      for (; group < last; group++) {
        const above = Math.floor(digits / laneBase);
        const cases = digits - above * laneBase;
        digits = above;
        const excess = cases - size * groupSpan[group]!;
        const gain = cases * (logs[cases]! - log - groupLog[group]!);
        // Asked last, although it is cheap: half of all cells have an excess, which no processor foresees.
        if (gain - excess * (1 - cases * rest) <= level) continue;
        const cell = row * groupCount + group;
        if (cell >= at && excess > 0 && cases >= minCases) return cell;
      }
    }
  }
  return end;
}

/** Runs of windows that a bound may treat as one. */
function runsOf(span: Float64Array, size: number, grows: Grows): Runs {
  const start = [0];
  for (let w = 1; w < span.length; w++) {
    if (!grows(span[start.at(-1)!]!, span[w]!, span[w]! * size)) start.push(w);
  }
  return Uint32Array.from([...start, span.length]);
}

/** Runs of circles round every centre, with the size (and its logarithm) of the smallest in each. */
function blocksOf(circles: Circles, sizes: Float64Array, span: number, grows: Grows) {
  const start = new Uint32Array(circles.start.length);
  const first: number[] = [];
  const size: number[] = [];
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    let smallest = 0;
    let opens = circles.start[centre]!;
    for (let k = opens; k < circles.start[centre + 1]!; k++) {
      if (circles.closes[k] === 0) continue;
      if (smallest === 0 || !grows(smallest, sizes[k]!, sizes[k]! * span)) {
        first.push(opens);
        size.push(sizes[k]!);
        smallest = sizes[k]!;
      }
      opens = k + 1;
    }
    start[centre + 1] = first.length;
  }
  first.push(circles.member.length);
  return {
    start,
    first: Uint32Array.from(first),
    size: Float64Array.from(size),
    log: Float64Array.from(size, Math.log),
  };
}

const mostBlocks = (start: Uint32Array) =>
  start.reduce((most, begin, i) => Math.max(most, i === 0 ? 0 : begin - start[i - 1]!), 0);

/** Expected by circle, up to the factor of the intervals: the running sum over its members, times the scale. */
export function circleSizes(circles: Circles, { place, scale }: Product): Float64Array {
  const sizes = new Float64Array(circles.member.length);
  for (let centre = 0; centre + 1 < circles.start.length; centre++) {
    let size = 0;
    for (let k = circles.start[centre]!; k < circles.start[centre + 1]!; k++) {
      size += place[circles.member[k]!]!;
      sizes[k] = size * scale;
    }
  }
  return sizes;
}
