import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import {
  countedSilence,
  seenInSilence,
  walkedInSilence,
} from '../../../server/domain/verification/measures/walked-silence.ts';
import { box, type Path, patrolOf, record, roundBlock, START_MS } from './walks.ts';

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

test('a silence a moment longer than a gap may be counts as one a moment shorter does', () => {
  const [step, seen] = [60_000, 3_600_000];
  const counted = (ms: number) =>
    ms <= 180_000 ? ms : countedSilence(ms, seenInSilence(ms, 180_000, step), seen);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 600_000 }),
      fc.integer({ min: 0, max: 60_000 }),
      (a, b) => {
        expect(Math.abs(counted(a + b) - counted(a))).toBeLessThanOrEqual(b);
      },
    ),
    { seed: 1 },
  );
  expect(seenInSilence(540_000, 180_000, 0)).toBe(0);
});

test('all of a short walk counts at any sampling, to the press of the end', () => {
  const walk = record({ path: roundBlock(), everyS: 1, minutes: 12 });
  const patrol = { startMs: START_MS, endMs: START_MS + 12 * MINUTE_MS - 1000 };
  for (const everyS of [5, 10, 30, 60]) {
    const fixes = walk.filter((_, s) => s % everyS === 0 && s < 719);
    const { effectiveMin } = judgePatrol(patrolOf(fixes, { patrol })).measures;
    expect(effectiveMin.best).toBeCloseTo(12, 1);
  }
});

test('until its last repeat a position was heard: silence begins there', () => {
  const silent = (repeats: boolean) => {
    const fixes = record({ path: roundBlock(), everyS: 5 }).flatMap((fix, i) => {
      const held = i % 360 >= 200 && i % 360 < 240;
      if (!held) return [fix];
      return repeats && i % 360 < 218 ? [{ ...fix, lng: 0, lat: 0 }] : [];
    });
    let last = fixes[0]!;
    return fixes.map((fix) => {
      if (fix.lng !== 0) last = fix;
      return { ...fix, lng: last.lng, lat: last.lat };
    });
  };
  const gapMin = (repeats: boolean) => judgePatrol(patrolOf(silent(repeats))).measures.gapMin;
  expect(gapMin(false)).toBeCloseTo(4 * (205 / 60), 1);
  expect(gapMin(true)).toBe(0);
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

test('all silence together counts for a third of what was seen at most, beside half a step a silence', () => {
  const fixes = record({ path: roundBlock(), everyS: 5 }).filter(({ t }) => t % 900_000 < 240_000);
  const { effectiveMin, gapMin } = judgePatrol(patrolOf(fixes)).measures;
  expect(gapMin).toBeGreaterThan(75);
  expect(effectiveMin.best).toBeLessThan((120 - gapMin + (8 * 2.5) / 60) * 1.34);
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
