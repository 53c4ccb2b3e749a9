import { expect, test } from 'vitest';
import {
  codeAt,
  createRecoveryCodes,
  createTotp,
  plainRecoveryCode,
  stepOfCode,
} from '../../../server/domain/accounts/totp.ts';

/** RFC 6238, appendix B, SHA-1: the last six digits of its eight. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at %d s the code of the standard is %s', (seconds, code) => {
  expect(codeAt(RFC_SECRET, seconds * 1_000)).toBe(code);
  expect(stepOfCode(code, RFC_SECRET, seconds * 1_000)).toBe(Math.floor(seconds / 30));
});

test('a clock may be half a minute off, not more', () => {
  const { secret } = createTotp('chen');
  const now = 1_800_000_015_000;
  const off = [-60, -30, 0, 30, 60].map((s) =>
    stepOfCode(codeAt(secret, now + s * 1_000), secret, now),
  );
  const step = Math.floor(now / 30_000);
  expect(off).toEqual([null, step - 1, step, step + 1, null]);
});

test('what is no code is none', () => {
  expect(stepOfCode('12 34', RFC_SECRET, 59_000)).toBeNull();
  expect(stepOfCode(' 287 082 ', RFC_SECRET, 59_000)).toBe(1);
});

test('recovery codes are many, different, and the same however they are typed', () => {
  const codes = createRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  expect(plainRecoveryCode(` ${codes[0]!.toUpperCase().replaceAll('-', ' ')}`)).toBe(
    plainRecoveryCode(codes[0]!),
  );
});
