import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../server/domain/analysis/numerics/random.ts';
import { createMaximum } from '../../../../server/domain/analysis/scan/maximum.ts';
import {
  countCases,
  type ScanProblem,
  wholeCases,
} from '../../../../server/domain/analysis/scan/problem.ts';
import { createSampler, type Events } from '../../../../server/domain/analysis/scan/sampler.ts';
import {
  listClusters,
  type Overlap,
  replicateMaxima,
  runScan,
} from '../../../../server/domain/analysis/scan/scan.ts';
import { createSearch, searchWindows } from '../../../../server/domain/analysis/scan/search.ts';
import { bruteForce, countWindow, type Small, smallProblem } from './support.ts';

const cases: Small[] = [
  { model: 'permutation', places: 12, intervals: 10, cases: 60, seed: 1 },
  { model: 'permutation', places: 16, intervals: 8, cases: 80, seed: 2, lattice: true },
  {
    model: 'permutation',
    places: 16,
    intervals: 8,
    cases: 80,
    seed: 3,
    lattice: true,
    tiesTogether: true,
  },
  { model: 'permutation', places: 9, intervals: 12, cases: 70, seed: 4, windows: { firstEnd: 0 } },
  { model: 'permutation', places: 9, intervals: 12, cases: 70, seed: 5, windows: { firstEnd: 8 } },
  { model: 'permutation', places: 30, intervals: 40, cases: 2500, seed: 6, minCases: 2 },
  { model: 'poisson', places: 12, intervals: 10, cases: 60, seed: 7 },
  { model: 'poisson', places: 10, intervals: 8, cases: 60, seed: 8, changing: true },
  { model: 'poisson', places: 10, intervals: 8, cases: 60, seed: 9, windows: { firstEnd: 0 } },
  { model: 'bernoulli', places: 10, intervals: 8, cases: 60, seed: 10 },
  { model: 'bernoulli', places: 25, intervals: 1, cases: 60, seed: 11, windows: { maxLength: 1 } },
  { model: 'expectation', places: 12, intervals: 10, cases: 60, seed: 12 },
  { model: 'expectation', places: 8, intervals: 8, cases: 90, seed: 13, changing: true },
];

const lowCases: Small[] = [
  { model: 'permutation', places: 9, intervals: 12, cases: 70, seed: 4, windows: { firstEnd: 0 } },
  { model: 'poisson', places: 12, intervals: 10, cases: 60, seed: 7 },
  { model: 'poisson', places: 10, intervals: 8, cases: 60, seed: 8, changing: true },
  { model: 'bernoulli', places: 25, intervals: 1, cases: 60, seed: 11, windows: { maxLength: 1 } },
  { model: 'expectation', places: 12, intervals: 10, cases: 60, seed: 12 },
].flatMap((options) => [
  { ...options, rates: 'low' } as Small,
  { ...options, rates: 'both' } as Small,
]);

const searched = (problem: ScanProblem, counts: Float64Array) =>
  searchWindows(problem, counts).reduce((best, { llr }) => Math.max(best, llr), 0);

describe('the search', () => {
  it.each(cases)('finds what trying every window finds: $model $seed', (options) => {
    const problem = smallProblem(options);
    const counts = countCases(problem.cases, problem.places, problem.intervals);
    expect(searched(problem, counts)).toBeCloseTo(bruteForce(problem), 9);
  });

  it.each(lowCases)('and of low rates, or of either: $model $rates $seed', (options) => {
    const problem = smallProblem(options);
    const counts = countCases(problem.cases, problem.places, problem.intervals);
    expect(searched(problem, counts)).toBeCloseTo(bruteForce(problem), 9);
    expect(bruteForce(problem)).toBeGreaterThan(0);
  });

  it.each(cases)('and the fast maximum agrees on every replicate: $model $seed', (options) => {
    const problem = smallProblem(options);
    const sample = createSampler(problem);
    const maximumOf = createMaximum(problem);
    const events: Events = { count: 0, place: new Uint32Array(0), interval: new Uint32Array(0) };
    for (let r = 0; r < 30; r++) {
      sample(seededRandom(5, r), events);
      const drawn = wholeCases(
        events.place.slice(0, events.count),
        events.interval.slice(0, events.count),
      );
      const counts = countCases(drawn, problem.places, problem.intervals);
      expect(maximumOf(events)).toBeCloseTo(searched(problem, counts), 9);
    }
  });

  it('reports cases and expectation of the window it names', () => {
    const problem = smallProblem(cases[3]!);
    const counts = countCases(problem.cases, problem.places, problem.intervals);
    const found = searchWindows(problem, counts);
    const search = createSearch(problem, counts);
    const rule = { limit: 99, overlap: 'space-time' as const };
    for (const cluster of listClusters(problem, found, rule, search)) {
      const long = countWindow(problem, new Set(cluster.members), cluster.first, cluster.last);
      expect(cluster.cases).toBe(long.cases);
      expect(cluster.expected).toBeCloseTo(long.expected, 9);
    }
  });
});

