import { expect, test } from 'vitest';
import { at, ReadingError } from '../../../server/domain/reading/problem.ts';
import { readTable } from '../../../server/domain/reading/tables.ts';
import { decodeText } from '../../../server/domain/reading/text.ts';
import { asRefusal } from '../../../server/errors.ts';

const failing = (read: () => unknown): ReadingError => {
  try {
    read();
  } catch (error) {
    if (error instanceof ReadingError) return error;
  }
  throw new Error('it was read');
};

test.each<[string, Uint8Array, object]>([
  ['nothing', new Uint8Array(), { code: 'empty', values: {} }],
  ['.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), { code: 'old-excel', values: {} }],
  [
    'Latin-1',
    Buffer.from('nom\xe9,a\n', 'latin1'),
    { code: 'neither-encoding', values: { byte: 4, other: 4 } },
  ],
])('a file of %s is refused by a code, whatever place names it', (_, bytes, problem) => {
  const error = failing(() => at('people.csv', () => readTable(bytes)));
  expect(error.problems).toEqual([problem]);
  expect(error.message).toMatch(/^people\.csv: /);
  expect(asRefusal(error).reply()).toMatchObject({ error: 'invalid', problems: [problem] });
});

test('what is wrong within a file is told in words alone', () => {
  expect(
    asRefusal(new ReadingError('line 2: there is no day 2026-02-30')).reply(),
  ).not.toHaveProperty('problems');
});

test('the English sentence is the message', () => {
  expect(failing(() => decodeText(Buffer.from('a\0b'))).message).toBe(
    'byte 1 is 0: UTF-16 without its mark, or not a text; save it as UTF-8 and try again',
  );
});
