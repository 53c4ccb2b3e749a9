import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LiveFix,
  type OfficerLive,
  officerStep,
} from '../../../server/domain/live/officer-step.ts';

const fix = (t: number, patch: Partial<LiveFix> = {}): LiveFix => ({
  t,
  lng: 121 + t * 1e-9,
  lat: 28,
  marked: false,
  ...patch,
});

describe('the live picture of an officer', () => {
  it('never goes back in time, whatever the order of delivery', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, (order) => {
        let state: OfficerLive | undefined;
        for (const t of order) {
          const before: number = state?.t ?? -1;
          const step = officerStep(state, fix(t), true);
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
    const { state } = officerStep(undefined, fix(1000), true);
    const step = officerStep(state, fix(2000, { marked: true }), true);
    expect(step).toEqual({ state, events: [] });
    expect(officerStep(undefined, fix(1, { marked: true }), true).state).toBeUndefined();
  });

  it('keeps a trail of 60 positions at least ten seconds apart', () => {
    let state: OfficerLive | undefined;
    for (let t = 0; t < 2_000_000; t += 3_000) state = officerStep(state, fix(t), true).state;
    expect(state!.trail.length).toBe(60);
    const gaps = state!.trail.slice(1).map(([, , t], k) => t - state!.trail[k]![2]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  });
});
