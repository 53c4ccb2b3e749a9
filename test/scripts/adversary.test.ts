import { expect, test } from 'vitest';
import { CHEATS } from '../../scripts/conformance-kit/adversary/cheats.ts';
import { codesLine, scanMinutes } from '../../scripts/conformance-kit/adversary/codes.ts';
import { curveLine } from '../../scripts/conformance-kit/adversary/curve.ts';
import searchCheat, {
  judgeCheat,
  overAMonth,
} from '../../scripts/conformance-kit/adversary/search.ts';

const PLAYED = 'mock positions through a smoother';
const SEEN = { completed: 0, incomplete: 0, suspicious: 2, unverifiable: 0 };

test('a route played evenly for two hours is seen', () => {
  const even = { paceSdMps: 0, sigmaM: 0, tauS: 60 };
  expect(judgeCheat(CHEATS[PLAYED], 120, even, 'test', 2)).toEqual(SEEN);
});

test('a walk computed with the right gait and error is not: positions alone cannot tell it', () => {
  const computed = CHEATS['a whole walk computed, gait and noise right'];
  expect(judgeCheat(computed, 120, {}, 'test', 2)).toMatchObject({ completed: 2, suspicious: 0 });
});

test('a search is a function of its seed, stays within what may be turned, and is told as a line of the curve', () => {
  const attempt = { name: PLAYED, minutes: 60, seed: 1, patrols: 2 } as const;
  const effort = { random: 2, generations: 1, children: 2, trials: 1 };
  const found = searchCheat(attempt, effort);
  expect(searchCheat(attempt, effort)).toEqual(found);
  for (const [gene, [low, high]] of Object.entries(CHEATS[PLAYED].genes)) {
    expect(found.genes[gene]).toBeGreaterThanOrEqual(low);
    expect(found.genes[gene]).toBeLessThanOrEqual(high);
  }
  const { completed, incomplete, suspicious, unverifiable } = found.outcomes;
  expect(completed + incomplete + suspicious + unverifiable).toBe(2);
  expect(curveLine(found)).toMatch(/^mock positions through a smoother +60 min +\d+ % /);
  expect(overAMonth(0.05)).toBeCloseTo(0.895, 3);
});

test('codes of checkpoints take who knows them longer the more there are, and less than two hours', () => {
  const [two, six] = [2, 6].map((codes) => scanMinutes(codes, 3, 1));
  const total = (minutes: number[]) => minutes.reduce((sum, one) => sum + one, 0);
  expect(total(six!)).toBeGreaterThan(total(two!));
  expect(Math.max(...six!)).toBeLessThan(120);
  expect(Math.min(...two!)).toBeGreaterThan(0.6);
  expect(codesLine(2, 3, 1)).toMatch(/^codes of the day at 2 checkpoints take \d+ min to scan/);
});
