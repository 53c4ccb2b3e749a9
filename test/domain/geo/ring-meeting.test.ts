import { kinks } from '@turf/turf';
import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { ringsMeet } from '../../../server/domain/geo/ring-meeting.ts';

const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

// What PostGIS 3.6 says of each (ST_IsValidReason).
test.each<[string, Position[][], crossing: Position | null, meeting: Position | null]>([
  ['a square', [square(0, 0, 9)], null, null],
  [
    'a bow',
    [
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ],
    [0.5, 0.5],
    [0.5, 0.5],
  ],
  [
    'a ring that comes back to a corner',
    [
      [
        [0, 0],
        [4, 0],
        [2, 2],
        [4, 4],
        [0, 4],
        [2, 2],
        [0, 0],
      ],
    ],
    null,
    [2, 2],
  ],
  [
    'a ring that touches its own edge',
    [
      [
        [0, 0],
        [8, 0],
        [8, 8],
        [4, 0],
        [0, 8],
        [0, 0],
      ],
    ],
    null,
    [4, 0],
  ],
  [
    'a spike',
    [
      [
        [0, 0],
        [8, 0],
        [8, 8],
        [8, 0],
        [0, 8],
        [0, 0],
      ],
    ],
    null,
    [8, 0],
  ],
  [
    'a corner twice',
    [
      [
        [0, 0],
        [8, 0],
        [8, 0],
        [8, 8],
        [0, 0],
      ],
    ],
    null,
    null,
  ],
  [
    'a hole that touches at a point',
    [
      square(0, 0, 9),
      [
        [0, 4],
        [4, 2],
        [4, 6],
        [0, 4],
      ],
    ],
    null,
    null,
  ],
  ['a hole along a border', [square(0, 0, 9), square(0, 3, 3)], null, [0, 6]],
  ['a hole across a border', [square(0, 0, 9), square(8, 3, 3)], [9, 3], [9, 3]],
])('%s', (_, rings, crossing, meeting) => {
  expect(ringsMeet(rings)).toEqual(crossing);
  const found = ringsMeet(rings, { touching: true });
  if (meeting === null) expect(found).toBeNull();
  else expect(found).toEqual(meeting);
});

test('a ring without equal numbers crosses itself where Turf, edge by edge, says that it does', () => {
  const ring = fc
    .array(fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)), {
      minLength: 4,
      maxLength: 30,
    })
    .filter((corners) => new Set(corners.flat()).size === 2 * corners.length);
  fc.assert(
    fc.property(ring, (corners) => {
      const closed = [...corners, corners[0]!];
      const { features } = kinks({ type: 'Polygon', coordinates: [closed] });
      expect(ringsMeet([closed]) !== null).toBe(features.length > 0);
    }),
  );
});

test('an outline of a hundred thousand corners is swept, not compared edge by edge', () => {
  const count = 100_000;
  const ring = Array.from({ length: count }, (_, k): Position => {
    const angle = (2 * Math.PI * k) / count;
    return [Math.cos(angle), Math.sin(angle)];
  });
  expect(ringsMeet([ring], { touching: true })).toBeNull();
  const crossed = [...ring.slice(0, -2), ring.at(-1)!, ring.at(-2)!];
  expect(ringsMeet([crossed], { touching: true })).not.toBeNull();
});
