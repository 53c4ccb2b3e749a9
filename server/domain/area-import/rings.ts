import { toWgs84 } from '../../contract/areas/datum.ts';
import type { Datum, MultiPolygon } from '../../contract/areas/geo.ts';
import type { FileProblem } from '../../contract/file-problem.ts';
import { notDegrees } from '../reading/shapes/coordinates.ts';
import { runsAcross180 } from '../reading/shapes/holes.ts';

type Ring = MultiPolygon['coordinates'][number][number];

/** The rings of a feature as found, and what can be used of them: closed, long enough, WGS-84. */
export interface RingReading {
  /** GeoJSON type, or null where there is no geometry. */
  type: string | null;
  /** Rings in the feature. */
  rings: number;
  tooShort: number;
  open: number;
  /** Positions that are not two numbers within -180 ... 180 and -90 ... 90. */
  outOfRange: number;
  /** What the first of those probably is, and what to do. */
  wrong: FileProblem | null;
  /** Rings that cross the 180th meridian without being cut there. */
  across: number;
  polygons: MultiPolygon['coordinates'];
}

/** Positions a closed ring has at least (RFC 7946, 3.1.6). */
const RING_MIN = 4;

/** Reads a GeoJSON Polygon or MultiPolygon, which a Polygon is made into. Unusable rings are counted and left out. */
export function readRings(geometry: unknown, datum: Datum): RingReading {
  const { type = null, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
  const found: RingReading = {
    type,
    rings: 0,
    tooShort: 0,
    open: 0,
    outOfRange: 0,
    wrong: null,
    across: 0,
    polygons: [],
  };
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : [];
  for (const polygon of list(polygons)) {
    const rings = list(polygon).map((ring) => readRing(list(ring), datum, found));
    // Without a usable outer ring its holes mean nothing.
    if (rings[0]) found.polygons.push(rings.filter((ring) => ring !== null));
  }
  return found;
}

function readRing(raw: unknown[], datum: Datum, found: RingReading): Ring | null {
  found.rings += 1;
  const positions = raw.map(list);
  const wrong = positions.filter(([lng, lat]) => !(within(lng, 180) && within(lat, 90)));
  found.outOfRange += wrong.length;
  const [lng, lat] = wrong[0] ?? [];
  if (typeof lng === 'number' && typeof lat === 'number') found.wrong ??= notDegrees({ lng, lat });
  const short = raw.length < RING_MIN;
  if (short) found.tooShort += 1;
  const [first, last] = [positions[0], positions.at(-1)];
  const isOpen = !short && (first![0] !== last![0] || first![1] !== last![1]);
  if (isOpen) found.open += 1;
  if (short || wrong.length > 0) return null;
  const ring = (positions as [number, number][]).map(([lng, lat]): [number, number] => {
    const at = toWgs84({ lng, lat }, datum);
    return [at.lng, at.lat];
  });
  if (runsAcross180(ring)) {
    found.across += 1;
    return null;
  }
  return isOpen ? [...ring, ring[0]!] : ring;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const within = (value: unknown, limit: number) =>
  typeof value === 'number' && Math.abs(value) <= limit;
