import { expect, test } from 'vitest';
import { passwordFault } from '../../../server/domain/accounts/password-rule.ts';

test.each([
  ['11 characters', 'ioPcDh2Wd7h'],
  ['a common one', 'password1234'],
  ['a row of keys', '1qaz2wsx3edc4rfv'],
  ['digits in their order', '123456789012'],
  ['one sign over and over', 'aaaaaaaaaaaaaaaa'],
  ['the own name', 'wang-xiaoming'],
  ['a word of the service', 'wanggeyuan123'],
  ['a role of the service', 'Administrator2026'],
])('%s is refused', async (_, password) => {
  expect(await passwordFault(password, 'wang-xiaoming')).not.toBeNull();
});

test.each([
  'correct horse battery staple',
  'ioPcDh2Wd7h3',
  '网格员巡查巡查密码真的很难',
])('%s is taken, whatever its signs are', async (password) => {
  expect(await passwordFault(password, 'wang-xiaoming')).toBeNull();
});
