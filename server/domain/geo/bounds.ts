import type { BBox, Geometry, Position } from 'geojson';

type Nested = Position | Nested[];

function* positionsIn(nested: Nested): Generator<Position> {
  if (typeof nested[0] === 'number') yield nested as Position;
  else for (const part of nested as Nested[]) yield* positionsIn(part);
}

function* positionsOf(shape: Geometry): Generator<Position> {
  if (shape.type !== 'GeometryCollection') yield* positionsIn(shape.coordinates as Nested);
  else for (const part of shape.geometries) yield* positionsOf(part);
}

/** Least and greatest coordinates of a shape: [xmin, ymin, xmax, ymax]. */
export function boundsOf(shape: Geometry): BBox {
  const bounds: BBox = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const [x, y] of positionsOf(shape)) {
    bounds[0] = Math.min(bounds[0], x!);
    bounds[1] = Math.min(bounds[1], y!);
    bounds[2] = Math.max(bounds[2]!, x!);
    bounds[3] = Math.max(bounds[3]!, y!);
  }
  return bounds;
}
