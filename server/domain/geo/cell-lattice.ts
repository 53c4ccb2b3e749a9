import { cellNumber } from '../../contract/areas/cell.ts';
import type { LngLat } from '../../contract/areas/geo.ts';
import { cellOf, icosahedron } from './h3.ts';

/** From the centre of a face to its corners there are so many steps of the lattice of resolution 12: two of resolution 0, each step of two resolutions a seventh. */
const CORNER = 2 * 7 ** 6;
/** A place nearer to the border of its cell or its face than this, in steps of 19 m, is left to H3: beyond all rounding of either. */
const SURE = 1e-3;
/** Cells remembered: neighbours up to 2^SIDE steps apart have places of their own. */
const SIDE = 9;

type Vector = [x: number, y: number, z: number];
const RADIANS = Math.PI / 180;
const HALF_ROOT_3 = Math.sqrt(3) / 2;

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const unit = (a: Vector) => scaled(a, 1 / Math.sqrt(dot(a, a)));
const toVector = ({ lng, lat }: LngLat): Vector => [
  Math.cos(lat * RADIANS) * Math.cos(lng * RADIANS),
  Math.cos(lat * RADIANS) * Math.sin(lng * RADIANS),
  Math.sin(lat * RADIANS),
];

/** A face: where it is centred, and the axes of its plane, of the length of a step, the first towards a corner. */
interface Face {
  centre: Vector;
  along: Vector;
  across: Vector;
}

function faceOf([corner, second, third]: [Vector, Vector, Vector]): Face {
  const centre = unit([
    corner[0] + second[0] + third[0],
    corner[1] + second[1] + third[1],
    corner[2] + second[2] + third[2],
  ]);
  // Seen from the centre of the globe, in the plane that touches it there.
  const seen = scaled(corner, 1 / dot(corner, centre));
  const radius = Math.sqrt(dot(seen, seen) - 1);
  const towards = unit([seen[0] - centre[0], seen[1] - centre[1], seen[2] - centre[2]]);
  const steps = CORNER / radius;
  return {
    centre,
    along: scaled(towards, steps),
    across: scaled(cross(centre, towards), steps),
  };
}

/**
 * Cells of resolution 12 as numbers (`cellNumber`), the same that H3 gives: on each face of its icosahedron they are a lattice of hexagons, seen
 * from the centre of the globe (h3geo.org, "Overview of the H3 Geospatial Indexing System"), so that a place's step on the lattice is
 * a few sums, and what cell that is has to be asked of H3 once.
 */
export function createCellLattice(): (lng: number, lat: number) => number {
  const faces = icosahedron().map((corners) => faceOf(corners.map(toVector) as never));
  const keys = new Float64Array(2 ** (2 * SIDE)).fill(-1);
  const cells = new Float64Array(keys.length);
  const low = 2 ** SIDE - 1;
  let last = 0;

  const ask = (lng: number, lat: number) => cellNumber(cellOf({ lng, lat }));

  return (lng, lat) => {
    const p = toVector({ lng, lat });
    // Most places are on the face of the one before.
    for (let k = -1; k < faces.length; k++) {
      const at = k < 0 ? last : k;
      const face = faces[at]!;
      const depth = dot(p, face.centre);
      if (depth <= 0.5) continue;
      const x = dot(p, face.along) / depth;
      const y = dot(p, face.across) / depth;
      // The sides of the face lie half as far from its centre as its corners.
      const side = Math.max(-x, x / 2 + HALF_ROOT_3 * y, x / 2 - HALF_ROOT_3 * y);
      if (side > CORNER / 2 - 2) continue;
      last = at;
      // The nearest step: rounded on three axes of which the one farthest off follows from the others.
      const across = y / HALF_ROOT_3;
      let a = Math.round(x - across / 2);
      let b = Math.round(across);
      const c = Math.round(-x - across / 2);
      if (a + b + c !== 0) {
        const [da, db] = [Math.abs(a - x + across / 2), Math.abs(b - across)];
        const dc = Math.abs(c + x + across / 2);
        if (da > db && da > dc) a = -b - c;
        else if (db > dc) b = -a - c;
      }
      const dx = x - a - b / 2;
      const dy = y - b * HALF_ROOT_3;
      const off = Math.max(
        Math.abs(dx),
        Math.abs(dx / 2 + HALF_ROOT_3 * dy),
        Math.abs(dx / 2 - HALF_ROOT_3 * dy),
      );
      if (off > 0.5 - SURE) break;
      const key = (at * 2 ** 20 + a + CORNER) * 2 ** 20 + b + CORNER;
      const slot = (a & low) | ((b & low) << SIDE);
      if (keys[slot] !== key) {
        cells[slot] = ask(lng, lat);
        keys[slot] = key;
      }
      return cells[slot]!;
    }
    return ask(lng, lat);
  };
}
