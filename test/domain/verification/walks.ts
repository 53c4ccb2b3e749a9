import { Value } from 'typebox/value';
import type { LngLat, MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { NormRules } from '../../../server/contract/norms/norm.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';
import { gaussian, seededRandom } from '../../../server/domain/analysis/numerics/random.ts';
import { type Fix, UNTOLD } from '../../../server/domain/entrance/fix.ts';
import { createFrame } from '../../../server/domain/geo/local-frame.ts';
import type { PatrolInput } from '../../../server/domain/verification/patrol-input.ts';

/** Where the seeded walks take place, and when they begin: 2024-05-06 09:00 in Shanghai. */
export const ORIGIN: LngLat = { lng: 121.4, lat: 28.56 };
export const START_MS = Date.UTC(2024, 4, 6, 1);

const frame = createFrame(ORIGIN);

export const at = (x: number, y: number): LngLat => ({
  lng: ORIGIN.lng + x / frame.metresPerDegLng,
  lat: ORIGIN.lat + y / frame.metresPerDegLat,
});

/** A rectangle in metres east and north of ORIGIN. */
export function box(x1: number, y1: number, x2: number, y2: number): MultiPolygon {
  const ring = [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
    [x1, y1],
  ].map(([x, y]): [number, number] => {
    const { lng, lat } = at(x!, y!);
    return [lng, lat];
  });
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}

export const normRules = (changes: Partial<NormRules> = {}): NormRules => ({
  ...Value.Create(NormRules),
  ...changes,
});

/** True position in metres at so many seconds since the start. */
export type Path = (s: number) => { x: number; y: number };

/** Seconds a walker of uneven pace is ahead or behind of an even one: pace changes by up to a third. */
const ahead = (s: number) => 20 * Math.sin(s / 97) + 30 * Math.sin(s / 411);

/** Round and round a square block whose side is `sideM`, its lower left corner at (0, 0), at an uneven pace. */
export const roundBlock =
  (sideM = 250, speedMps = 1.2): Path =>
  (s) => {
    const along = ((s + ahead(s)) * speedMps) % (4 * sideM);
    const [side, rest] = [Math.floor(along / sideM), along % sideM];
    if (side === 0) return { x: rest, y: 0 };
    if (side === 1) return { x: sideM, y: rest };
    return side === 2 ? { x: sideM - rest, y: sideM } : { x: 0, y: sideM - rest };
  };

export interface Recording {
  path: Path;
  minutes?: number;
  everyS?: number;
  seed?: number;
  /** Standard deviation of the receiver's error per axis, metres. */
  noiseM?: number;
  accuracyM?: number | null;
  handheldId?: number;
  startMs?: number;
}

/** Fixes of a walk with first-order autoregressive receiver error (time constant 40 s) and a little white noise. */
export function record(recording: Recording): Fix[] {
  const { path, minutes = 120, everyS = 5, seed = 1, noiseM = 4, handheldId = 1 } = recording;
  const { accuracyM = 8, startMs = START_MS } = recording;
  const random = seededRandom(seed);
  const keep = Math.exp(-1 / 40);
  const error = { x: noiseM * gaussian(random), y: noiseM * gaussian(random) };
  const fixes: Fix[] = [];
  for (let s = 0; s <= minutes * 60; s++) {
    error.x = keep * error.x + Math.sqrt(1 - keep ** 2) * noiseM * gaussian(random);
    error.y = keep * error.y + Math.sqrt(1 - keep ** 2) * noiseM * gaussian(random);
    const white = noiseM / 8;
    const [wx, wy] = [white * gaussian(random), white * gaussian(random)];
    if (s % everyS !== 0) continue;
    const { x, y } = path(s);
    const t = startMs + s * 1000;
    fixes.push({
      ...fixAt(at(x + error.x + wx, y + error.y + wy), t, fixes.length, handheldId, startMs),
      accuracyM,
    });
  }
  return fixes;
}

/** A bare fix. */
export const fixAt = (
  { lng, lat }: LngLat,
  t: number,
  seq: number,
  handheldId = 1,
  session = START_MS,
): Fix => ({
  handheldId,
  session,
  seq,
  t,
  receivedMs: t + 1000,
  ...UNTOLD,
  sentMs: t + 500,
  lng,
  lat,
  accuracyM: 8,
});

/** A two-hour patrol in a grid that reaches 50 m round the block. */
export const patrolOf = (
  fixes: readonly Fix[],
  changes: Partial<PatrolInput> = {},
): PatrolInput => ({
  patrol: { startMs: START_MS, endMs: START_MS + 120 * MINUTE_MS },
  fixes,
  grid: { version: 1, polygon: box(-50, -50, 300, 300) },
  norm: { version: 1, rules: normRules({ coveragePerPatrol: 0.35 }) },
  timeZone: 'Asia/Shanghai',
  ...changes,
});
