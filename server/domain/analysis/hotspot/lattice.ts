import { area as areaOf } from '@turf/area';
import type { Polygon, Position } from 'geojson';
import { Type } from 'typebox';
import { methods } from '../../../contract/words/en/analysis/index.ts';
import { cellOf, centreOf, getHexagonAreaAvg } from '../../geo/h3.ts';
import { requireRoom } from '../checks.ts';
import { extentOf } from '../density/raster.ts';
import { AnalysisError } from '../error.ts';
import { aoristicShares, countOf, type TimeBins } from '../input/aoristic.ts';
import type { Incidents, Lattice } from '../input/input.ts';
import { position, ringPolygon } from '../input/places.ts';
import { toGlobe, toPlane } from '../input/projection.ts';
import { contains, type StudyArea } from '../input/study-area.ts';
import { convexHull } from '../numerics/convex-hull.ts';
import { choice, count, metres, only, optional } from '../parameters.ts';
import { contiguity } from './contiguity.ts';
import { distanceLinks } from './distance-links.ts';
import { h3CellsIn, h3Links, h3Polygon, isOfH3, notOfH3, withH3Shapes } from './h3-lattice.ts';
import { keepSquares, squareIndex, squareLinks, squareOf, squaresOver } from './square-lattice.ts';

/** Parameters of every method that works on cells. */
export const LATTICE_PARAMETERS = {
  cells: only('incidents', choice(methods['gi-star'].parameters.cells, ['auto', 'h3', 'square'])),
  resolution: only(
    'hexagons',
    count(methods['gi-star'].parameters.resolution, { minimum: 0, maximum: 15, default: 9 }),
  ),
  sideM: only('squares', metres(methods['gi-star'].parameters.sideM, { default: 500 })),
  cover: only(
    'uncovered',
    choice(methods['gi-star'].parameters.cover, ['hull', 'occupied', 'extent']),
  ),
  rings: only(
    'rings',
    count(methods['gi-star'].parameters.rings, { minimum: 1, maximum: 50, default: 1 }),
  ),
  contiguity: only('shapes', choice(methods['gi-star'].parameters.contiguity, ['queen', 'rook'])),
  bandM: optional(only('unlinked', metres(methods['gi-star'].parameters.bandM))),
  style: choice(methods['gi-star'].parameters.style, ['binary', 'row']),
};

/** Numbers that the making of one cell comes to. */
const CELL_NUMBERS = 40;

const SHAPE = Type.Object(LATTICE_PARAMETERS);
export type LatticeOptions = Type.Static<typeof SHAPE>;

/**
 * The cells a method works on. Incidents are counted into cells of the study area (and the cells that
 * hold incidents), by aoristic shares into time bins when there are any; a lattice is taken as it is.
 * Links come from the input, else by distance, else by rings of H3 cells, else by shape.
 */
export function latticeOf(
  input: Incidents | Lattice,
  options: LatticeOptions,
  bins: TimeBins | null = null,
): Lattice & { links: NonNullable<Lattice['links']> } {
  const isH3 = input.kind === 'lattice' && isOfH3(input);
  const lattice =
    input.kind === 'lattice'
      ? isH3
        ? withH3Shapes(input)
        : input
      : options.cells === 'h3' || (options.cells === 'auto' && input.projection !== null)
        ? h3Lattice(input, options, bins)
        : squareLattice(input, options, bins);
  const byRings = isH3 && options.bandM === undefined;
  const links =
    lattice.links ?? (byRings ? h3Links(lattice.id, options.rings) : shapeLinks(lattice, options));
  return { ...lattice, links };
}

/** What the study area of the cells is, in a word for the answer. */
export const studyAreaOf = (input: Incidents | Lattice, options: LatticeOptions): string =>
  input.kind === 'lattice' ? 'lattice' : input.area !== null ? 'given' : options.cover;

const why = (reason: string | null) => (reason === null ? '' : `: ${reason}`);

function shapeLinks(lattice: Lattice, options: LatticeOptions) {
  const { x, y, geometry } = lattice;
  if (options.bandM !== undefined && x !== null && y !== null) {
    return distanceLinks(x, y, options.bandM);
  }
  if (geometry !== null) return contiguity(geometry, options.contiguity);
  throw new AnalysisError(
    'links-unknown',
    `the lattice has no neighbours and no polygons${why(notOfH3(lattice))}`,
  );
}

