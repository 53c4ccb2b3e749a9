import type { Point } from '../world/plane.ts';

/** Where somebody truly was, once a second, in metres of a plane. */
export interface Path {
  x: Float64Array;
  y: Float64Array;
}

export const emptyPath = (seconds: number): Path => ({
  x: new Float64Array(seconds),
  y: new Float64Array(seconds),
});

export const pathSeconds = (path: Path) => path.x.length;

export function slicePath(path: Path, from: number, to: number): Path {
  return { x: path.x.slice(from, to), y: path.y.slice(from, to) };
}

export function joinPaths(...paths: Path[]): Path {
  const joined = emptyPath(paths.reduce((sum, path) => sum + pathSeconds(path), 0));
  let at = 0;
  for (const path of paths) {
    joined.x.set(path.x, at);
    joined.y.set(path.y, at);
    at += pathSeconds(path);
  }
  return joined;
}

export function stay(at: Point, seconds: number): Path {
  return { x: new Float64Array(seconds).fill(at.x), y: new Float64Array(seconds).fill(at.y) };
}

export const lastPoint = (path: Path): Point => ({ x: path.x.at(-1)!, y: path.y.at(-1)! });
export const firstPoint = (path: Path): Point => ({ x: path.x[0]!, y: path.y[0]! });

/** Straight on from one point to another at an even speed, the end included. */
export function straight(from: Point, to: Point, speedMps: number): Path {
  const seconds = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / speedMps));
  const path = emptyPath(seconds);
  for (let s = 0; s < seconds; s++) {
    path.x[s] = from.x + ((to.x - from.x) * (s + 1)) / seconds;
    path.y[s] = from.y + ((to.y - from.y) * (s + 1)) / seconds;
  }
  return path;
}

/** The same path, offset: somewhere else, or two metres beside. */
export function shiftPath(path: Path, by: Point): Path {
  return { x: path.x.map((x) => x + by.x), y: path.y.map((y) => y + by.y) };
}
