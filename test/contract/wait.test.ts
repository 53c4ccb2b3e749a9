import fc from 'fast-check';
import { expect, it } from 'vitest';
import { waitAsked } from '../../server/contract/error.ts';

it('whoever is asked to wait waits so long and up to half as long again, and never less than it would', () => {
  const drawn = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(3600), fc.nat(60_000), drawn, (retryAfterS, ownMs, drawn) => {
      const waitMs = waitAsked({ retryAfterS }, ownMs, drawn);
      expect(waitMs).toBeGreaterThanOrEqual(Math.max(ownMs, retryAfterS * 1000));
      expect(waitMs).toBeLessThanOrEqual(Math.max(ownMs, retryAfterS * 1500));
    }),
  );
  expect(waitAsked({}, 2_000, 0.9)).toBe(2_000);
});
