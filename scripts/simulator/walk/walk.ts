import type { LngLat, MultiPolygon } from '../../../server/contract/areas/geo.ts';
import type { Random } from '../random.ts';
import { lngLatOf, type Point, planeAt } from '../world/plane.ts';
import type { StreetGraph } from '../world/streets.ts';
import { emptyPath, type Path } from './path.ts';
import { combRoute } from './route.ts';

/** How somebody moves: even speed, its slow changes, and stops now and then. */
export interface Gait {
  speedMps: number;
  /** Standard deviation and time constant of the slow changes of speed. */
  speedSdMps: number;
  changeS: number;
  /** Mean time between stops and mean length of one; no stop is longer than three means. */
  stopEveryS: number;
  stopS: number;
  /** How far off the middle of the walkway, smoothly, to either side. */
  swayM: number;
}

/** Ordinary officers, 1.0 to 1.4 m/s; stops sum up to some eight per cent of the time. */
export const officerGait = (random: Random): Gait => ({
  speedMps: Math.min(1.4, Math.max(1.0, random.normal(1.2, 0.08))),
  speedSdMps: 0.08,
  changeS: 40,
  stopEveryS: random.uniform(240, 480),
  stopS: random.uniform(15, 35),
  swayM: 0.9,
});

/** An electric bicycle: 4.5 to 9 m/s, rarely standing. */
export const bikeGait = (random: Random): Gait => ({
  speedMps: random.uniform(5.4, 7.6),
  speedSdMps: 0.7,
  changeS: 25,
  stopEveryS: random.uniform(200, 600),
  stopS: random.uniform(5, 15),
  swayM: 0.7,
});

/** The true path of a walk along the points, as many seconds as asked for; it stands still at the end of the points. */
export function followPoints(
  points: readonly Point[],
  random: Random,
  seconds: number,
  gait: Gait,
): Path {
  const path = emptyPath(seconds);
  const keep = Math.exp(-1 / gait.changeS);
  const fresh = gait.speedSdMps * Math.sqrt(1 - keep * keep);
  // Sway is a function of the way walked, so that it rests when the walker does.
  const waves = [37, 61, 113].map((waveM) => ({
    per: (2 * Math.PI) / (waveM * random.uniform(0.9, 1.1)),
    eastPhase: random.uniform(0, 2 * Math.PI),
    northPhase: random.uniform(0, 2 * Math.PI),
  }));
  let change = random.normal(0, gait.speedSdMps);
  let standing = 0;
  let leg = 0;
  let alongM = 0;
  let walkedM = 0;
  let legM = legLength(points, 0);
  let [swayX, swayY, swayedM] = [0, 0, Number.NaN];
  for (let s = 0; s < seconds; s++) {
    change = keep * change + fresh * random.normal();
    if (standing > 0) standing--;
    else if (random.next() < 1 / gait.stopEveryS)
      standing = Math.min(3 * gait.stopS, random.exponential(gait.stopS)) | 0;
    else {
      const step = Math.max(0.3, gait.speedMps + change);
      alongM += step;
      walkedM += step;
      while (alongM >= legM && leg < points.length - 2) {
        alongM -= legM;
        legM = legLength(points, ++leg);
      }
      alongM = Math.min(alongM, legM);
    }
    const from = points[leg]!;
    const to = points[Math.min(leg + 1, points.length - 1)]!;
    const share = legM === 0 ? 0 : alongM / legM;
    if (walkedM !== swayedM) {
      let east = 0;
      let north = 0;
      for (const { per, eastPhase, northPhase } of waves) {
        east += Math.sin(walkedM * per + eastPhase);
        north += Math.sin(walkedM * per + northPhase);
      }
      swayX = (gait.swayM * east) / 1.7;
      swayY = (gait.swayM * north) / 1.7;
      swayedM = walkedM;
    }
    path.x[s] = from.x + (to.x - from.x) * share + swayX;
    path.y[s] = from.y + (to.y - from.y) * share + swayY;
  }
  return path;
}

function legLength(points: readonly Point[], leg: number): number {
  const from = points[leg]!;
  const to = points[leg + 1];
  return to ? Math.hypot(to.x - from.x, to.y - from.y) : 0;
}

/** The true path along given nodes of the grid's streets. */
export const followRoute = (
  streets: StreetGraph,
  route: readonly number[],
  random: Random,
  seconds: number,
  gait: Gait,
): Path =>
  followPoints(
    route.map((node) => streets.nodes[node]!),
    random,
    seconds,
    gait,
  );

/** A comb-like walk through the grid: an honest officer's true path. */
export function walkGrid(
  streets: StreetGraph,
  random: Random,
  seconds: number,
  gait: Gait = officerGait(random),
): Path {
  const lengthM = seconds * (gait.speedMps + 0.2) + 100;
  return followRoute(streets, combRoute(streets, random, lengthM), random, seconds, gait);
}

/**
 * Round and round a square block, and the square grid that has the block in its middle:
 * the walk that trip logic made for cars does not recognise.
 */
export function blockWalk(
  centre: LngLat,
  random: Random,
  { seconds = 7200, sideM = 250, marginM = 40 } = {},
): { path: Path; plane: StreetGraph['plane']; grid: MultiPolygon } {
  const plane = planeAt(centre);
  const corners = (half: number) =>
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].map(([x, y]) => ({ x: x! * half, y: y! * half }));
  const gait = officerGait(random);
  const rounds = Math.ceil((seconds * (gait.speedMps + 0.2)) / (4 * sideM)) + 1;
  const round = corners(sideM / 2);
  const points = [round[0]!, ...Array.from({ length: rounds }, () => round.slice(1)).flat()];
  return {
    path: followPoints(points, random, seconds, gait),
    plane,
    grid: {
      type: 'MultiPolygon',
      coordinates: [
        [
          corners(sideM / 2 + marginM).map(({ x, y }): [number, number] => {
            const { lng, lat } = lngLatOf(plane, x, y);
            return [lng, lat];
          }),
        ],
      ],
    },
  };
}
