import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LiveFix,
  type OfficerLive,
  officerStep,
} from '../../../server/domain/live/officer-step.ts';

const MINUTE = 60_000;
const fix = (t: number, patch: Partial<LiveFix> = {}): LiveFix => ({
  t,
  lng: 121 + t * 1e-9,
  lat: 28,
  marked: false,
  ...patch,
});

/** Walks through (minute, inGrid) pairs; returns the minutes at which an alert was raised. */
function alerts(steps: readonly [number, boolean | null][], onPatrol = true) {
  let state: OfficerLive | undefined;
  const raised: number[] = [];
  for (const [minute, inGrid] of steps) {
    const step = officerStep(state, fix(minute * MINUTE), inGrid, onPatrol);
    state = step.state;
    if (step.events.some(({ kind }) => kind === 'off-grid')) raised.push(minute);
  }
  return raised;
}

describe('the live picture of an officer', () => {
  it('never goes back in time, whatever the order of delivery', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, (order) => {
        let state: OfficerLive | undefined;
        for (const t of order) {
          const before: number = state?.t ?? -1;
          const step = officerStep(state, fix(t), true, false);
          expect(step.events.length > 0).toBe(t > before);
          state = step.state;
        }
        expect(state!.t).toBe(Math.max(...order));
        const trail = state!.trail.map(([, , t]) => t);
        expect(trail).toEqual([...trail].sort((a, b) => a - b));
      }),
    );
  });

  it('is not moved by a marked fix', () => {
    const { state } = officerStep(undefined, fix(1000), true, false);
    const step = officerStep(state, fix(2000, { marked: true }), true, false);
    expect(step).toEqual({ state, events: [] });
    expect(officerStep(undefined, fix(1, { marked: true }), true, false).state).toBeUndefined();
  });

  it('keeps a trail of 60 positions at least ten seconds apart', () => {
    let state: OfficerLive | undefined;
    for (let t = 0; t < 2_000_000; t += 3_000)
      state = officerStep(state, fix(t), true, false).state;
    expect(state!.trail.length).toBe(60);
    const gaps = state!.trail.slice(1).map(([, , t], k) => t - state!.trail[k]![2]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  });

  it.each<[string, [number, boolean | null][], number[]]>([
    [
      'after five minutes outside',
      [
        [0, true],
        [1, false],
        [5, false],
        [6, false],
      ],
      [6],
    ],
    [
      'once an outing',
      [
        [0, false],
        [5, false],
        [9, false],
        [30, false],
      ],
      [5],
    ],
    [
      'not for a short one',
      [
        [0, true],
        [1, false],
        [5, true],
        [6, false],
        [10, true],
      ],
      [],
    ],
    [
      'again only after two minutes inside',
      [
        [0, false],
        [5, false],
        [6, true],
        [7, false],
        [13, false],
      ],
      [5],
    ],
    [
      'again after two minutes inside',
      [
        [0, false],
        [5, false],
        [6, true],
        [8, true],
        [9, false],
        [14, false],
      ],
      [5, 14],
    ],
    [
      'never where no grid is known',
      [
        [0, null],
        [60, null],
      ],
      [],
    ],
  ])('alerts %s', (_, steps, raised) => {
    expect(alerts(steps)).toEqual(raised);
  });

  it('alerts nobody off patrol', () => {
    expect(
      alerts(
        [
          [0, false],
          [60, false],
        ],
        false,
      ),
    ).toEqual([]);
  });
});
