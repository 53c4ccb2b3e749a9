import { AnalysisError } from '../error.ts';
import { seededRandom, shuffle } from '../numerics/random.ts';
import { TIE } from '../numerics/ties.ts';
import { createMaximum } from './maximum.ts';
import { countCases, type ScanProblem } from './problem.ts';
import { createSampler, type Events } from './sampler.ts';
import { type BestWindow, type CentreSearch, createSearch, searchWindows } from './search.ts';
import { countAsGreat, gumbelP, monteCarloP, recurrenceIntervalD } from './significance.ts';

/** A cluster of a scan: a window, how far it exceeds what was expected, and how sure that is. */
export interface ScanCluster extends BestWindow {
  /** Places inside, nearest to the centre first. */
  members: Uint32Array;
  /** Risk inside over risk outside; null for the expectation model and when nothing lies outside. */
  relativeRisk: number | null;
  p: number | null;
  pGumbel: number | null;
  /** Prospective scans only. */
  recurrenceD: number | null;
}

/** Replicates from `from` to below `to`; the same whoever computes them, so that they can be split. */
export interface ReplicateRange {
  seed: number;
  from: number;
  to: number;
}

/** Maxima of a range of replicates under the null model. `each` is called after every replicate. */
export function replicateMaxima(
  problem: ScanProblem,
  range: ReplicateRange,
  each: (done: number, maximum: number) => boolean = () => true,
): Float64Array {
  const whole = problem.rates === 'high' ? wholeReplicate : searchedReplicate;
  const replicate = problem.cases.whole ? whole(problem) : sharedReplicate(problem);
  const maxima = new Float64Array(Math.max(0, range.to - range.from));
  for (let r = range.from; r < range.to; r++) {
    const maximum = replicate(range.seed, r);
    maxima[r - range.from] = maximum;
    if (!each(r - range.from + 1, maximum)) return maxima.slice(0, r - range.from + 1);
  }
  return maxima;
}

function wholeReplicate(problem: ScanProblem) {
  const sample = createSampler(problem);
  const maximumOf = createMaximum(problem);
  const events: Events = { count: 0, place: new Uint32Array(0), interval: new Uint32Array(0) };
  return (seed: number, r: number): number => {
    sample(seededRandom(seed, r + 1), events);
    return maximumOf(events);
  };
}

/** Low rates have no bounds to hurry by: every window is looked at. */
function searchedReplicate(problem: ScanProblem) {
  const { intervals, places } = problem;
  const sample = createSampler(problem);
  const events: Events = { count: 0, place: new Uint32Array(0), interval: new Uint32Array(0) };
  return (seed: number, r: number): number => {
    sample(seededRandom(seed, r + 1), events);
    const counts = new Float64Array(places * intervals);
    for (let i = 0; i < events.count; i++) {
      counts[events.place[i]! * intervals + events.interval[i]!]!++;
    }
    return searchWindows(problem, counts).reduce((best, { llr }) => Math.max(best, llr), 0);
  };
}

/** Cases spread over intervals keep their spread and trade places. */
function sharedReplicate(problem: ScanProblem) {
  const { cases, intervals, model, places } = problem;
  if (model !== 'permutation') {
    throw new AnalysisError('parameter-invalid', `the ${model} model needs a day for every case`);
  }
  return (seed: number, r: number): number => {
    const place = shuffle(cases.place.slice(), seededRandom(seed, r + 1));
    const counts = countCases({ ...cases, place }, places, intervals);
    return searchWindows(problem, counts).reduce((best, { llr }) => Math.max(best, llr), 0);
  };
}

/** When two clusters are one and the same: sharing a place at one time, or sharing a place at all. */
export const OVERLAPS = ['space-time', 'space'] as const;
export type Overlap = (typeof OVERLAPS)[number];

interface ListRule {
  limit: number;
  overlap: Overlap;
}

/**
 * The most likely cluster and, in falling order of their ratios, the best windows of other centres that overlap no
 * stronger one. Where overlap is of `space` a place is taken once and for all (SaTScan's "no geographical overlap").
 * Where it is of `space-time` a window falls only to one with a place and an interval in common, and its centre is
 * searched again at other times, so that a later outbreak in the same streets has its own line.
 */
