import { expect, it } from 'vitest';
import { csvLine } from '../../../server/contract/csv.ts';
import { toCsv } from '../../../server/domain/analysis/formats.ts';
import { writeTable } from '../../../server/domain/imports/write-table.ts';
import { readTable } from '../../../server/domain/reading/tables/tables.ts';

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

it('nor does a line of codes and new secrets', () => {
  expect(csvLine(['=cmd|calc', '王, "小"', '-x', 'plain'])).toBe(
    `'=cmd|calc,"王, ""小""",'-x,plain`,
  );
});

it('nor does a spreadsheet of people that is given out, and it is read back as it was', () => {
  const name = `=HYPERLINK("http://evil.example")`;
  const rows = [{ code: '-1', name, category: 'full-time' }];
  const file = writeTable('officers', rows, { format: 'csv', language: 'en' });
  expect(new TextDecoder().decode(file)).toContain(`'-1,"'=HYPERLINK`);
  expect(readTable(file, { timeZone: 'Asia/Shanghai', nowMs: 0 }).rows[1]!.slice(0, 2)).toEqual([
    '-1',
    name,
  ]);
});
