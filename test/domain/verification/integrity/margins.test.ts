import { expect, test } from 'vitest';
import { CHECKED, lawOf, TAILS } from '../../../../scripts/conformance-kit/figures.ts';
import { judgeLabelled, marginsOf } from '../../../../scripts/conformance-kit/judge.ts';
import { generatePatrol, type Kind } from '../../../../scripts/conformance-kit/patrols.ts';
import {
  chanceBeyond,
  figureBeyond,
  fitTail,
} from '../../../../scripts/conformance-kit/tail-law.ts';
import TOPS from '../../../../scripts/conformance-kit/tail-margins.json' with { type: 'json' };
import { createRandom } from '../../../../scripts/simulator/random.ts';
import { signalRarity } from '../../../../server/contract/patrols/signal-rarity.ts';
import { TAIL_LAWS } from '../../../../server/contract/patrols/tail-laws.ts';
import { binomialAtMost } from '../../../../server/domain/analysis/numerics/binomial.ts';
import type { MarginSignal } from '../../../../server/domain/verification/integrity/margins.ts';
import { CHANCE } from '../../../../server/domain/verification/integrity/rarity.ts';

/** Of so many tests one may fail by chance. */
const UNLUCKY = 1e-4;
type Half = (typeof TOPS)['two-in-one-pocket']['fit'];
/** All margins of a half: those that are not kept are below those that are. */
const wholeOf = ({ top, walks }: Half) => [
  ...top,
  ...new Array<number>(walks - top.length).fill(0),
];

test.each([
  ['frozen', 'frozen'],
  ['teleport', 'teleport'],
  ['vehicle', 'vehicle'],
  ['two-in-one-pocket', 'two-in-one-pocket'],
  ['several-accounts', 'several-accounts'],
  ['forged-sequence', 'forged-sequence'],
] as const)('from a margin of 1 a signal is strong, below it is not: %s', (kind, code) => {
  for (const shown of [
    kind,
    'honest-start-together',
    'honest-still-phone',
    'honest-alleys',
  ] as Kind[])
    for (const number of [0, 1]) {
      const patrol = generatePatrol(shown, `margin/${number}`, { company: 'pooled' });
      const signal = judgeLabelled(patrol).signals.find((found) => found.code === code);
      const isStrong = signal?.strength === 'strong';
      // One handheld under two accounts is known by its name too, which is no figure.
      if (code === 'several-accounts' && isStrong) continue;
      expect([shown, number, marginsOf(patrol)[code] >= 1]).toEqual([shown, number, isStrong]);
    }
});

test('a tail is fitted: its law is found again, no lighter than exponential, and a bound lies above it', () => {
  const random = createRandom('tail');
  const drawn = Array.from({ length: 2000 }, () => random.uniform(0, 1));
  const exponential = drawn.map((u) => -0.1 * Math.log(1 - u));
  const { atMost, law } = fitTail(exponential, 0.1, 1);
  expect(law.scale).toBeGreaterThan(0.08);
  expect(law.scale).toBeLessThan(0.12);
  expect(law.shape).toBeLessThan(0.1);
  // exp(-10).
  expect(atMost).toBeGreaterThan(4.5e-5);
  const heavy = fitTail(
    drawn.map((u) => (0.1 * ((1 - u) ** -0.5 - 1)) / 0.5),
    0.1,
    1,
  );
  expect(heavy.law.shape).toBeGreaterThan(0.25);
  expect(heavy.atMost).toBeGreaterThan(6 ** -2);
  // One that ends at 0.5 is not believed to.
  expect(
    fitTail(
      drawn.map((u) => u / 2),
      0.1,
      1,
    ).law.shape,
  ).toBe(0);
  for (const chance of [0.1, 0.01, 1e-6])
    expect(chanceBeyond(figureBeyond(chance, heavy.law), heavy.law)).toBeCloseTo(chance, 9);
});

test.each(
  Object.entries(TOPS) as [MarginSignal, Record<'fit' | 'held', Half>][],
)('the reliability diagram: what is told of strong %s follows from its margins, and the law of one half holds in the other', (code, {
  fit,
  held,
}) => {
  const { checks, oneIn, patrols } = lawOf(code, { fit: wholeOf(fit), held: wholeOf(held) });
  expect(TAIL_LAWS.laws[code]).toEqual({ kinds: TAILS[code].kinds, oneIn, patrols });
  expect(checks.map(({ chance }) => chance)).toEqual(CHECKED);
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  // Nor is it of something else, which nothing would come near.
  for (const { chance, found } of checks)
    expect(binomialAtMost(found, held.walks, chance)).toBeGreaterThan(UNLUCKY);
  expect(1 / oneIn).toBeLessThanOrEqual(CHANCE.strong);
  expect(signalRarity({ code, strength: 'strong' })).toMatchObject({ by: 'tail', oneIn });
  expect(signalRarity({ code, strength: 'weak' })).toMatchObject({ by: 'count' });
});

test('people who set out together anew come as near to two handhelds in one pocket as the law lets expect', () => {
  const { fit, held } = TOPS['two-in-one-pocket'];
  const { law } = fitTail([...wholeOf(fit), ...wholeOf(held)], 0.2, 1);
  const walks = TAILS['two-in-one-pocket'].kinds.flatMap((kind) =>
    Array.from({ length: 12 }, (_, k) => generatePatrol(kind, `anew/${k}`, { company: 'pooled' })),
  );
  const margins = walks.map((patrol) => marginsOf(patrol)['two-in-one-pocket']);
  for (const chance of [0.2, 0.1, 0.05]) {
    const found = margins.filter((margin) => margin > figureBeyond(chance, law)).length;
    expect(1 - binomialAtMost(found - 1, margins.length, chance)).toBeGreaterThan(UNLUCKY);
  }
  expect(Math.max(...margins)).toBeGreaterThan(0.1);
});
