import type { Ring } from './snap.ts';

/** What is wrong with corners that were typed: a line from 1, or that there are too few. */
export type CornersProblem = { line: number } | 'few';

const LEAST = 3;

/** Corners of an outline as text, one a line, `121.412, 28.556`; the last one closes to the first by itself. */
export const cornersText = (ring: Ring): string =>
  ring
    .slice(0, -1)
    .map(([lng, lat]) => `${lng}, ${lat}`)
    .join('\n');

/** Reads corners, one a line: longitude and latitude in degrees, apart by a comma or a space. The ring that is returned is closed. */
export function readCorners(text: string): Ring | CornersProblem {
  const ring: [number, number][] = [];
  for (const [k, line] of text.normalize('NFKC').split('\n').entries()) {
    if (line.trim() === '') continue;
    const parts = line
      .split(/[,;、\s]+/)
      .filter(Boolean)
      .map(Number);
    const [lng = Number.NaN, lat = Number.NaN] = parts;
    // Not a number is within nothing.
    if (parts.length !== 2 || !(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
      return { line: k + 1 };
    ring.push([lng, lat]);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && first !== last && first[0] === last[0] && first[1] === last[1]) ring.pop();
  return ring.length < LEAST ? 'few' : [...ring, ring[0]!];
}
