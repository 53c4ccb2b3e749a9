import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { oneArea } from '../../../server/domain/reading/shapes/one-area.ts';

const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const OUTER = square(0, 0, 10);
const of = (...holes: Position[][]) =>
  oneArea([{ type: 'Polygon', coordinates: [OUTER, ...holes] }])!.coordinates;

test.each<[string, Position[][], RegExp]>([
  ['outside', [square(20, 20, 2)], /hole lies outside its outer ring at 20 20/],
  ['outside, touching', [square(10, 2, 2)], /hole lies outside/],
  ['half outside', [square(9, 2, 2)], /crosses itself or another/],
  ['within another', [square(2, 2, 6), square(4, 4, 1)], /within another at 4 4/],
  ['across another', [square(2, 2, 3), square(4, 4, 3)], /crosses itself or another/],
  ['twice', [square(2, 2, 3), square(2, 2, 3).reverse()], /twice at 2 2/],
  ['as large as the area', [OUTER], /twice at 0 0/],
  [
    'of crossing edges',
    [
      [
        [2, 2],
        [4, 4],
        [4, 2],
        [2, 4],
        [2, 2],
      ],
    ],
    /crosses itself/,
  ],
])('a hole %s is refused by its place', (_, holes, says) => {
  expect(() => of(...holes)).toThrow(says);
});

test('holes inside, touching a corner, or without ground are right', () => {
  expect(of(square(2, 2, 2), square(5, 5, 2))).toHaveLength(1);
  const touching = [
    [0, 0],
    [3, 1],
    [1, 3],
    [0, 0],
  ];
  expect(of(touching)[0]).toEqual([OUTER, touching]);
  expect(
    of([
      [2, 2],
      [3, 3],
      [2, 2],
      [2, 2],
    ])[0],
  ).toEqual([OUTER]);
});
