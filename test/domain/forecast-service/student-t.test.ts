import { expect, test } from 'vitest';
import { tBound } from '../../../server/domain/forecast-service/student-t.ts';

test.each([
  [0.05, 2, 4.3027],
  [0.05, 3, 3.1824],
  [0.05, 7, 2.3646],
  [0.01, 3, 5.8409],
  [0.01, 7, 3.4995],
  [0.001, 3, 12.924],
  [0.001, 7, 5.4079],
  [0.05, 30, 2.0423],
])('of |t| beyond which lies %d with %i degrees of freedom as tables have it', (p, freedom, bound) => {
  expect(tBound(p, freedom)).toBeCloseTo(bound, 2);
});
