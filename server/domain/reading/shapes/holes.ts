import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Polygon, Position } from 'geojson';
import { ringsMeet } from '../../geo/ring-meeting.ts';
import { fileProblem } from '../problem.ts';

type Rings = readonly (readonly Position[])[];

/**
 * Whether an edge of a ring in degrees runs over more than half of the world: a ring across the 180th meridian that was not cut there (RFC
 * 7946, 3.1.9). Numbers beyond 180 are no degrees, and something else is wrong.
 */
export const runsAcross180 = (ring: readonly Position[]): boolean =>
  ring.every(([lng]) => Math.abs(lng!) <= 180) &&
  ring.some(([lng], k) => Math.abs(lng! - ring[Math.max(0, k - 1)]![0]!) > 180);

/** @throws ReadingError where a ring of a polygon crosses itself, another or the 180th meridian, as nobody can tell what lies inside. */
export function requireNoCrossing(rings: Rings): void {
  if (rings.some(runsAcross180)) throw fileProblem('across-180');
  const crossing = ringsMeet(rings);
  if (crossing) throw fileProblem('ring-crosses', { place: placeOf(crossing) });
}

/**
 * Holes cut ground out of what their outer ring encloses, each its own (RFC 7946, 3.1.6). Rings are closed and cross nowhere.
 * @throws ReadingError where a hole lies outside, or within another, or a ring is there twice.
 */
export function requireHolesWithin(rings: Rings): void {
  const [outer, ...holes] = rings.map(groundOf);
  const seen = new Set([sameOf(rings[0]!)]);
  for (const [k, hole] of rings.slice(1).entries()) {
    const place = placeOf(hole[0]!);
    if (seen.has(sameOf(hole))) throw fileProblem('rings-twice', { place });
    seen.add(sameOf(hole));
    const out = hole.find((at) => !booleanPointInPolygon(at, outer!));
    if (out) throw fileProblem('hole-outside', { place: placeOf(out) });
    const others = holes.filter((_, other) => other !== k);
    const isInside = (at: Position) =>
      others.some((other) => booleanPointInPolygon(at, other, { ignoreBoundary: true }));
    if (hole.some(isInside)) throw fileProblem('holes-nested', { place });
  }
}

const placeOf = (at: Position) => at.slice(0, 2).join(' ');

/** What a ring encloses. */
const groundOf = (ring: readonly Position[]): Polygon => ({
  type: 'Polygon',
  coordinates: [[...ring]],
});

/** Equal for rings of the same corners, wherever they begin and whichever way they run. */
const sameOf = (ring: readonly Position[]) => [...new Set(ring.map(placeOf))].sort().join();
