import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPresence,
  PRESENCE_HALF_LIFE_MS,
  type Presence,
  presenceAt,
} from '../../../server/domain/live/presence.ts';

describe('presence', () => {
  it('halves with every half-life and never grows by waiting', () => {
    const cell = { seconds: 80, t: 0 };
    expect(presenceAt(cell, PRESENCE_HALF_LIFE_MS)).toBeCloseTo(40, 9);
    expect(presenceAt(cell, 3 * PRESENCE_HALF_LIFE_MS)).toBeCloseTo(10, 9);
    expect(presenceAt(cell, -1000)).toBe(80);
  });

  it('is the same whatever the order it comes in', () => {
    const visits = fc.array(
      fc.record({ seconds: fc.integer({ min: 0, max: 60 }), t: fc.integer({ min: 0, max: 1e7 }) }),
      { minLength: 1, maxLength: 20 },
    );
    const sum = (order: readonly { seconds: number; t: number }[]) => {
      let cell: Presence | undefined;
      for (const { seconds, t } of order) cell = addPresence(cell, seconds, t);
      return presenceAt(cell!, 2e7);
    };
    fc.assert(
      fc.property(visits, (order) => {
        const forward = sum(order);
        expect(sum([...order].reverse())).toBeCloseTo(forward, 6);
        expect(sum([...order].sort((a, b) => a.t - b.t))).toBeCloseTo(forward, 6);
      }),
    );
  });
});