describe('the replicates', () => {
  it('keep the margins: dates are permuted, cases are drawn without replacement', () => {
    for (const options of [cases[3]!, cases[9]!]) {
      const problem = smallProblem({ ...options, windows: { firstEnd: 0, maxLength: 99 } });
      const events: Events = { count: 0, place: new Uint32Array(0), interval: new Uint32Array(0) };
      createSampler(problem)(seededRandom(1), events);
      expect(events.count).toBe(problem.totalCases);
      if (options.model !== 'permutation') continue;
      const sorted = (values: Uint32Array) => [...values].sort((a, b) => a - b);
      expect(sorted(events.place.slice(0, events.count))).toEqual(sorted(problem.cases.place));
      expect(sorted(events.interval.slice(0, events.count))).toEqual(
        sorted(problem.cases.interval),
      );
    }
  });

  it('are the same however they are split', () => {
    const problem = smallProblem(cases[0]!);
    const all = replicateMaxima(problem, { seed: 9, from: 0, to: 20 });
    const first = replicateMaxima(problem, { seed: 9, from: 0, to: 7 });
    const rest = replicateMaxima(problem, { seed: 9, from: 7, to: 20 });
    expect([...first, ...rest]).toEqual([...all]);
  });

  it.each([
    'permutation',
    'poisson',
    'bernoulli',
    'expectation',
  ] as const)('make p uniform when nothing is there: %s', (model) => {
    const bins = [0, 0, 0, 0];
    for (let run = 0; run < 200; run++) {
      const options = { model, places: 9, intervals: 6, cases: 40, seed: 100 };
      const truth = smallProblem(options);
      const events: Events = { count: 0, place: new Uint32Array(0), interval: new Uint32Array(0) };
      // The data are themselves a draw from the null model, over the whole period.
      createSampler({ ...truth, windows: { ...truth.windows, maxLength: 6 } })(
        seededRandom(77, run),
        events,
      );
      const drawn = wholeCases(
        events.place.slice(0, events.count),
        events.interval.slice(0, events.count),
      );
      const observed = searched(truth, countCases(drawn, 9, 6));
      const maxima = replicateMaxima(truth, { seed: run, from: 0, to: 19 });
      const noise = seededRandom(run, 5);
      // Ties, frequent in small data, are broken at random: then the rank is exactly uniform.
      let rank = 0;
      for (const maximum of maxima) {
        if (Math.abs(maximum - observed) < 1e-9 ? noise() < 0.5 : maximum > observed) rank++;
      }
      bins[Math.floor(rank / 5)]!++;
    }
    const chi2 = bins.reduce((sum, n) => sum + (n - 50) ** 2 / 50, 0);
    expect(chi2).toBeLessThan(16.3); // 99.9 % point, 3 degrees of freedom
  });
});

