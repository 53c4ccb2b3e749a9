import fc from 'fast-check';
import { getPentagons } from 'h3-js';
import { expect, it } from 'vitest';
import {
  cellNumber,
  cellOfNumber,
  cellToBigint,
  indexOfNumber,
} from '../../../server/contract/areas/cell.ts';
import { createCellLattice } from '../../../server/domain/geo/cell-lattice.ts';
import {
  cellOf,
  centreOf,
  cornersOf,
  gridDisk,
  icosahedron,
} from '../../../server/domain/geo/h3.ts';

const cellAt = createCellLattice();
function agrees(lng: number, lat: number): void {
  expect(cellOfNumber(cellAt(lng, lat))).toBe(cellOf({ lng, lat }));
}

const lng = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -90, max: 90, noNaN: true });

it('gives the cell that H3 gives, anywhere on Earth', () => {
  fc.assert(fc.property(lng, lat, agrees), { numRuns: 1_000 });
});

it('gives it in a town, where most cells are remembered, and as near to their borders as doubles go', () => {
  const near = fc.double({ min: -0.004, max: 0.004, noNaN: true });
  fc.assert(
    fc.property(
      lng,
      lat,
      fc.array(fc.tuple(near, near), { minLength: 20 }),
      (east, north, steps) => {
        const town = { lng: east * 0.99, lat: north * 0.99 };
        for (const [dx, dy] of steps) agrees(town.lng + dx, town.lat + dy);
        const [a, b] = cornersOf(cellOf(town));
        for (const share of [0, 0.5, 1]) {
          const at = {
            lng: a!.lng + share * (b!.lng - a!.lng),
            lat: a!.lat + share * (b!.lat - a!.lat),
          };
          for (const off of [-1e-7, -1e-9, 0, 1e-9, 1e-7]) agrees(at.lng + off, at.lat + off);
        }
      },
    ),
    { numRuns: 20 },
  );
});

it('gives it where the lattice is bent: around the twelve pentagons, across the edges of the faces and in their middle', () => {
  for (const pentagon of getPentagons(12))
    for (const cell of gridDisk(pentagon, 4))
      for (const at of [centreOf(cell), ...cornersOf(cell)]) agrees(at.lng, at.lat);
  for (const [a, b, c] of icosahedron()) {
    const middle = centreOf(cellOf({ lng: (a.lng + b.lng) / 2, lat: (a.lat + b.lat) / 2 }, 12));
    for (const at of [middle, c])
      for (let k = -20; k < 20; k++) agrees(at.lng + k * 1e-4, at.lat + k * 7e-5);
  }
});

it('a number stands for one cell and one index', () => {
  fc.assert(
    fc.property(lng, lat, (east, north) => {
      const cell = cellOf({ lng: east, lat: north });
      const number = cellNumber(cell);
      const [high, low] = indexOfNumber(number);
      expect(cellOfNumber(number)).toBe(cell);
      expect((BigInt(high) << 32n) | BigInt(low)).toBe(cellToBigint(cell));
    }),
  );
});
