import { booleanPointInPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import {
  generatePatrol,
  KINDS,
  type Kind,
  type LabelledPatrol,
} from '../../../scripts/conformance-kit/patrols.ts';
import { behaviourOf } from '../../../scripts/simulator/walk/behaviours.ts';
import type { Fix } from '../../../server/domain/entrance/fix.ts';
import { placeByClock } from '../../../server/domain/verification/clock/place-by-clock.ts';

const at = ({ lng, lat }: Fix) => `${lng},${lat}`;
const shareInside = ({ fixes, grid }: LabelledPatrol) =>
  fixes.filter(({ lng, lat }) => booleanPointInPolygon([lng, lat], grid.geometry)).length /
  fixes.length;
const common = (a: readonly Fix[], b: readonly Fix[]) => {
  const known = new Set(b.map(at));
  return a.filter((fix) => known.has(at(fix))).length / a.length;
};
const medianSpeed = (fixes: readonly Fix[]) =>
  fixes.map(({ speedMps }) => speedMps ?? 0).sort((a, b) => a - b)[fixes.length >> 1]!;
const clockOff = ({ sentMs, receivedMs }: Fix) => Math.abs(receivedMs - sentMs!);
const inOrder = (fixes: readonly Fix[]) =>
  fixes.every(
    (fix, k) => k === 0 || (fix.seq === fixes[k - 1]!.seq + 1 && fix.t > fixes[k - 1]!.t),
  );
const longestStep = (fixes: readonly Fix[]) =>
  Math.max(
    ...fixes
      .slice(1)
      .map((fix, k) => Math.hypot(fix.lng - fixes[k]!.lng, fix.lat - fixes[k]!.lat) * 100_000),
  );
const minutes = ({ startMs, endMs }: LabelledPatrol) => (endMs - startMs) / 60_000;

/** Kinds whose fixes are told by another clock than that the patrol is declared by. */
const CLOCK_OFF: Kind[] = [
  'honest-clock-stepped',
  'honest-clock-corrected',
  'honest-clock-drifting',
  'honest-clock-jumping',
  'honest-clock-jumping-untold',
];

/** What must be true of a patrol of each kind for its label to be deserved. */
const DESERVED: Partial<Record<Kind, (patrol: LabelledPatrol) => boolean>> = {
  'honest-good': (p) => shareInside(p) > 0.9 && minutes(p) > 120,
  'honest-habitual': (p) => p.history.every((old) => common(p.fixes, old) < 0.01),
  'honest-gcj-ok': (p) => shareInside(p) > 0.8,
  'honest-offline': (p) =>
    p.fixes.every((f) => f.receivedMs - f.t > 1_800_000 && clockOff(f) < 9000),
  'too-short': (p) => minutes(p) < 100,
  'mostly-idle': (p) => medianSpeed(p.fixes) < 0.4,
  outside: (p) => shareInside(p) < 0.65,
  'leaves-early': (p) => shareInside(p) < 0.8,
  'mock-provider': (p) =>
    p.fixes.filter((f) => f.mock && f.marks.includes('mock')).length > p.fixes.length / 2,
  'honest-clock-off': (p) => p.fixes.every((f) => clockOff(f) < 160_000),
  'honest-coarse-digits': (p) =>
    p.fixes.every((f) => Math.abs(f.lng * 1e6 - Math.round(f.lng * 1e6)) < 1e-3),
  'honest-bare-terminal': (p) => p.fixes.every((f) => f.accuracyM === null && f.sentMs === null),
  'replayed-moved': (p) => p.history.every((old) => common(p.fixes, old) < 0.01),
  'too-smooth-shaken': (p) => shareInside(p) > 0.95,
  frozen: (p) => new Set(p.fixes.map(at)).size < 20,
  'too-smooth': (p) => shareInside(p) > 0.97,
  teleport: (p) => longestStep(p.fixes) > 1000,
  vehicle: (p) => medianSpeed(p.fixes) > 4,
  'replayed-exact': (p) => p.history.some((old) => common(p.fixes, old) === 1),
  'replayed-shifted': (p) => p.history.some((old) => common(p.fixes, old) === 1),
  'replayed-trimmed': (p) => p.history.some((old) => common(p.fixes, old) === 1),
  'replayed-jittered': (p) => p.history.every((old) => common(p.fixes, old) < 0.01),
  'two-in-one-pocket': (p) => common(p.fixes, p.others[0]!) < 0.01,
  'several-accounts': (p) => p.others[0]!.every((f) => f.handheldId !== p.fixes[0]!.handheldId),
  'clock-shifted': (p) => p.fixes.every((f) => clockOff(f) > 7_000_000),
  'late-upload': (p) => p.fixes.every((f) => f.receivedMs - f.t > 3 * 86_400_000),
  'honest-clock-stepped': (p) =>
    new Set(p.fixes.map(({ sentMs, receivedMs }) => Math.round((sentMs! - receivedMs) / 20_000)))
      .size > 1,
  'honest-clock-corrected': (p) =>
    p.fixes.some((f) => clockOff(f) > 3_000_000) && p.fixes.some((f) => clockOff(f) < 9000),
  'honest-clock-drifting': (p) => clockOff(p.fixes[0]!) !== clockOff(p.fixes.at(-1)!),
  'clock-turned-back': (p) =>
    p.fixes.filter((f) => clockOff(f) < 9000).length < 0.1 * p.fixes.length &&
    p.fixes.every((f) => f.receivedMs - f.t > 9_000_000),
  'honest-in-town': (p) => p.others.length === 200,
  'honest-shared-handheld': (p) => new Set(p.fixes.map((f) => f.handheldId)).size === 2,
  'honest-forgotten-end': (p) => minutes(p) > 150,
  'honest-forgotten-start': (p) => minutes(p) > 115,
  'pocket-in-town': (p) => p.others.length === 202,
  'forged-sequence': (p) => !inOrder(p.fixes),
  'honest-rounded': (p) =>
    p.fixes.every((f) => Math.abs(f.lng * 6e4 - Math.round(f.lng * 6e4)) < 0.01),
  'honest-power-saving': (p) => new Set(p.fixes.map(at)).size < p.fixes.length,
  'honest-market': (p) => medianSpeed(p.fixes) < 1,
  'honest-daily-round': (p) => p.history.every((old) => common(p.fixes, old) < 0.01),
  'honest-start-together': (p) => p.others.length > 1,
};

describe('the labelled patrols', () => {
  it('know honest, lazy and cheating kinds', () => {
    const labels = KINDS.map((kind) => behaviourOf(kind).label);
    expect(new Set(labels)).toEqual(new Set(['honest', 'lazy', 'cheating']));
    expect(labels.filter((label) => label === 'cheating').length).toBe(18);
  });

  it.each(KINDS)('%s: equal for equal seeds, well formed, and deserving its label', (kind) => {
    const patrol = generatePatrol(kind, 1, { intervalS: 10 });
    expect(generatePatrol(kind, 1, { intervalS: 10 })).toEqual(patrol);
    expect(patrol.label).toBe(behaviourOf(kind).label);
    expect(patrol.fixes.length).toBeGreaterThan(50);
    expect(patrol.history.length).toBeGreaterThan(0);
    const fixes = CLOCK_OFF.includes(kind) ? placeByClock(patrol.fixes).fixes : patrol.fixes;
    const slackMs = fixes === patrol.fixes ? 0 : 10_000;
    for (const { t, lng, lat, session } of fixes) {
      const fine =
        Number.isInteger(t) &&
        t >= patrol.startMs - slackMs &&
        t <= patrol.endMs + slackMs &&
        (fixes !== patrol.fixes || session <= t) &&
        Number.isFinite(lng + lat);
      expect(fine).toBe(true);
    }
    const keys = [patrol.fixes, ...patrol.history, ...patrol.others]
      .flat()
      .map(({ handheldId, session, seq }) => `${handheldId}/${session}/${seq}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(DESERVED[kind]?.(patrol) ?? true).toBe(true);
  });

  it('walk the same way whatever the sampling', () => {
    const dense = new Map(
      generatePatrol('honest-street', 5, { intervalS: 1 }).fixes.map((fix) => [fix.t, at(fix)]),
    );
    for (const intervalS of [5, 30])
      for (const fix of generatePatrol('honest-street', 5, { intervalS }).fixes)
        expect(dense.get(fix.t)).toBe(at(fix));
  });
});
