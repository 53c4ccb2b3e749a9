import type { Fix } from '../../../server/domain/entrance/fix.ts';
import type { Random } from '../../simulator/random.ts';
import { type Ask, report } from '../../simulator/walk/behaviour/behaviour.ts';
import {
  emptyPath,
  firstPoint,
  joinPaths,
  lastPoint,
  type Path,
  pathSeconds,
  slicePath,
  straight,
} from '../../simulator/walk/path.ts';
import { observe, RECEPTION, type Reception } from '../../simulator/walk/receiver.ts';
import { pointOf } from '../../simulator/world/plane.ts';

/** Positions somebody wants to be believed, put together second by second. */

/** A claimed position is told as it is; its noise is part of the claim. */
const EXACT: Reception = {
  ...{ sigmaM: [0, 0], tauS: [60, 60], whiteM: [0, 0] },
  ...{ jumpsPerHour: 0, gapsPerHour: 0, gapS: 0, holdsStill: false },
};

/** What a receiver in a street reports of a true path, second by second. */
export function seenPath(ask: Ask, path: Path, random: Random): Path {
  const fixes = observe(path, {
    plane: ask.place.streets.plane,
    startMs: 0,
    intervalS: 1,
    handheldId: 1,
    session: 0,
    reception: { ...RECEPTION.street, gapsPerHour: 0 },
    random,
  });
  const points = fixes.map((fix) => pointOf(ask.place.streets.plane, fix));
  return { x: Float64Array.from(points, ({ x }) => x), y: Float64Array.from(points, ({ y }) => y) };
}

/** A path with an error that has memory added, as a receiver's has: standard deviation in metres, time constant in seconds. */
export function shaken(path: Path, sigmaM: number, tauS: number, random: Random): Path {
  const keep = Math.exp(-1 / tauS);
  const fresh = sigmaM * Math.sqrt(1 - keep * keep);
  let [east, north] = [random.normal(0, sigmaM), random.normal(0, sigmaM)];
  const moved = emptyPath(pathSeconds(path));
  for (let s = 0; s < moved.x.length; s++) {
    east = keep * east + fresh * random.normal();
    north = keep * north + fresh * random.normal();
    moved.x[s] = path.x[s]! + east;
    moved.y[s] = path.y[s]! + north;
  }
  return moved;
}

/** A path walked faster and slower by turns, by a share of its pace, over a period in seconds. */
export function warped(path: Path, share: number, periodS: number): Path {
  const last = pathSeconds(path) - 1;
  const at = (from: Float64Array, s: number) => {
    const i = Math.min(last, Math.floor(s));
    const j = Math.min(last, i + 1);
    return from[i]! + (s - i) * (from[j]! - from[i]!);
  };
  const told = emptyPath(pathSeconds(path));
  const per = (2 * Math.PI) / periodS;
  for (let s = 0; s <= last; s++) {
    const source = Math.min(last, Math.max(0, s + (share / per) * Math.sin(per * s)));
    told.x[s] = at(path.x, source);
    told.y[s] = at(path.y, source);
  }
  return told;
}

/** Parts one after the other, joined by walking straight across, cut to so many seconds. */
export const inTurn = (parts: readonly Path[], seconds: number): Path =>
  slicePath(
    joinPaths(
      ...parts.flatMap((part, k) =>
        k === 0 ? [part] : [straight(lastPoint(parts[k - 1]!), firstPoint(part), 1.3), part],
      ),
    ),
    0,
    seconds,
  );

/** The claim as a handheld delivers it, with believable accuracies. */
export const deliverClaim = (ask: Ask, path: Path): Fix[] =>
  report(ask, path, EXACT, ask.random.fork('claim')).map((fix, k) => ({
    ...fix,
    accuracyM: 5 + (k % 7) / 2,
  }));
