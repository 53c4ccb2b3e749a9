import { expect, test } from 'vitest';
import { interpolate } from '../../../server/contract/words/interpolate.ts';
import { areaDetails as zh } from '../../../server/contract/words/zh/console/people/area-details.ts';
import { inWords, type Told, tell, tellInvalid } from '../../../server/domain/area-import/told.ts';

const chinese = ({ code, values }: Told) => interpolate(zh[code], values);

test.each<[string, string, string]>([
  [
    'Self-intersection[121.37 28.6]',
    'it crosses itself: Self-intersection at 121.37 28.6',
    '边界在 121.37 28.6 处自相交',
  ],
  [
    'Self-intersection[1 2], Ring Self-intersection[3 4]',
    'it crosses itself: Self-intersection at 1 2; 3 4',
    '边界在 1 2; 3 4 处自相交',
  ],
  ['Nested holes[1 2]', 'its shape is not valid: Nested holes[1 2]', '图形无效：Nested holes[1 2]'],
])('a shape that is %s is told in English and in Chinese', (reason, english, inChinese) => {
  const told = tellInvalid(reason);
  expect(inWords(told)).toEqual({ detail: english, told });
  expect(chinese(told)).toBe(inChinese);
});

test('values stand in the sentence of either language', () => {
  const told = tell('outside-parent', { m2: 1_100, percent: '0.1', parent: 'V1' });
  expect(inWords(told).detail).toBe('1100 m² (0.1 %) of it lie outside V1');
  expect(chinese(told)).toBe('有 1100 m²（0.1%）在上级 V1 之外');
});