function h3Lattice(input: Incidents, options: LatticeOptions, bins: TimeBins | null): Lattice {
  const { projection } = input;
  if (projection === null) {
    throw new AnalysisError('parameter-invalid', 'cells: planar input has no H3 cells; use square');
  }
  const index = new Map<string, number>();
  const cellOfRow = Array.from(input.x, (x, i) => {
    const cell = cellOf(toGlobe(projection, { x, y: input.y[i]! }), options.resolution);
    if (!index.has(cell)) index.set(cell, index.size);
    return index.get(cell)!;
  });
  for (const polygon of areaPolygons(input, options)) {
    // Before the cells are made: each takes some hundred bytes while it is.
    const cells = areaOf(polygon) / getHexagonAreaAvg(options.resolution, 'm2');
    requireRoom(
      cells * CELL_NUMBERS,
      'take a coarser resolution, a smaller area or cover occupied',
    );
    for (const cell of h3CellsIn(polygon, options.resolution)) {
      if (!index.has(cell)) index.set(cell, index.size);
    }
  }
  const id = [...index.keys()];
  const centres = id.map((cell) => toPlane(projection, centreOf(cell)));
  return {
    ...countRows(input, cellOfRow, id.length, bins),
    id,
    links: options.bandM === undefined ? h3Links(id, options.rings) : null,
    x: Float64Array.from(centres, (c) => c.x),
    y: Float64Array.from(centres, (c) => c.y),
    geometry: id.map(h3Polygon),
  };
}

/** The study area as GeoJSON polygons; none when only occupied cells count. */
function areaPolygons(input: Incidents, options: LatticeOptions): Polygon[] {
  if (input.area !== null) {
    return input.area.polygons.map((rings) => ({
      type: 'Polygon',
      coordinates: rings.map((ring) => ringPolygon(ring, input.projection).coordinates[0]!),
    }));
  }
  if (options.cover === 'occupied') return [];
  if (options.cover === 'hull') {
    const hull = convexHull(input.x, input.y);
    return hull.x.length < 3 ? [] : [ringPolygon(hull, input.projection)];
  }
  const { minX, minY, maxX, maxY } = extentOf(input);
  const ring = {
    x: Float64Array.of(minX, maxX, maxX, minX),
    y: Float64Array.of(minY, minY, maxY, maxY),
  };
  return [ringPolygon(ring, input.projection)];
}

function squareLattice(input: Incidents, options: LatticeOptions, bins: TimeBins | null): Lattice {
  const side = options.sideM;
  const all = squaresOver(extentOf(input), side);
  const find = squareIndex(all);
  const cell = (i: number) => find(squareOf(input.x[i]!, side), squareOf(input.y[i]!, side))!;
  const isOccupied = new Uint8Array(all.col.length);
  for (let i = 0; i < input.x.length; i++) isOccupied[cell(i)] = 1;
  const area = squareArea(input, options);
  const centre = (k: number) => (k + 0.5) * side;
  const cells = keepSquares(
    all,
    (i) =>
      isOccupied[i] === 1 ||
      (area !== null && contains(area, centre(all.col[i]!), centre(all.row[i]!))),
  );
  const kept = squareIndex(cells);
  const cellOfRow = Array.from(
    input.x,
    (x, i) => kept(squareOf(x, side), squareOf(input.y[i]!, side))!,
  );
  return {
    ...countRows(input, cellOfRow, cells.col.length, bins),
    id: Array.from(cells.col, (col, i) => `${col}_${cells.row[i]!}`),
    links:
      options.bandM === undefined ? squareLinks(cells, options.rings, options.contiguity) : null,
    x: Float64Array.from(cells.col, centre),
    y: Float64Array.from(cells.row, centre),
    geometry: Array.from(cells.col, (col, i): Polygon => {
      const corner = (dx: number, dy: number): Position =>
        position({ x: (col + dx) * side, y: (cells.row[i]! + dy) * side }, input.projection);
      const ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)];
      return { type: 'Polygon', coordinates: [ring] };
    }),
  };
}

/** Where empty squares count: everywhere for `extent`, nowhere (null) for `occupied`. */
function squareArea(input: Incidents, options: LatticeOptions): StudyArea | null {
  if (input.area !== null) return input.area;
  if (options.cover === 'occupied') return null;
  if (options.cover === 'hull') {
    return { polygons: [[convexHull(input.x, input.y)]], areaM2: 0 };
  }
  const { minX, minY, maxX, maxY } = extentOf(input);
  const m = options.sideM;
  const ring = {
    x: Float64Array.of(minX - m, maxX + m, maxX + m, minX - m),
    y: Float64Array.of(minY - m, minY - m, maxY + m, maxY + m),
  };
  return { polygons: [[ring]], areaM2: 0 };
}

/** Counts by cell and time bin, aoristic where times are intervals. */
function countRows(
  input: Incidents,
  cellOfRow: ArrayLike<number>,
  cells: number,
  bins: TimeBins | null,
) {
  const steps = bins === null ? 1 : countOf(bins);
  requireRoom(cells * steps, 'use larger cells or longer steps');
  const values = new Float64Array(cells * steps);
  for (let i = 0; i < cellOfRow.length; i++) {
    const begin = cellOfRow[i]! * steps;
    const weight = input.weight?.[i] ?? 1;
    if (bins === null) values[begin]! += weight;
    else {
      aoristicShares(input.startMs![i]!, input.endMs![i]!, bins, (bin, share) => {
        values[begin + bin]! += weight * share;
      });
    }
  }
  return {
    kind: 'lattice' as const,
    steps,
    values,
    population: null,
    stepMs: bins === null ? null : bins.edgesMs.slice(0, steps),
  };
}
