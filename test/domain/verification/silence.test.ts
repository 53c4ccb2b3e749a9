import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import { walkedInSilence } from '../../../server/domain/verification/measures/walked-silence.ts';
import { box, type Path, patrolOf, record, roundBlock } from './walks.ts';

test('ten minutes of silence between two ends a walk apart count whole, half an hour for nothing', () => {
  expect(walkedInSilence(3 * MINUTE_MS, 150)).toBe(3 * MINUTE_MS);
  expect(walkedInSilence(10 * MINUTE_MS, 0)).toBe(10 * MINUTE_MS);
  expect(walkedInSilence(20 * MINUTE_MS, 0)).toBe(5 * MINUTE_MS);
  expect(walkedInSilence(30 * MINUTE_MS, 0)).toBe(0);
  expect(walkedInSilence(5 * MINUTE_MS, 5 * 60 * 3.3)).toBeCloseTo(0, 6);
});

test('what a silence counts for is never more than it, and changes by no more than its length does', () => {
  const ms = fc.integer({ min: 180_000, max: 3_600_000 });
  fc.assert(
    fc.property(ms, fc.integer({ min: 0, max: 60_000 }), (silence, longer) => {
      const [a, b] = [walkedInSilence(silence, 0), walkedInSilence(silence + longer, 0)];
      expect(a).toBeLessThanOrEqual(silence);
      expect(Math.abs(a - b)).toBeLessThanOrEqual(longer);
    }),
    { seed: 1 },
  );
});

describe('a walk with a silence of two to five minutes every twenty-five minutes', () => {
  const silentS = (s: number) => s % 1500 < 120 + ((Math.floor(s / 1500) * 67) % 180);
  const judged = (everyS: number) => {
    const fixes = record({ path: roundBlock(), everyS: 1 }).filter(
      (_, s) => s % everyS === 0 && (s < 900 || !silentS(s)),
    );
    return judgePatrol(patrolOf(fixes)).measures;
  };
  const full = judged(1).effectiveMin;

  test.each([2, 5, 10, 30, 60])('keeps its minutes within 3 %% at %d s', (everyS) => {
    const { best, low, high } = judged(everyS).effectiveMin;
    expect(Math.abs(best / full.best - 1)).toBeLessThan(0.03);
    expect(low).toBeLessThanOrEqual(full.best);
    expect(high).toBeGreaterThanOrEqual(full.best);
  });

  test('is shown with its gaps, and the lower bound has none of them', () => {
    const { gapMin, effectiveMin } = judged(5);
    expect(gapMin).toBeGreaterThan(10);
    expect(effectiveMin.low).toBeLessThanOrEqual(120 - gapMin);
    expect(effectiveMin.high).toBeGreaterThan(119);
  });
});

test('all silence together counts for a third of what was seen at most', () => {
  const fixes = record({ path: roundBlock(), everyS: 5 }).filter(({ t }) => t % 900_000 < 240_000);
  const { effectiveMin, gapMin } = judgePatrol(patrolOf(fixes)).measures;
  expect(gapMin).toBeGreaterThan(75);
  expect(effectiveMin.best).toBeLessThan((120 - gapMin) * 1.34);
});

test('idling beyond the allowance has a width where the stay is on the edge of being one', () => {
  const strolls: Path = (s) => {
    const { x, y } = roundBlock()(s < 3600 ? s : 3600);
    const turn = (2 * Math.PI * s) / 300;
    return s < 3600 ? { x, y } : { x: x + 19 * Math.cos(turn), y: y + 19 * Math.sin(turn) };
  };
  const { effectiveMin } = judgePatrol(
    patrolOf(record({ path: strolls, everyS: 5, noiseM: 1 })),
  ).measures;
  expect(effectiveMin.high - effectiveMin.low).toBeGreaterThan(10);
});

test('a street just outside the border is in doubt where positions are bad, and not where they are good', () => {
  const along: Path = (s) => ({ x: roundBlock()(s).x, y: roundBlock()(s).y });
  const outcome = (accuracyM: number) =>
    judgePatrol(
      patrolOf(record({ path: along, everyS: 5, noiseM: 0.5, accuracyM }), {
        grid: { version: 1, polygon: box(-50, -50, 300, 245) },
      }),
    ).reasons.map(({ code }) => code);
  expect(outcome(3)).toContain('duration-short');
  expect(outcome(20)).not.toContain('duration-short');
});
