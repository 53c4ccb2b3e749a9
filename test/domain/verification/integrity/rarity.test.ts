import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { judgeLabelled, readyGrid } from '../../../../scripts/conformance-kit/judge.ts';
import { generatePatrol, type Kind } from '../../../../scripts/conformance-kit/patrols.ts';
import { NormRules } from '../../../../server/contract/norms/norm.ts';
import type { Signal } from '../../../../server/contract/patrols/verdict.ts';
import { spreadOfPace } from '../../../../server/domain/verification/integrity/even-pace.ts';
import {
  CHANCE,
  chanceBelow,
  figureAt,
  oneIn,
} from '../../../../server/domain/verification/integrity/rarity.ts';
import { LAW, replayChance } from '../../../../server/domain/verification/integrity/replay.ts';
import { LAWS, unevenSteps } from '../../../../server/domain/verification/integrity/too-smooth.ts';
import { measurePatrol } from '../../../../server/domain/verification/measure-patrol.ts';

const norm = { version: 1, rules: Value.Create(NormRules) };

/** Both figures of smoothness of some honest walks of a kind; null where a walk does not tell one. */
const figuresOf = (kind: Kind, walks: number) =>
  Array.from({ length: walks }, (_, k) => {
    const { startMs, endMs, fixes, grid } = generatePatrol(kind, `law/${k}`, {
      company: 'none',
      intervalS: 10,
    });
    const polygon = grid.geometry;
    const measured = measurePatrol({
      patrol: { startMs, endMs },
      fixes,
      grid: { version: 1, polygon },
      geometry: readyGrid(polygon),
      norm,
      timeZone: 'Asia/Shanghai',
    });
    return {
      uneven: unevenSteps(measured),
      spread: spreadOfPace(measured.movement, measured.track),
    };
  });

/**
 * The reliability diagram: of honest walks, no more lie below a figure than its law says, beyond what a sample of that size may show in
 * one of ten thousand tests; and not far fewer at the middle, or the law would be of something else.
 */
test.each([
  ['spread', 'honest-even-pace', 120],
  ['uneven', 'honest-snapped-smoothed', 40],
] as const)('the law of %s holds for the evenest honest kind, %s', (figure, kind, walks) => {
  const { share, ...law } = LAWS[figure];
  const chances = figuresOf(kind, walks)
    .map((figures) => figures[figure])
    .filter((value) => value !== null)
    .map((value) => chanceBelow(value, { ...law, share: 1 }));
  expect(chances.length).toBeGreaterThan(walks / 2);
  for (const said of [0.5, 0.2, 0.1, 0.05]) {
    const found = chances.filter((chance) => chance <= said).length / chances.length;
    expect(found).toBeLessThan(said + 3.7 * Math.sqrt((said * (1 - said)) / chances.length));
  }
  expect(chances.filter((chance) => chance <= 0.5).length / chances.length).toBeGreaterThan(0.25);
});

test('a figure and its chance belong together, and a strong signal is one in a million', () => {
  for (const law of Object.values(LAWS))
    for (const chance of [CHANCE.strong, CHANCE.weak, 0.01])
      expect(chanceBelow(figureAt(chance, law), law)).toBeCloseTo(chance, 9);
  expect(oneIn(CHANCE.strong)).toBe(1_000_000);
  expect(oneIn(1 / 123_456)).toBe(120_000);
  expect(oneIn(0)).toBe(1e9);
});

test('a stretch equal to an earlier track is the rarer the longer it is and the fewer it is compared with, and short ones count together', () => {
  const daily = 0.05 * 6 * 0.02 * Math.exp(-2 / 1.3);
  expect(replayChance([10], 6)).toBeCloseTo(daily, 12);
  expect(replayChance([], 6)).toBe(LAW.share);
  expect(replayChance([19], 6)).toBeGreaterThan(CHANCE.strong);
  expect(replayChance([19.4], 6)).toBeLessThan(CHANCE.strong);
  expect(replayChance([17], 1)).toBeLessThan(CHANCE.strong);
  // Two of ten minutes are weaker than one of twenty, three are enough.
  expect(replayChance([10, 10], 6)).toBeGreaterThan(CHANCE.strong);
  expect(replayChance([10, 10, 10], 6)).toBeLessThan(CHANCE.strong);
  // Compared with a thousand, a stretch that anybody has proves nothing.
  expect(replayChance([10], 1000)).toBe(LAW.share);
});

test('an officer whose daily round equals two earlier days for ten minutes each is not accused', () => {
  const { outcome, signals } = judgeLabelled(generatePatrol('honest-daily-round', 'rare/0/287'));
  expect(outcome).toBe('completed');
  const [{ code, strength, measured, threshold, oneIn: walks }] = signals as [Signal];
  expect({ code, strength }).toEqual({ code: 'replayed', strength: 'weak' });
  expect(measured).toBeLessThan(threshold);
  expect(walks).toBeLessThan(1e6);
});
