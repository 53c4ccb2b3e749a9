import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requirementOf } from '../../server/contract/patrols/requirement.ts';
import { REASONS } from '../../server/contract/patrols/verdict.ts';
import {
  type Facts,
  outcomeOf,
  reasonsFor,
} from '../../server/domain/verification/verdict-rules.ts';
import { normRules } from '../domain/verification/walks.ts';

/** What each reason alone makes of the minutes and of the coverage. */
const SAID = {
  'duration-short': ['missed', 'met'],
  'duration-uncertain': ['open', 'met'],
  'coverage-low': ['met', 'missed'],
  'coverage-uncertain': ['met', 'open'],
  'grid-unpatrollable': ['not-judged', 'not-judged'],
  'norm-contradictory': ['not-judged', 'not-judged'],
} as Record<string, [string, string]>;

const interval = (max: number) =>
  fc
    .tuple(...[0, 1, 2].map(() => fc.double({ min: 0, max, noNaN: true })))
    .map((values) => values.sort((a, b) => a - b))
    .map(([low, best, high]) => ({ low: low!, best: best!, high: high! }));

const facts: fc.Arbitrary<Facts> = fc.record({
  patrol: fc.constant({ startMs: 0, endMs: 7_200_000 }),
  timeZone: fc.constant('Asia/Shanghai'),
  rules: fc.constant({ ...normRules(), windows: [] }),
  contradictions: fc.constantFrom([], ['windows']),
  cellCount: fc.constantFrom(0, 40),
  areaM2: fc.constant(40_000),
  fixCount: fc.constant(400),
  acceptedCount: fc.constantFrom(0, 380),
  elsewhen: fc.constantFrom(0, 100),
  datumSuspected: fc.boolean(),
  timeInGridMin: interval(130),
  outsideMin: fc.constantFrom(0, 10),
  effectiveMin: interval(130),
  coverage: interval(1),
  excusedGapMin: fc.constantFrom(0, 20),
  unheldGapMin: fc.constantFrom(0, 5),
  doubtMin: fc.constantFrom(0, 8),
  checkpoints: fc.constant([]),
  checkpointsInOrder: fc.constant(true),
  signals: fc.constant([]),
});

describe('How a demanded figure stands', () => {
  test.each(REASONS)('is said by the reason %s', (code) => {
    const said = (['effectiveMin', 'coverage'] as const).map((demanded) =>
      requirementOf([{ code }], demanded),
    );
    expect(said).toEqual(SAID[code] ?? ['met', 'met']);
  });

  test('never contradicts the outcome', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const reasons = reasonsFor(of);
        const outcome = outcomeOf(reasons);
        const said = (['effectiveMin', 'coverage'] as const).map((demanded) =>
          requirementOf(reasons, demanded, of.acceptedCount),
        );
        if (outcome === 'completed') expect(said).toEqual(['met', 'met']);
        const judged = of.acceptedCount > 0 && of.cellCount > 0 && of.contradictions.length === 0;
        expect(said.includes('not-judged')).toBe(!judged);
        if (judged && said[0] === 'met')
          expect(of.effectiveMin.best + of.doubtMin).toBeGreaterThanOrEqual(
            of.rules.minutesPerPatrol * 0.98,
          );
        if (said[0] === 'missed')
          expect(of.effectiveMin.high).toBeLessThan(of.rules.minutesPerPatrol);
        if (said[1] === 'missed') expect(of.coverage.high).toBeLessThan(of.rules.coveragePerPatrol);
      }),
      { numRuns: 500 },
    );
  });
});
