import { readBands } from '../../server/domain/analysis/near-repeat/bands.ts';
import { knoxTest } from '../../server/domain/analysis/near-repeat/knox.ts';
import { gaussian, seededRandom, shuffle } from '../../server/domain/analysis/numerics/random.ts';
import { buildCircles } from '../../server/domain/analysis/scan/circles.ts';
import {
  countCases,
  createProblem,
  expectCases,
  placeSizes,
  wholeCases,
} from '../../server/domain/analysis/scan/problem.ts';
import { replicateMaxima, runScan } from '../../server/domain/analysis/scan/scan.ts';
import { searchWindows } from '../../server/domain/analysis/scan/search.ts';

/** Milliseconds of the clock and of the processor, and what came of it. */
function timed<T>(work: () => T) {
  const cpu = process.cpuUsage();
  const from = performance.now();
  const value = work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - from, cpuMs: (user + system) / 1000, value };
}

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** 742 places of a hexagonal lattice with uneven counts, 14,278 cases over 366 days. */
function scanProblem(maxLength: number) {
  const random = seededRandom(1);
  const places = 742;
  const x = Float64Array.from(
    { length: places },
    (_, i) => 900 * ((i % 27) + (Math.floor(i / 27) % 2) / 2),
  );
  const y = Float64Array.from({ length: places }, (_, i) => 780 * Math.floor(i / 27));
  const weight = Float64Array.from({ length: places }, () => Math.exp(gaussian(random)));
  const upTo = weight.slice();
  for (let i = 1; i < places; i++) upTo[i]! += upTo[i - 1]!;
  const draw = () => {
    const at = random() * upTo[places - 1]!;
    return upTo.findIndex((sum) => sum > at);
  };
  const input = {
    model: 'permutation' as const,
    places,
    intervals: 366,
    cases: wholeCases(
      Uint32Array.from({ length: 14_278 }, draw),
      Uint32Array.from({ length: 14_278 }, () => Math.floor(random() * 366)),
    ),
    population: null,
  };
  const expected = expectCases(input);
  const circles = buildCircles({ kind: 'planar', x, y }, placeSizes(expected, places, 366), {
    maxShare: 0.5,
    maxRadiusM: null,
    tiesTogether: false,
  });
  const windows = { maxLength, firstEnd: 365, endsWithStudy: true };
  return createProblem({ ...input, expected, circles, windows, minCases: 2 });
}

function benchScan(maxLength: number) {
  const inference = {
    seed: 1,
    stopAt: 0,
    maxClusters: 10,
    overlap: 'space-time' as const,
    prospective: { intervalD: 1, runs: 1 },
  };
  const ours = timed(() => runScan(scanProblem(maxLength), { ...inference, replicates: 999 }));
  // The straightforward way looks at every window of every circle: a few replicates, scaled up.
  const problem = scanProblem(maxLength);
  const few = 5;
  const plain = timed(() => {
    for (let r = 0; r < few; r++) {
      const place = shuffle(problem.cases.place.slice(), seededRandom(1, r + 1));
      searchWindows(problem, countCases({ ...problem.cases, place }, 742, 366));
    }
  });
  const own = timed(() => replicateMaxima(problem, { seed: 1, from: 0, to: 100 }));
  say({
    bench: 'scan',
    places: 742,
    days: 366,
    cases: 14_278,
    maxDays: maxLength,
    replicates: 999,
    ms: Math.round(ours.ms),
    cpuMs: Math.round(ours.cpuMs),
    ratio: Number((plain.cpuMs / few / (own.cpuMs / 100)).toFixed(1)),
  });
}

function benchKnox() {
  const random = seededRandom(2);
  const n = 12_334;
  const centres = Array.from(
    { length: 400 },
    () => [random() * 26_000, random() * 26_000] as const,
  );
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [cx, cy] = centres[Math.floor(random() * 400)]!;
    x[i] = cx + 600 * gaussian(random);
    y[i] = cy + 600 * gaussian(random);
  }
  const day = Float64Array.from({ length: n }, () => Math.floor(random() * 366));
  const bands = {
    space: readBands('space', '0,100,200,300,400,500', 'upper'),
    time: readBands('time', '0,7,14,21,28', 'upper'),
  };
  const incidents = { x, y, startD: day, endD: day };
  const ours = timed(() => knoxTest(incidents, { ...bands, permutations: 99, seed: 1 }));
  // The straightforward way measures every pair anew in every permutation: two of them, scaled up.
  const plain = timed(() => {
    let close = 0;
    for (let r = 0; r < 2; r++) {
      const t = shuffle(day.slice(), seededRandom(1, r + 1));
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) {
          if (
            Math.abs(t[i]! - t[j]!) <= 28 &&
            Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2) <= 500
          ) {
            close++;
          }
        }
      }
    }
    return close;
  });
  say({
    bench: 'knox',
    events: n,
    permutations: 99,
    ms: Math.round(ours.ms),
    cpuMs: Math.round(ours.cpuMs),
    ratio: Number((((plain.cpuMs / 2) * 100) / ours.cpuMs).toFixed(1)),
  });
}

/** `npm run bench -- analysis-scan`: the space-time scan and the Knox test. */
export default async function bench(): Promise<void> {
  benchScan(7);
  benchScan(30);
  benchKnox();
}
