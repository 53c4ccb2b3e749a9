import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bunching,
  inRiskHours,
  riskHoursOf,
  sameRoute,
} from '../../../server/domain/formalism/signs.ts';
import { wilson } from '../../../server/domain/wilson.ts';

describe('Bunching at the minimum', () => {
  it.each([
    ['no sign where lengths spread evenly', { patrols: 70, atMinimum: 10, beside: 60 }, false],
    ['a sign where most end at the minimum', { patrols: 60, atMinimum: 40, beside: 12 }, true],
    ['no sign on a handful of patrols', { patrols: 19, atMinimum: 19, beside: 0 }, false],
  ])('is %s', (_what, counts, sign) => {
    expect(bunching(counts)).toMatchObject({ sign, patrols: counts.patrols });
  });

  it('tells counts, interval and what to expect', () => {
    expect(bunching({ patrols: 60, atMinimum: 40, beside: 12 })).toEqual({
      patrols: 60,
      atMinimum: 40,
      share: 0.6667,
      low: 0.5406,
      high: 0.7727,
      expected: 0.0333,
      sign: true,
    });
    expect(bunching({ patrols: 0, atMinimum: 0, beside: 0 })).toBeNull();
  });

  it('has an interval around the share, narrower the more patrols there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (of, some) => {
        const hits = some % (of + 1);
        const [one, ten] = [wilson(hits, of), wilson(hits * 10, of * 10)];
        expect(one.low).toBeLessThanOrEqual(hits / of + 1e-9);
        expect(one.high).toBeGreaterThanOrEqual(hits / of - 1e-9);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});

describe('The same route', () => {
  it.each([
    [
      'a sign where days are alike beyond their coverage and a part is never seen',
      { pairs: 20, similarity: 18, expected: 4, seen: 0.4 },
      true,
    ],
    [
      'none where most is covered every day and the rest on some',
      { pairs: 20, similarity: 18.4, expected: 16, seen: 0.98 },
      false,
    ],
    [
      'none where everything is covered every day',
      { pairs: 20, similarity: 19.8, expected: 19.6, seen: 1 },
      false,
    ],
    ['none on few days', { pairs: 5, similarity: 5, expected: 1, seen: 0.3 }, false],
  ])('is %s', (_what, sums, sign) => {
    expect(sameRoute(sums)).toMatchObject({ sign });
  });
});

describe('Risk hours', () => {
  const at = (own: Record<number, number>) =>
    Array.from({ length: 24 }, (_, hour) => own[hour] ?? 0);

  it('are the six with most incidents, the earlier ones where they tie', () => {
    const incidents = at({ 1: 30, 8: 10, 9: 10, 18: 10, 19: 20, 20: 5, 21: 5 });
    expect(riskHoursOf(incidents)).toEqual({
      hours: [1, 8, 9, 18, 19, 20],
      incidents: 90,
      share: 0.9444,
    });
    expect(riskHoursOf(at({ 3: 49 }))).toMatchObject({ hours: [] });
  });

  it('show who is never there', () => {
    const hours = [18, 19, 20, 21, 22, 23];
    expect(inRiskHours(at({ 9: 600, 20: 60 }), hours)).toEqual({
      minutes: 660,
      share: 0.0909,
      sign: true,
    });
    expect(inRiskHours(at({ 19: 60, 9: 60 }), hours)).toMatchObject({ sign: false });
    expect(inRiskHours(at({}), hours)).toBeNull();
  });
});
