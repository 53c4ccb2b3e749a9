import { expect, test } from 'vitest';
import {
  createSecret,
  hashSecret,
  SECRET_MIN,
  verifySecret,
} from '../../server/domain/accounts/secret.ts';

test('a secret opens its own hash and no other does', () => {
  const secret = createSecret();
  expect(verifySecret(secret, hashSecret(secret))).toBe(true);
  expect(verifySecret(`${secret}x`, hashSecret(secret))).toBe(false);
  expect(verifySecret(secret, 'not hex')).toBe(false);
});

test('a new secret is long enough and unlike the last', () => {
  expect(createSecret()).toHaveLength(SECRET_MIN);
  expect(createSecret()).not.toBe(createSecret());
});

test('no new secret begins as a formula or an option does', () => {
  const firsts = new Set(Array.from({ length: 4_000 }, () => createSecret()[0]!));
  expect([...firsts].filter((first) => /[=+\-@]/.test(first))).toEqual([]);
  expect(firsts.size).toBe(63);
});
