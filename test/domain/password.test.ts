import { expect, test } from 'vitest';
import { hashPassword, NO_HASH, verifyPassword } from '../../server/domain/accounts/password.ts';

test('a password opens its own hash and no other does', async () => {
  const hash = await hashPassword('correct horse');
  expect(await verifyPassword('correct horse', hash)).toBe(true);
  expect(await verifyPassword('correct horsf', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('no password opens the hash that stands for no account, which costs as much as a real one', async () => {
  const costOf = (hash: string) => hash.split('$').slice(0, 4);
  expect(costOf(NO_HASH)).toEqual(costOf(await hashPassword('correct horse')));
  expect(await verifyPassword('correct horse', NO_HASH)).toBe(false);
  expect(await verifyPassword('', NO_HASH)).toBe(false);
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
