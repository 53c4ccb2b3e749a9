import { expect, test } from 'vitest';
import { compareRows } from '../../../server/domain/imports/compare-rows.ts';

const duty = (area: string, sentAtOnce: string, officer: string | null = null) => ({
  ...{ code: 'D1', name: 'Roads', departmentKind: 'department' },
  ...{ area, incidentCategory: 'pothole', sentAtOnce, officer },
});

test('what is sent at once is told of the duty it is of, where two duties of a department change places', () => {
  const before = [duty('T1', 'yes', 'A'), duty('T2', 'no', 'B')];
  const after = [duty('T1', 'no', 'B'), duty('T2', 'yes', 'A')];
  const told = { name: 'Roads', field: 'sentAtOnce' };
  expect(compareRows('departments', before, after)).toEqual([
    { ...told, key: 'D1 · T1 · pothole', before: 'yes', after: 'no' },
    { ...told, key: 'D1 · T2 · pothole', before: 'no', after: 'yes' },
  ]);
  expect(compareRows('departments', before, before.toReversed())).toEqual([]);
});

test('a duty that comes is told by its area, and what of the department was there before stays untold', () => {
  const before = [duty('T1', 'yes')];
  expect(compareRows('departments', before, [...before, duty('T2', 'no')])).toEqual([
    { key: 'D1', name: 'Roads', field: 'area', before: '', after: 'T2' },
  ]);
});
