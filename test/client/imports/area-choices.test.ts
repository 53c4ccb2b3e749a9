import { expect, test } from 'vitest';
import { areaImportOf, FIRST_CHOICES } from '../../../client/imports/area-choices.ts';
import { feature, square } from '../../support/made/area-file.ts';

test.each([
  ['331004', undefined],
  [' ３３１００４\u3000', undefined],
  ['331004001', '331004'],
])('a file whose codes are %s has its own top or not, however it is written', (code, top) => {
  const collection = {
    type: 'FeatureCollection' as const,
    features: [feature({ code, name: 'a' }, square(121.37, 28.58))],
  };
  const file = { collection } as never;
  const choices = { ...FIRST_CHOICES, keys: { codeKey: 'code', nameKey: 'name' } };
  const { options } = areaImportOf([file], choices, {
    check: true,
    timeZone: 'Asia/Shanghai',
    top: '331004',
  });
  expect(options.top).toBe(top);
});
