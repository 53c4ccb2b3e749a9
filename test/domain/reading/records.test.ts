import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from '../../../server/domain/reading/tables/records.ts';

const told = (text: string) => {
  const { broken, records } = readRecords(text);
  return {
    cells: records.map(({ cells }) => cells),
    broken: [...broken].map(([line, { code }]) => [line, code]),
  };
};

test('records are those that a library reads, whatever stands in their cells', () => {
  const cell = fc.stringMatching(/^[a甲 ",;\n]{0,6}$/);
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
  const written = (text: string) => {
    const bare = text.trim();
    return /[",\n]/.test(bare) ? ` "${bare.replaceAll('"', '""')}" ` : text.replaceAll('\n', ' ');
  };
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const header = 'x,y,z,w,v';
      const text = [header, ...rows.map((row) => row.map(written).join(','))].join(end) + end;
      const library = parse(text, {
        ...{ relax_column_count: true, trim: true, skip_empty_lines: true },
        record_delimiter: ['\r\n', '\n', '\r'],
      });
      expect(told(text)).toEqual({ cells: library, broken: [] });
    }),
  );
});

test('each quote that does not fit is told with its line, however many there are', () => {
  expect(told('a,b\n1,"x\n2,y\n3,"z"z\n"4",q"q\n5,"a\n\nb" ,c\n6,w\n').broken).toEqual([
    [2, 'quote-open'],
    [4, 'quote-within'],
    [5, 'quote-within'],
  ]);
  const many = `a,b\n${'1,x"x\n'.repeat(1_000)}`;
  expect(told(many).broken).toHaveLength(1_000);
  expect(() => readRecords('a,"b\n1,2\n')).toThrow(/quote in line 1/);
});

test('a hundred thousand records of another length are read as they are', () => {
  const { records } = readRecords(`a,b\n${'1,2,3\n'.repeat(100_000)}`);
  expect(records).toHaveLength(100_001);
  expect(records.at(-1)).toEqual({ cells: ['1', '2', '3'], line: 100_001 });
});
