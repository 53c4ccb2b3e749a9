import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packColumn, readColumns } from '../../../server/contract/fixes/packed/columns.ts';

const read = (bytes: Uint8Array, rows: number) => readColumns(bytes, rows).next();
const decimal = (decimals: number) =>
  fc.integer({ min: -180 * 10 ** 7, max: 180 * 10 ** 7 }).map((whole) => whole / 10 ** decimals);

it('gives every number back to the bit, and what is untold', () => {
  const number = fc.oneof(
    ...[0, 1, 4, 7, 9].map(decimal),
    fc.double(),
    fc.maxSafeInteger(),
    fc.constant(Number.NaN),
  );
  const column = fc.oneof(
    fc.array(number, { maxLength: 40 }),
    fc.array(fc.oneof(decimal(7), fc.constant(Number.NaN)), { maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.array(column, { maxLength: 3 }), (columns) => {
      for (const values of columns)
        expect(read(packColumn(values), values.length)).toEqual(Float64Array.from(values));
    }),
  );
});

it.each([
  { of: 'nothing told', values: [Number.NaN, Number.NaN], bytes: 'ff' },
  { of: 'the same ten times', values: Array(10).fill(90), bytes: '40b40100' },
  { of: 'counting up', values: [7, 8, 9, 10], bytes: '400e02' },
  { of: 'seven decimals', values: [121.372, 121.3720012, 121.3720006], bytes: '078097bf8509180b' },
  { of: 'some untold', values: [5, Number.NaN, 8.5], bytes: '5105 64 46' },
  { of: 'a third', values: [1 / 3], bytes: '20555555555555d53f' },
])('packs $of as $bytes', ({ values, bytes }) => {
  const hex = bytes.replaceAll(' ', '');
  expect(Buffer.from(packColumn(values)).toString('hex')).toBe(hex);
  expect(read(Buffer.from(hex, 'hex'), values.length)).toEqual(Float64Array.from(values));
});

it.each([
  ['nothing', '', /missing/],
  ['half a double', '20555555', /missing/],
  ['half an integer', '0080', /cut off/],
  ['an integer without end', '00ffffffffffffffffffffff01', /53 bits/],
  ['a kind that there is not', '8000', /no kind/],
])('says what is wrong with %s', (_, hex, what) => {
  expect(() => read(Buffer.from(hex, 'hex'), 1)).toThrow(what);
});

it('reads whatever bytes come, or says what is wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(50), (bytes, rows) => {
      try {
        expect(read(bytes, rows)).toHaveLength(rows);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
