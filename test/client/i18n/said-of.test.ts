import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { queryClient } from '../../../client/api/query-client.ts';
import { saidOf } from '../../../client/i18n/said-of.ts';

test('a moment within a sentence is told by the clock of the areas on show, what only looks like one as it is', () => {
  queryClient.setQueryData(['areas'], [{ timeZone: 'Asia/Shanghai' }]);
  const t = ((key: string, values: object) => `${key} ${JSON.stringify(values)}`) as TFunction;
  const at = (value: string) => saidOf([{ code: 'done-by', values: { at: value } }], t);
  expect(at('2026-11-29T16:05:59.123Z')).toBe('fileProblems.done-by {"at":"2026-11-30 00:05"}');
  expect(at('2026-11-29')).toBe('fileProblems.done-by {"at":"2026-11-29"}');
  expect(at('T-2026-11-29T16:05:59Z')).toBe('fileProblems.done-by {"at":"T-2026-11-29T16:05:59Z"}');
  queryClient.clear();
});
