import type { LngLat } from '../../../contract/areas/geo.ts';
import { median } from '../numerics/median.ts';

/** A point in a plane, metres. */
export interface PlanePoint {
  x: number;
  y: number;
}

/**
 * Transverse Mercator on the WGS-84 ellipsoid with its central meridian through a chosen origin and
 * scale 1 on it (no false easting). Lengths are true to 1 in 30,000 within 50 km of the meridian.
 */
export interface LocalProjection {
  origin: LngLat;
}

const A = 6_378_137;
const F = 1 / 298.257223563;
const N = F / (2 - F);
const E = Math.sqrt(F * (2 - F));
/** Radius of the rectifying sphere. */
const R = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
/** Krüger's series to n⁴ (Karney 2011, eqs 35 and 36); below a nanometre within a province. */
const ALPHA = [
  N / 2 - (2 * N ** 2) / 3 + (5 * N ** 3) / 16 + (41 * N ** 4) / 180,
  (13 * N ** 2) / 48 - (3 * N ** 3) / 5 + (557 * N ** 4) / 1440,
  (61 * N ** 3) / 240 - (103 * N ** 4) / 140,
  (49_561 * N ** 4) / 161_280,
];
const BETA = [
  N / 2 - (2 * N ** 2) / 3 + (37 * N ** 3) / 96 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 * N ** 4) / 1440,
  (17 * N ** 3) / 480 - (37 * N ** 4) / 840,
  (4397 * N ** 4) / 161_280,
];
const RAD = Math.PI / 180;
/** Sine of the angle from where the plane is infinite: on the equator, a quarter of the globe from the meridian. */
const NEAREST = Math.sin(10 * RAD);

/** Northing and easting (metres) on the meridian strip, from latitude and longitude difference (radians). */
function forward(lat: number, dLng: number): PlanePoint {
  const sin = Math.sin(lat);
  const t = Math.sinh(Math.atanh(sin) - E * Math.atanh(E * sin));
  const xi = Math.atan2(t, Math.cos(dLng));
  // What lies where the plane is infinite is at its edge.
  const eta = Math.asinh(Math.sin(dLng) / Math.max(NEAREST, Math.hypot(t, Math.cos(dLng))));
  let x = eta;
  let y = xi;
  ALPHA.forEach((alpha, j) => {
    const k = 2 * (j + 1);
    x += alpha * Math.cos(k * xi) * Math.sinh(k * eta);
    y += alpha * Math.sin(k * xi) * Math.cosh(k * eta);
  });
  return { x: R * x, y: R * y };
}

/** WGS-84 degrees to local metres. */
export function toPlane(projection: LocalProjection, place: LngLat): PlanePoint {
  const { x, y } = forward(place.lat * RAD, wrapDeg(place.lng - projection.origin.lng) * RAD);
  return { x, y: y - originNorthing(projection) };
}

/** Parts of a degree given back: a micrometre, and no more digits than came in. */
const PARTS = 1e11;
const rounded = (deg: number) => Math.round(deg * PARTS) / PARTS;

/**
 * Local metres to WGS-84 degrees; the inverse of `toPlane`, so that degrees of up to 11 decimals come back digit
 * for digit: the series of the inverse is cut off elsewhere than that of the way here, and is corrected by it.
 */
export function toGlobe(projection: LocalProjection, point: PlanePoint): LngLat {
  const near = inverse(projection, point);
  const there = toPlane(projection, near);
  const { lng, lat } = inverse(projection, {
    x: point.x + (point.x - there.x),
    y: point.y + (point.y - there.y),
  });
  return { lng: rounded(lng), lat: rounded(lat) };
}

/** The inverse by its series alone. */
function inverse(projection: LocalProjection, point: PlanePoint): LngLat {
  const xi = (point.y + originNorthing(projection)) / R;
  const eta = point.x / R;
  let xi0 = xi;
  let eta0 = eta;
  BETA.forEach((beta, j) => {
    const k = 2 * (j + 1);
    xi0 -= beta * Math.sin(k * xi) * Math.cosh(k * eta);
    eta0 -= beta * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  const tauConformal = Math.sin(xi0) / Math.hypot(Math.sinh(eta0), Math.cos(xi0));
  let tau = tauConformal;
  // Newton's method on the conformal latitude (Karney 2011, eqs 19 to 21); two steps suffice.
  for (let step = 0; step < 4; step++) {
    const sigma = Math.sinh(E * Math.atanh((E * tau) / Math.hypot(1, tau)));
    const at = tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
    tau +=
      ((tauConformal - at) / Math.hypot(1, at)) *
      ((1 + (1 - E * E) * tau * tau) / ((1 - E * E) * Math.hypot(1, tau)));
  }
  const lng = projection.origin.lng + Math.atan2(Math.sinh(eta0), Math.cos(xi0)) / RAD;
  return { lng: wrapDeg(lng), lat: Math.atan(tau) / RAD };
}

/** The projection whose origin is the median of the places: one far place does not move it for the others. */
export function projectionAround(lng: ArrayLike<number>, lat: ArrayLike<number>): LocalProjection {
  return { origin: { lng: median(Float64Array.from(lng)), lat: median(Float64Array.from(lat)) } };
}

/** Places, WGS-84 degrees, in a plane around them, metres. */
export function planeAround(lng: readonly number[], lat: readonly number[]) {
  const projection = projectionAround(lng, lat);
  const points = lng.map((deg, i) => toPlane(projection, { lng: deg, lat: lat[i]! }));
  return {
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
    projection,
  };
}

const northings = new WeakMap<LocalProjection, number>();

/** Northing of the origin, worked out once a projection. */
function originNorthing(projection: LocalProjection): number {
  const known = northings.get(projection);
  if (known !== undefined) return known;
  const northing = forward(projection.origin.lat * RAD, 0).y;
  northings.set(projection, northing);
  return northing;
}

const wrapDeg = (deg: number) => ((((deg + 180) % 360) + 360) % 360) - 180;