export function listClusters(
  problem: ScanProblem,
  found: BestWindow[],
  { limit, overlap }: ListRule,
  search: CentreSearch,
): ScanCluster[] {
  const { circles, intervals, places } = problem;
  const clusters: ScanCluster[] = [];
  const candidates = [...found];
  /** Cluster that took each place and interval, counted from 1. */
  const takenBy = new Uint16Array(places * intervals);
  const closed = new Map<number, Uint8Array>();
  while (candidates.length > 0 && clusters.length < limit) {
    const at = strongest(candidates);
    const best = candidates[at]!;
    const members = circles.member.slice(circles.start[best.centre]!, best.end);
    const [first, last] = overlap === 'space' ? [0, intervals - 1] : [best.first, best.last];
    const stronger = overlapped(takenBy, intervals, members, { first, last });
    if (stronger === 0) {
      clusters.push({ ...best, ...UNJUDGED, members, relativeRisk: relativeRiskOf(problem, best) });
      for (const place of members) {
        takenBy.fill(clusters.length, place * intervals + first, place * intervals + last + 1);
      }
    }
    candidates.splice(at, 1);
    if (overlap === 'space') continue;
    const by = stronger === 0 ? best : clusters[stronger - 1]!;
    const times = closed.get(best.centre) ?? new Uint8Array(intervals);
    closed.set(best.centre, times.fill(1, by.first, by.last + 1));
    const next = search(best.centre, times);
    if (next !== null) candidates.push(next);
  }
  return clusters;
}

const UNJUDGED = { p: null, pGumbel: null, recurrenceD: null };

/** Index of the window of greatest ratio; of equals the lower centre, so that rounding decides nothing. */
function strongest(candidates: BestWindow[]): number {
  const most = candidates.reduce((greatest, { llr }) => Math.max(greatest, llr), 0) * (1 - TIE);
  let at = -1;
  candidates.forEach(({ centre, llr }, i) => {
    if (llr >= most && (at < 0 || centre < candidates[at]!.centre)) at = i;
  });
  return at;
}

/** Number, from 1, of a cluster that has a place and an interval in common with a window; 0 when none has. */
function overlapped(
  takenBy: Uint16Array,
  intervals: number,
  members: Uint32Array,
  { first, last }: { first: number; last: number },
): number {
  for (const place of members) {
    for (let t = first; t <= last; t++) {
      const by = takenBy[place * intervals + t]!;
      if (by > 0) return by;
    }
  }
  return 0;
}

function relativeRiskOf({ model, totalCases }: ScanProblem, { cases, expected }: BestWindow) {
  if (model === 'expectation' || cases >= totalCases) return null;
  return cases / expected / ((totalCases - cases) / (totalCases - expected));
}

/** How a scan is judged. */
export interface ScanInference {
  replicates: number;
  seed: number;
  /** Stop at this many replicates as great as the most likely cluster; 0 never stops. */
  stopAt: number;
  maxClusters: number;
  overlap: Overlap;
  /** Days between runs and number of runs adjusted for; null for a retrospective scan. */
  prospective: { intervalD: number; runs: number } | null;
}

export interface ScanOutcome {
  clusters: ScanCluster[];
  /** Maxima of the replicates, in the order they were drawn. */
  maxima: Float64Array;
  stoppedEarly: boolean;
}

/** Share of the work that the search of what was observed is told as. */
const SEARCH_SHARE = 0.1;

/** Runs a scan: searches the observed windows, draws the replicates, judges the clusters. */
export function runScan(
  problem: ScanProblem,
  inference: ScanInference,
  tick: (fraction: number) => void = () => {},
): ScanOutcome {
  const counts = countCases(problem.cases, problem.places, problem.intervals);
  const found = searchWindows(alive(problem), counts, (share) => tick(SEARCH_SHARE * share));
  const rule = { limit: inference.maxClusters, overlap: inference.overlap };
  const clusters = listClusters(problem, found, rule, createSearch(alive(problem), counts));
  const { replicates, seed, stopAt } = inference;
  let asGreat = 0;
  const maxima =
    clusters.length === 0
      ? new Float64Array(0)
      : replicateMaxima(problem, { seed, from: 0, to: replicates }, (done, maximum) => {
          tick(SEARCH_SHARE + (1 - SEARCH_SHARE) * (done / replicates));
          asGreat += countAsGreat([maximum], clusters[0]!.llr);
          return stopAt === 0 || asGreat < stopAt;
        });
  const stoppedEarly = maxima.length < replicates && maxima.length > 0;
  judgeClusters(clusters, maxima, stoppedEarly, inference);
  return { clusters, maxima, stoppedEarly };
}

/**
 * Observed clusters of a prospective scan are those still alive at the end; its replicates also count
 * the ends of earlier runs when adjusted for them.
 */
const alive = (problem: ScanProblem): ScanProblem =>
  problem.windows.endsWithStudy
    ? { ...problem, windows: { ...problem.windows, firstEnd: problem.intervals - 1 } }
    : problem;

/** Sets p, Gumbel p and recurrence interval of clusters from the maxima of the replicates. */
export function judgeClusters(
  clusters: ScanCluster[],
  maxima: Float64Array,
  stoppedEarly: boolean,
  { prospective }: ScanInference,
): void {
  if (maxima.length === 0) return;
  for (const cluster of clusters) {
    cluster.p = monteCarloP(maxima, cluster.llr, stoppedEarly);
    cluster.pGumbel = gumbelP(maxima, cluster.llr);
    if (prospective !== null) {
      const { intervalD, runs } = prospective;
      cluster.recurrenceD = recurrenceIntervalD(cluster.p, intervalD, runs);
    }
  }
}
