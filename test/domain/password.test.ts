import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../server/domain/accounts/password.ts';

test('a password opens its own hash and no other does', async () => {
  const hash = await hashPassword('correct horse');
  expect(await verifyPassword('correct horse', hash)).toBe(true);
  expect(await verifyPassword('correct horsf', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('the same password hashes differently each time', async () => {
  expect(await hashPassword('巡迹 2026')).not.toBe(await hashPassword('巡迹 2026'));
});

test('a password typed with combining characters is the same password', async () => {
  expect(await verifyPassword('caf\u0065\u0301 8', await hashPassword('caf\u00e9 8'))).toBe(true);
});

test.each([
  '',
  'scrypt',
  'plain',
  'scrypt$1$2$3$$',
  '$$$$$',
])('the text %j is no hash and matches nothing', async (hash) => {
  expect(await verifyPassword('', hash)).toBe(false);
});
