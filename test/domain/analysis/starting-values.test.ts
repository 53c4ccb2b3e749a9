import { expect, test } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import { expectedSeconds } from '../../../server/domain/analysis/expected-seconds.ts';
import { kneeOf, startingValues } from '../../../server/domain/analysis/starting-values.ts';
import { runStudy } from '../../../server/domain/analysis/study.ts';
import { incidentsAt } from './support.ts';

/** Incidents on a square of `sideM`, every third of them within some 30 m of one place of it. */
function planted(n: number, sideM: number) {
  const random = createRandom(`starting values ${n} ${sideM}`);
  const at = { x: 0.7 * sideM, y: 0.3 * sideM };
  const points = Array.from({ length: n }, (_, i) =>
    i % 3 === 0
      ? { x: at.x + random.normal(0, 30), y: at.y + random.normal(0, 30) }
      : { x: random.uniform(0, sideM), y: random.uniform(0, sideM) },
  );
  return { x: points.map(({ x }) => x), y: points.map(({ y }) => y), points };
}

test('cells follow how many incidents lie on how much ground', () => {
  const valuesFor = (n: number, sideM: number) =>
    startingValues(planted(n, sideM), { areaM2: sideM ** 2, share: 1 })!;
  // A district of a square kilometre, one of ten by ten, a city of fifty by fifty.
  expect(valuesFor(2_700, 1_000)).toMatchObject({ resolution: 11, cellM: 30 });
  expect(valuesFor(2_700, 10_000)).toMatchObject({ resolution: 8, cellM: 300 });
  expect(valuesFor(9_000, 50_000)).toMatchObject({ resolution: 7, cellM: 1000 });
});

test('nothing is made up of too few incidents, or of no ground', () => {
  expect(startingValues({ x: [1, 2], y: [1, 2] }, { areaM2: 1e6, share: 1 })).toBeNull();
  expect(startingValues(planted(100, 1_000), { areaM2: 0, share: 1 })).toBeNull();
});

test('the knee is where sorted values turn steep', () => {
  const values = [...Array.from({ length: 90 }, (_, i) => 10 + i / 90), 40, 80, 200, 400, 900];
  expect(kneeOf(values.toReversed())).toBeLessThan(41);
  expect(kneeOf(values)).toBeGreaterThan(10.5);
});

test('a sample gives about the distance that all incidents do', () => {
  const { points } = planted(6_000, 2_000);
  const all = startingValues(planted(6_000, 2_000), { areaM2: 4e6, share: 1 })!;
  const tenth = points.filter((_, i) => i % 10 === 0);
  const sampled = startingValues(
    { x: tenth.map(({ x }) => x), y: tenth.map(({ y }) => y) },
    { areaM2: 4e6, share: 0.1 },
  )!;
  expect(sampled.resolution).toBe(all.resolution);
  expect(sampled.epsM / all.epsM).toBeGreaterThan(0.5);
  expect(sampled.epsM / all.epsM).toBeLessThan(2);
});

test('with them a planted hot spot of a small district is found that the default cells do not see', () => {
  const { points, x, y } = planted(900, 1_000);
  const input = incidentsAt(points, { projection: { origin: { lng: 121.37, lat: 28.58 } } });
  const { resolution } = startingValues({ x, y }, { areaM2: 1e6, share: 1 })!;
  const hot = (parameters: object) =>
    runStudy(input, { method: 'gi-star', parameters: { ...parameters } }).summary.hot;
  expect(hot({ resolution })).toBeGreaterThan(0);
  expect(hot({ resolution: 9 })).toBe(0);
});

test('with them DBSCAN finds the planted hot spot alone, and does not take what lies evenly round it for part of it', () => {
  for (const [n, sideM] of [
    [2_700, 1_000],
    [2_700, 10_000],
  ] as const) {
    const { points, x, y } = planted(n, sideM);
    const input = incidentsAt(points, { projection: { origin: { lng: 121.37, lat: 28.58 } } });
    const { epsM } = startingValues({ x, y }, { areaM2: sideM ** 2, share: 1 })!;
    const { summary } = runStudy(input, { method: 'dbscan', parameters: { epsM, minPts: 10 } });
    const found = n - Number(summary.noise);
    expect(Number(summary.clusters)).toBeGreaterThan(0);
    expect([n, sideM, epsM, found > 0.8 * (n / 3) && found < 1.5 * (n / 3)]).toEqual([
      n,
      sideM,
      epsM,
      true,
    ]);
  }
});

test('how long a study takes follows the last one of its method here, else what was measured', () => {
  expect(expectedSeconds('dbscan', 4_000, { seconds: 2, incidents: 1_000 })).toBe(8);
  expect(expectedSeconds('scan', 1_000, null)).toBeGreaterThan(0);
  expect(expectedSeconds('unheard-of', 1_000, null)).toBeNull();
});
