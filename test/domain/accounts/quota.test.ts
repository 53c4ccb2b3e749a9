import { expect, it } from 'vitest';
import { createQuota } from '../../../server/domain/accounts/quota.ts';

it('takes so much under a key in a window, all of an amount or nothing, and tells how long to wait', () => {
  const quota = createQuota({ most: 10, windowMs: 1_000 });
  expect(quota.take(1, 6, 0)).toBe(0);
  expect(quota.take(1, 5, 400)).toBe(600);
  expect(quota.take(1, 4, 400)).toBe(0);
  expect(quota.take(2, 10, 400)).toBe(0);
  expect(quota.take(1, 1, 999)).toBe(1);
  expect(quota.take(1, 10, 1_000)).toBe(0);
});
