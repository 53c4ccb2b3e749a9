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
