import { expect, test } from 'vitest';
import { countKinds, countSignals } from '../../../../scripts/conformance-kit/count-signals.ts';
import { tallySample } from '../../../../scripts/conformance-kit/tally.ts';
import { HONEST_WALKS, type KindCounts } from '../../../../server/contract/patrols/honest-walks.ts';
import { SIGNALS, type SignalCode } from '../../../../server/contract/patrols/verdict.ts';
import {
  binomialAtMost,
  chanceAtMost,
} from '../../../../server/domain/analysis/numerics/binomial.ts';
import { poissonAtLeast } from '../../../../server/domain/analysis/numerics/poisson.ts';
import { CHANCE } from '../../../../server/domain/verification/integrity/rarity.ts';
import { LAW } from '../../../../server/domain/verification/integrity/replay.ts';
import { LAWS } from '../../../../server/domain/verification/integrity/too-smooth.ts';

/** Of so many tests one may fail by chance. */
const UNLUCKY = 1e-4;
const { heldOut, kinds } = HONEST_WALKS;

const STRENGTHS = {
  weak: (counts: KindCounts, code: SignalCode) =>
    (counts.weak[code] ?? 0) + (counts.strong[code] ?? 0),
  strong: (counts: KindCounts, code: SignalCode) => counts.strong[code] ?? 0,
};

/** Whether so many of others are what a share found in some lets expect: no more than by its upper bound, no fewer than by its lower. */
function agrees(found: readonly [number, number], others: readonly [number, number]): boolean {
  const [hits, trials] = found;
  const [seen, of] = others;
  const high = chanceAtMost(hits, trials, 1 - UNLUCKY);
  const low = 1 - chanceAtMost(trials - hits, trials, 1 - UNLUCKY);
  return (
    binomialAtMost(seen - 1, of, high) < 1 - UNLUCKY && binomialAtMost(seen, of, low) > UNLUCKY
  );
}

test('a share is bounded exactly: by its terms, by the rule of three, and of all it may be all', () => {
  expect(binomialAtMost(2, 10, 0.3)).toBeCloseTo(0.3827827864, 9);
  expect(binomialAtMost(7, 10, 0.3)).toBeCloseTo(0.9984096136, 9);
  expect(chanceAtMost(0, 300)).toBeCloseTo(1 - 0.05 ** (1 / 300), 9);
  expect(chanceAtMost(3, 20)).toBeCloseTo(0.34366, 5);
  expect(chanceAtMost(20, 20)).toBe(1);
  for (const [hits, trials] of [
    [5, 2800],
    [5610, 100_800],
  ] as const)
    expect(binomialAtMost(hits, trials, chanceAtMost(hits, trials))).toBeCloseTo(0.05, 6);
});

test('what is said of each signal is what was counted of the kinds, and no rarer', () => {
  expect(HONEST_WALKS.signals).toEqual(countSignals(kinds));
  for (const code of SIGNALS)
    for (const strength of ['weak', 'strong'] as const) {
      const { oneIn, shown } = HONEST_WALKS.signals[code][strength];
      expect(1 / oneIn).toBeGreaterThanOrEqual(chanceAtMost(shown, HONEST_WALKS.patrols));
    }
});

test('the reliability diagram: what one half of honest walks lets expect of each signal is seen in the other, by kind and together', () => {
  const total = (of: Record<string, KindCounts>, shown: (counts: KindCounts) => number) =>
    Object.values(of).reduce((sum, counts) => sum + shown(counts), 0);
  const wrong: string[] = [];
  for (const code of SIGNALS)
    for (const [strength, shownOf] of Object.entries(STRENGTHS)) {
      const pairs = Object.entries(heldOut).map(([kind, held]) => {
        const seen = [shownOf(held, code), held.patrols] as const;
        const all = kinds[kind]!;
        return {
          kind,
          seen,
          found: [shownOf(all, code) - seen[0], all.patrols - seen[1]] as const,
        };
      });
      const of = (which: Record<string, KindCounts>) =>
        [total(which, (counts) => shownOf(counts, code)), total(which, (c) => c.patrols)] as const;
      const [held, all] = [of(heldOut), of(kinds)];
      pairs.push({ kind: 'all', seen: held, found: [all[0] - held[0], all[1] - held[1]] });
      for (const { found, kind, seen } of pairs)
        if (!agrees(found, seen)) wrong.push(`${code} ${strength} ${kind}: ${found} / ${seen}`);
    }
  expect(wrong).toEqual([]);
  // Halves, or the other would hold nothing against the one.
  expect(total(heldOut, (counts) => counts.patrols) / HONEST_WALKS.patrols).toBeGreaterThan(0.4);
});

/** Of the kind its law is of, one honest officer in so many is. */
const OF_LAW = { 'too-smooth': LAWS.uneven.share, replayed: LAW.share };

test('signals with a law are no commoner among honest walks than it says, all kinds alike and in the one it is of', () => {
  for (const [code, share] of Object.entries(OF_LAW) as ['too-smooth' | 'replayed', number][]) {
    const { most, shown } = HONEST_WALKS.signals[code].weak;
    expect(poissonAtLeast(shown, HONEST_WALKS.patrols * CHANCE.weak)).toBeGreaterThan(UNLUCKY);
    expect(poissonAtLeast(most!.shown, (most!.patrols * CHANCE.weak) / share)).toBeGreaterThan(
      UNLUCKY,
    );
  }
});

/** Kinds of which signals are expected, and of which none is; of each so many walks of people who are on no record. */
test.each([
  ['honest-still-phone', 12],
  ['honest-clock-stepped', 12],
  ['honest-start-together', 24],
  ['honest-daily-round', 12],
  ['honest-street', 12],
] as const)('people walking anew show signals as often as was counted: %s', (kind, count) => {
  const tally = tallySample({ kind, seed: 'held-out', from: 0, count, company: 'pooled' });
  const fresh = countKinds([tally])[kind]!;
  const published = kinds[kind]!;
  const wrong = SIGNALS.filter((code) =>
    Object.values(STRENGTHS).some(
      (shownOf) =>
        !agrees(
          [shownOf(published, code), published.patrols],
          [shownOf(fresh, code), fresh.patrols],
        ),
    ),
  );
  expect(wrong).toEqual([]);
});
