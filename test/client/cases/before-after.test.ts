import { expect, test } from 'vitest';
import { beforeAfter } from '../../../client/cases/detail/before-after.ts';
import { CASE_STEPS } from '../../../server/contract/cases/case.ts';

test('a photo shows the place as it was found until the work is done, and from then on as it was left; each is in one of both', () => {
  const photos = CASE_STEPS.map((step) => ({ id: step, step, by: 'x', receivedAt: '' }));
  const { after, before } = beforeAfter(photos);
  expect(after.map(({ id }) => id)).toEqual(['handle', 'check', 'send-back', 'close', 'rate']);
  expect(before).toHaveLength(CASE_STEPS.length - after.length);
});
