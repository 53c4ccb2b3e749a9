import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cornersText, readCorners } from '../../../client/imports/draw/corners.ts';

describe('corners that are typed', () => {
  test.each([
    ['by commas', '121.4, 28.5\n121.5, 28.5\n121.5, 28.6'],
    ['by blanks, with lines that are empty', '121.4 28.5\n\n121.5\t28.5\n121.5 28.6\n'],
    ['by full-width marks', '１２１.4，28.5\n121.5，28.5\n121.5，28.6'],
    ['closed already', '121.4, 28.5\n121.5, 28.5\n121.5, 28.6\n121.4, 28.5'],
  ])('are a closed outline, written %s', (_, text) => {
    expect(readCorners(text)).toEqual([
      [121.4, 28.5],
      [121.5, 28.5],
      [121.5, 28.6],
      [121.4, 28.5],
    ]);
  });

  test.each([
    ['swapped', '121.4, 28.5\n28.5, 121.4\n121.5, 28.6', { line: 2 }],
    ['no number', '121.4, 28.5\n\n121.5, north', { line: 3 }],
    ['one number', '121.4', { line: 1 }],
    ['three numbers', '121.4, 28.5, 12', { line: 1 }],
    ['two corners', '121.4, 28.5\n121.5, 28.5\n121.4, 28.5', 'few'],
    ['nothing', ' ', 'few'],
  ])('are told what is wrong: %s', (_, text, wrong) => {
    expect(readCorners(text)).toEqual(wrong);
  });

  test('written and read again are the same', () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    const corner = fc.tuple(degrees(180), degrees(90)).map(([x, y]) => [x + 0, y + 0] as const);
    const corners = fc.uniqueArray(corner, { minLength: 3, selector: String });
    fc.assert(
      fc.property(corners, (open) => {
        const ring = [...open, open[0]!];
        expect(readCorners(cornersText(ring))).toEqual(ring);
      }),
    );
  });
});
