import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import {
  HONEST_A_YEAR,
  PATROLS_A_YEAR,
  type WeakPatrol,
} from '../../../server/contract/patrols/over-time.ts';
import { createChangeDetector } from '../../../server/domain/over-time/change-detector.ts';
import { WEAK_RATES, type Weighed } from '../../../server/domain/over-time/weak-rates.ts';
import { weighPatrols } from '../../../server/domain/over-time/weigh-patrols.ts';

const CODES = Object.keys(WEAK_RATES) as Weighed[];
const DAY_MS = 86_400_000;
/** Two patrols a day from 1 March 2026. */
const patrol = (k: number, signals: WeakPatrol['signals'] = []): WeakPatrol => ({
  ...{ patrolId: k + 1, gridName: 'G1', outcome: 'completed' as const, signals },
  startTime: new Date(Date.UTC(2026, 2, 1, 1) + (k * DAY_MS) / 2).toISOString(),
});

/** The most a year of patrols comes to, each with every signal at its own rate. */
function mostInYear(seed: string, rates: Partial<Record<Weighed, number>>, together = false) {
  const random = createRandom(seed);
  const detector = createChangeDetector();
  let most = 0;
  for (let k = 0; k < PATROLS_A_YEAR; k++) {
    const drawn = random.uniform(0, 1);
    const weak = CODES.filter(
      (code) => (together ? drawn : random.uniform(0, 1)) < (rates[code] ?? 0),
    );
    most = Math.max(most, detector.take(weak));
  }
  return most;
}

describe('Weak signals over time', () => {
  it('name an honest officer in a year no oftener than said, at whatever bound, also where signals come together', () => {
    for (const together of [false, true]) {
      const years = Array.from({ length: 1000 }, (_, k) =>
        mostInYear(`honest ${k}`, WEAK_RATES, together),
      );
      for (const bound of [0.2, 0.1, 0.02, 0.005]) {
        const named = years.filter((most) => most >= PATROLS_A_YEAR / bound).length;
        expect(named / years.length, `${bound}`).toBeLessThanOrEqual(bound);
      }
      // The bound in force: one in a thousand.
      expect(
        years.filter((most) => most >= PATROLS_A_YEAR * HONEST_A_YEAR).length,
      ).toBeLessThanOrEqual(2);
    }
  });

  /** Patrols until an officer is named who shows a signal so often; null if not within the weeks that are weighed. */
  const namedAfter = (code: Weighed, share: number, seed: string): number | null => {
    const random = createRandom(seed);
    const walked: WeakPatrol[] = [];
    for (let k = 0; k < 112; k++) {
      walked.push(patrol(k, random.uniform(0, 1) < share ? [code] : []));
    }
    const { since } = weighPatrols(walked);
    return since === null ? null : walked.findIndex(({ startTime }) => startTime === since) + 1;
  };

  it.each<[Weighed, number, number]>([
    ['replayed', 0.9, 12],
    ['replayed', 0.5, 40],
    ['two-in-one-pocket', 0.5, 24],
    ['too-smooth', 0.3, 35],
    ['several-accounts', 0.2, 62],
  ])('name who shows %s in %d of patrols within %d', (code, share, within) => {
    const named = Array.from({ length: 40 }, (_, k) => namedAfter(code, share, `cheat ${k}`));
    const inTime = named.filter((after) => after !== null && after <= within).length;
    expect(inTime).toBeGreaterThanOrEqual(36);
  });

  it('are a function of the set of patrols, and name those that show something, latest first', () => {
    const walked = Array.from({ length: 30 }, (_, k) =>
      patrol(k, k % 2 === 0 ? ['replayed', 'clock-shifted'] : ['frozen']),
    );
    const weighed = weighPatrols(walked);
    expect(weighed.worthALook).toBe(true);
    expect(weighed.oneIn).toBeGreaterThanOrEqual(HONEST_A_YEAR);
    expect(weighed.evidence.map(({ patrolId }) => patrolId)).toEqual(
      Array.from({ length: 15 }, (_, k) => 29 - 2 * k),
    );
    expect(weighed.evidence[0]!.signals).toEqual(['replayed']);
    fc.assert(
      fc.property(fc.shuffledSubarray(walked, { minLength: 30 }), (other) => {
        expect(weighPatrols(other)).toEqual(weighed);
      }),
      { numRuns: 20 },
    );
  });

  it('say nothing of what a handheld does every day, of few signs, and of nothing', () => {
    const daily = Array.from({ length: 112 }, (_, k) =>
      patrol(k, ['frozen', 'clock-shifted', 'late-upload', 'mock-provider', 'teleport']),
    );
    expect(weighPatrols(daily)).toMatchObject({
      worthALook: false,
      since: null,
      oneIn: 1,
      evidence: [],
    });
    const once = weighPatrols([patrol(0, ['replayed']), patrol(1)]);
    expect(once).toMatchObject({ worthALook: false, oneIn: 1, patrols: 2 });
    expect(weighPatrols([])).toMatchObject({ worthALook: false, patrols: 0 });
  });
});
