import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CODE_NUMBER_MAX,
  PROOF_BITS,
  readCode,
  spelledCode,
  writeCode,
} from '../../../server/contract/checkpoints/code.ts';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { codeOf, TAG } from '../../../server/domain/checkpoints/code-of-day.ts';
import { readScan } from '../../../server/domain/checkpoints/read-scan.ts';

const MAKER = { number: 7, secret: 'k3V8w1Zr9qLmYt5PfXc2Bd' };
const KNOWN = { ...MAKER, timeZone: 'Asia/Shanghai', endedMs: null };
const numbers = fc.integer({ min: 0, max: CODE_NUMBER_MAX });
const proofs = fc.integer({ min: 0, max: 2 ** PROOF_BITS - 1 });

test('a code says its number and proof, however people and keyboards write it', () => {
  fc.assert(
    fc.property(numbers, proofs, (number, proof) => {
      const code = writeCode({ number, proof });
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/);
      for (const text of [
        code,
        spelledCode(code),
        code.toLowerCase(),
        `${code.slice(0, 6)}-${code.slice(6)}`,
      ])
        expect(readCode(text)).toEqual({ number, proof });
    }),
    { seed: 1 },
  );
  // Vectors for makers of terminals and tags.
  expect(codeOf(MAKER, '2026-11-29')).toBe('0007ZBPFH7QXW');
  expect(codeOf(MAKER, TAG)).toBe('0007CYD0T3V25');
  expect(readCode('ｏOｏ７ ll1I')).toBeNull();
});

test('one wrong character is told, and two that changed places', () => {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const places = fc.nat(12);
  fc.assert(
    fc.property(numbers, proofs, places, places, fc.nat(31), (number, proof, i, j, k) => {
      const code = [...writeCode({ number, proof })];
      const wrong = code.with(i, digits[k]!);
      if (code[i] !== digits[k]) expect(readCode(wrong.join(''))).toBeNull();
      const swapped = code.with(i, code[j]!).with(j, code[i]!);
      if (code[i] !== code[j]) expect(readCode(swapped.join(''))).toBeNull();
    }),
    { numRuns: 500, seed: 1 },
  );
});

/** 2026-11-29 in Shanghai. */
const MIDNIGHT = Date.parse('2026-11-28T16:00:00Z');

test.each([
  ['of the day', '2026-11-29', 9 * HOUR_MS, { kind: 'day', refused: null }],
  ['of the day, minutes before it', '2026-11-29', -4 * MINUTE_MS, { kind: 'day', refused: null }],
  ['of the day, too early', '2026-11-29', -6 * MINUTE_MS, { kind: 'day', refused: 'other-day' }],
  ['of yesterday, within two hours', '2026-11-28', 119 * MINUTE_MS, { kind: 'day', refused: null }],
  ['of yesterday, later', '2026-11-28', 2 * HOUR_MS, { kind: 'day', refused: 'other-day' }],
  ['of a month ago', '2026-10-29', 0, { kind: 'day', refused: 'other-day' }],
  ['of long ago, like any that is wrong', '2026-09-01', 0, { kind: null, refused: 'unknown' }],
  ['of every day', TAG, 0, { kind: 'tag', refused: null }],
] as const)('a code %s', (_, day, at, worth) => {
  expect(readScan(readCode(codeOf(MAKER, day)), KNOWN, MIDNIGHT + at)).toEqual(worth);
});

test('a code of another secret, of nobody and of renewed codes confirms nothing', () => {
  const code = readCode(codeOf(MAKER, TAG))!;
  const read = (known: Parameters<typeof readScan>[1]) => readScan(code, known, MIDNIGHT).refused;
  expect(read({ ...KNOWN, secret: 'another' })).toBe('unknown');
  expect(read({ ...KNOWN, number: 8 })).toBe('unknown');
  expect(read(undefined)).toBe('unknown');
  expect(readScan(null, KNOWN, MIDNIGHT).refused).toBe('misread');
  expect(read({ ...KNOWN, endedMs: MIDNIGHT })).toBe('renewed');
  // Scanned before they were: it was right then.
  expect(read({ ...KNOWN, endedMs: MIDNIGHT + 1 })).toBe(null);
});
