import { expect, test } from 'vitest';
import { handlerOf, withHandler } from '../../../client/cases/detail/handler.ts';

test('a case goes to an officer or to a department, whichever was chosen last', () => {
  const officer = withHandler({ why: 'near' }, handlerOf({ officerId: 7 })!);
  expect(officer).toEqual({ why: 'near', officerId: 7 });
  const department = withHandler(officer, handlerOf({ departmentId: 3 })!);
  expect(department).toEqual({ why: 'near', departmentId: 3 });
  expect(withHandler(department, 'officer 8')).toEqual({ why: 'near', officerId: 8 });
  expect(handlerOf({})).toBeNull();
});