describe('a scan', () => {
  const inference = {
    replicates: 99,
    seed: 1,
    stopAt: 0,
    maxClusters: 5,
    overlap: 'space' as const,
    prospective: null,
  };

  it('finds two planted clusters, apart, and is sure of them', () => {
    const problem = smallProblem({
      model: 'poisson',
      places: 36,
      intervals: 12,
      cases: 150,
      seed: 3,
      lattice: true,
      maxShare: 0.2,
      windows: { firstEnd: 0, maxLength: 6, endsWithStudy: false },
      planted: [
        { places: [0, 1, 6], first: 4, last: 5, cases: 40 },
        { places: [28, 29, 35], first: 9, last: 11, cases: 40 },
      ],
    });
    const outcome = runScan(problem, inference);
    const [first, second] = outcome.clusters;
    expect([first!.p, second!.p]).toEqual([0.01, 0.01]);
    expect(first!.pGumbel!).toBeLessThan(0.001);
    const all = outcome.clusters.flatMap((cluster) => [...cluster.members]);
    expect(new Set(all).size).toBe(all.length);
    const ratios = outcome.clusters.map(({ llr }) => llr);
    expect(ratios).toEqual(ratios.toSorted((a, b) => b - a));
  });

  describe('of two outbreaks in the same streets at different times', () => {
    const problem = smallProblem({
      model: 'poisson',
      places: 36,
      intervals: 12,
      cases: 150,
      seed: 3,
      lattice: true,
      maxShare: 0.2,
      windows: { firstEnd: 0, maxLength: 6, endsWithStudy: false },
      planted: [
        { places: [14, 15, 20], first: 2, last: 3, cases: 60 },
        { places: [14, 15, 20], first: 8, last: 9, cases: 40 },
      ],
    });
    const list = (overlap: Overlap) =>
      runScan(problem, { ...inference, overlap, replicates: 19 }).clusters;

    it('lists both, each sure, as overlap is of place and time', () => {
      const [first, second] = list('space-time');
      expect([first, second].map((c) => [c!.first, c!.last, c!.p])).toEqual([
        [2, 3, 0.05],
        [8, 9, 0.05],
      ]);
      expect([...second!.members]).toContain(first!.centre);
    });

    it('lists the stronger alone where a place counts once', () => {
      const [first, ...others] = list('space');
      const taken = new Set(first!.members);
      expect(others.flatMap(({ members }) => [...members]).some((at) => taken.has(at))).toBe(false);
    });

    it('and never two that share a place at one time, in falling order of their ratios', () => {
      const clusters = runScan(problem, {
        ...inference,
        overlap: 'space-time',
        replicates: 0,
        maxClusters: 99,
      }).clusters;
      const bins = clusters.flatMap(({ first, last, members }) =>
        [...members].flatMap((place) =>
          Array.from({ length: last - first + 1 }, (_, t) => place * 12 + first + t),
        ),
      );
      expect(new Set(bins).size).toBe(bins.length);
      clusters.slice(1).forEach(({ llr }, i) => {
        expect(llr).toBeLessThanOrEqual(clusters[i]!.llr * (1 + 1e-9));
      });
    });
  });

  it('stops early at the stated number of greater replicates, with p = h/l', () => {
    const problem = smallProblem(cases[0]!);
    const full = runScan(problem, inference);
    const early = runScan(problem, { ...inference, stopAt: 5 });
    expect(early.stoppedEarly).toBe(true);
    expect([...early.maxima]).toEqual([...full.maxima.slice(0, early.maxima.length)]);
    expect(early.clusters[0]!.p).toBe(5 / early.maxima.length);
  });

  it('looks at earlier ends in the replicates only, when adjusted for earlier runs', () => {
    const once = smallProblem(cases[0]!);
    const adjusted = { ...once, windows: { ...once.windows, firstEnd: 6 } };
    const [plain, cautious] = [once, adjusted].map((problem) => runScan(problem, inference));
    expect(cautious!.clusters[0]!.llr).toBe(plain!.clusters[0]!.llr);
    expect(cautious!.clusters[0]!.p!).toBeGreaterThanOrEqual(plain!.clusters[0]!.p!);
    const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v / values.length, 0);
    expect(mean(cautious!.maxima)).toBeGreaterThan(mean(plain!.maxima) + 0.3);
  });
});
