import { expect, it } from 'vitest';
import { toCsv } from '../../../server/domain/analysis/formats.ts';

it('A CSV file holds no formula a spreadsheet would run, and numbers as they are', () => {
  const table = {
    columns: { name: ['=1+1', '+1', '-1', '@a', '\tx', 'a=b', '网格'], n: [-1, 2, 3, 4, 5, 6, 7] },
  };
  const text = [...toCsv(table as never)].join('');
  expect(text.split('\n')).toEqual([
    'name,n',
    "'=1+1,-1",
    "'+1,2",
    "'-1,3",
    "'@a,4",
    "'\tx,5",
    'a=b,6',
    '网格,7',
    '',
  ]);
});
