import type { LngLat } from '../../contract/areas/geo.ts';

/** Plane metres east (x) and north (y) of a frame's origin. */
export interface XY {
  x: number;
  y: number;
}

/**
 * A plane that touches the WGS-84 ellipsoid at its origin. Within 10 km of the origin lengths are right to 0.1 %,
 * which is far below what a receiver knows.
 */
export interface LocalFrame {
  origin: LngLat;
  metresPerDegLng: number;
  metresPerDegLat: number;
}

const EQUATOR_RADIUS_M = 6_378_137;
const ECCENTRICITY_SQUARED = 0.00669437999014;
const RAD_PER_DEG = Math.PI / 180;

/** Degrees of longitude from `from` to `lng` the short way round, -180 to 180: grids may cross the antimeridian. */
export const lngDelta = (lng: number, from: number) => {
  const delta = lng - from;
  if (delta > 180) return delta - 360;
  return delta < -180 ? delta + 360 : delta;
};

/** Source: radii of curvature in the meridian and the prime vertical of the WGS-84 ellipsoid (Torge, Geodesy, 4.1.3). */
export function createFrame(origin: LngLat): LocalFrame {
  const phi = origin.lat * RAD_PER_DEG;
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2;
  const meridianM = (EQUATOR_RADIUS_M * (1 - ECCENTRICITY_SQUARED)) / w ** 1.5;
  const primeVerticalM = EQUATOR_RADIUS_M / Math.sqrt(w);
  return {
    origin,
    metresPerDegLng: primeVerticalM * Math.cos(phi) * RAD_PER_DEG,
    metresPerDegLat: meridianM * RAD_PER_DEG,
  };
}

export const toX = (frame: LocalFrame, lng: number) =>
  lngDelta(lng, frame.origin.lng) * frame.metresPerDegLng;

export const toY = (frame: LocalFrame, lat: number) =>
  (lat - frame.origin.lat) * frame.metresPerDegLat;

/** Metres from one place to another in the plane of the frame. */
export const metresApart = (frame: LocalFrame, a: LngLat, b: LngLat) =>
  Math.hypot(toX(frame, b.lng) - toX(frame, a.lng), toY(frame, b.lat) - toY(frame, a.lat));

export const toLng = (frame: LocalFrame, x: number) =>
  ((frame.origin.lng + x / frame.metresPerDegLng + 540) % 360) - 180;

export const toLat = (frame: LocalFrame, y: number) => frame.origin.lat + y / frame.metresPerDegLat;
