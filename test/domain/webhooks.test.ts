import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../server/domain/webhooks/retry.ts';
import { seal, sealingKey, unseal } from '../../server/domain/webhooks/seal.ts';

const drawn = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('The wait before another attempt', () => {
  it('is between half and the whole of a doubling from 10 s, and an hour at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), drawn, (attempts, random) => {
        const full = Math.min(3_600_000, 10_000 * 2 ** (attempts - 1));
        const delay = retryDelayMs(attempts, random);
        expect(delay).toBeGreaterThanOrEqual(full / 2);
        expect(delay).toBeLessThanOrEqual(full);
      }),
    );
  });

  it('is what the receiver asks for where that is longer, an hour at most', () => {
    expect(retryDelayMs(1, 0, 120)).toBe(120_000);
    expect(retryDelayMs(1, 0, 1)).toBe(5_000);
    expect(retryDelayMs(1, 0, 86_400)).toBe(3_600_000);
    expect(retryDelayMs(1, 0, -5)).toBe(5_000);
  });
});

describe('A sealed secret', () => {
  const key = sealingKey('one session secret');

  it('is read under its key, never twice the same, and not where a bit has changed', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, at) => {
        const sealed = seal(text, key);
        expect(unseal(sealed, key)).toBe(text);
        expect(seal(text, key)).not.toBe(sealed);
        const bytes = Buffer.from(sealed, 'base64');
        bytes[at % bytes.length]! ^= 1;
        expect(unseal(bytes.toString('base64'), key)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('is not read under another key or where there is none', () => {
    expect(unseal(seal('text', key), sealingKey('another'))).toBeNull();
    expect(unseal('', key)).toBeNull();
  });
});
