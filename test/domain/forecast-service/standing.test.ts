import { expect, test } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import { FORECAST_BASELINES, SERVED } from '../../../server/domain/forecast-service/methods.ts';
import { scoreDay } from '../../../server/domain/forecast-service/score-day.ts';
import { foldStanding, type ScoredDay } from '../../../server/domain/forecast-service/standing.ts';
import { weekInterval, weekOf } from '../../../server/domain/forecast-service/week-interval.ts';

/** 2026-06-01, a Monday. */
const MONDAY = Date.UTC(2026, 5, 1) / 86_400_000;

test('a day is scored by the best cells of each share and by the log of what was expected', () => {
  const expected = Float64Array.from({ length: 100 }, (_, i) => 100 - i);
  const actual = new Float64Array(100);
  actual[0] = 2;
  actual[4] = 1;
  actual[50] = 3;
  const score = scoreDay(expected, actual);
  expect(score).toMatchObject({
    incidents: 6,
    cells: 100,
    picked: [1, 2, 5, 10],
    hits: [2, 2, 3, 3],
    best: [3, 5, 6, 6],
  });
  const share = (at: number) => 0.999 * ((100 - at) / 5050) + 0.001 / 100;
  expect(score.logScore).toBeCloseTo(
    2 * Math.log(share(0)) + Math.log(share(4)) + 3 * Math.log(share(50)),
  );
});

test('weeks begin on Monday', () => {
  expect(
    [MONDAY - 1, MONDAY, MONDAY + 6, MONDAY + 7].map((day) => weekOf(day) - weekOf(MONDAY)),
  ).toEqual([-1, 0, 0, 1]);
});

test('an interval of a ratio lies about it, is a point where weeks agree, and needs four weeks', () => {
  const parts = Array.from({ length: 56 }, (_, k) => ({ day: MONDAY + k, above: k % 3, below: 2 }));
  const { high, low, value, weeks } = weekInterval(parts, 0.05)!;
  expect(weeks).toBe(8);
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
  const same = parts.map((part) => ({ ...part, above: 1 }));
  expect(weekInterval(same, 0.05)).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
  expect(weekInterval(parts.slice(0, 21), 0.05)).toBeNull();
});

/** Days on which the served method's log score an incident differs by so much, give or take, from that of every baseline. */
function days(from: number, count: number, better: number, seed = 'standing'): ScoredDay[] {
  const random = createRandom(`${seed} ${from}`);
  return Array.from({ length: count }, (_, k) => {
    const incidents = 10 + random.integer(0, 4);
    const at = (logScore: number) => ({
      incidents,
      cells: 100,
      picked: [],
      hits: [],
      best: [],
      logScore,
    });
    return {
      day: MONDAY + from + k,
      scores: Object.fromEntries([
        [SERVED, at(incidents * (-5 + better + random.normal(0, 0.2)))],
        ...FORECAST_BASELINES.map((name, b) => [name, at(incidents * (-5 - 0.1 * b))]),
      ]),
    };
  });
}

test('a method that is about as good goes on serving', () => {
  for (let seed = 0; seed < 20; seed++)
    expect(foldStanding(days(0, 112, 0, `${seed}`))).toMatchObject({
      serving: SERVED,
      standsDown: false,
    });
});

test('one that loses stands down for the best baseline, and comes back once surely better', () => {
  const lost = days(0, 42, -0.5);
  const down = foldStanding(lost);
  expect(down).toMatchObject({ serving: FORECAST_BASELINES[0], standsDown: true });
  // Four weeks are the fewest that decide.
  expect(down.since).toBe(MONDAY + 28);
  const even = [...lost, ...days(42, 56, 0)];
  expect(foldStanding(even)).toMatchObject({ standsDown: true, since: MONDAY + 28 });
  const back = foldStanding([...even, ...days(98, 70, 0.5)]);
  expect(back).toMatchObject({ serving: SERVED, standsDown: false });
  expect(back.since! - MONDAY).toBeGreaterThan(98);
  expect(back.comparisons[0]!.low).toBeGreaterThan(0);
});

test('too few weeks, too few incidents or an unfinished week decide nothing', () => {
  const lost = days(0, 42, -0.5);
  expect(foldStanding(lost.slice(0, 27)).standsDown).toBe(false);
  expect(foldStanding(lost.slice(0, 28)).standsDown).toBe(true);
  const few = lost.map(({ day, scores }) => ({
    day,
    scores: Object.fromEntries(
      Object.entries(scores).map(([name, score]) => [name, { ...score, incidents: 1 }]),
    ),
  }));
  expect(foldStanding(few).standsDown).toBe(false);
  expect(foldStanding([]).standsDown).toBe(false);
});
