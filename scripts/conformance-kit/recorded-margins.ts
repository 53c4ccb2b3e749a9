import type { MultiPolygon } from '../../server/contract/areas/geo.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import type { Fix } from '../../server/domain/entrance/fix.ts';
import { admitTrack, fixesOfTrack } from '../../server/domain/reading/tracks/admit-track.ts';
import type { RecordedTrack } from '../../server/domain/reading/tracks/recorded-track.ts';
import type { MarginSignal } from '../../server/domain/verification/integrity/margins.ts';
import { marginsOf } from './judge.ts';
import { movedWalk } from './moved-walk.ts';

/** Shorter walks tell of no signal, which all ask for minutes. */
const LEAST_MS = 10 * MINUTE_MS;
/** How far beyond a walk its grid reaches, degrees. */
const AROUND_DEG = 0.001;

/** A recorded walk as a patrol, and how near it comes to each strong signal. */
export interface WalkMargins {
  person: string;
  track: string;
  margins: Record<MarginSignal, number>;
}

/**
 * How near walks of people come to strong signals. Each is taken as a patrol of a grid around it, compared with what others walked meanwhile,
 * and with the other walks of the same person as if a colleague had set out on them at the same moment.
 */
export function recordedMargins(tracks: readonly RecordedTrack[]): WalkMargins[] {
  const walks = tracks
    .map((track, k) => {
      const fixes = fixesOfTrack(admitTrack(track), k + 1, 'wgs84');
      const times = fixes.map(({ t }) => t);
      const [startMs, endMs] = [
        times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
        times.reduce((a, b) => Math.max(a, b), 0),
      ];
      return { person: track.userId, track: track.id, fixes, startMs, endMs };
    })
    .filter(({ startMs, endMs }) => endMs - startMs >= LEAST_MS);
  return walks.map((walk) => {
    const { endMs, fixes, person, startMs, track } = walk;
    const others = walks.flatMap((other) => {
      if (other === walk) return [];
      if (other.person === person) return [movedWalk(other.fixes, startMs - other.startMs)];
      return other.startMs < endMs && other.endMs > startMs ? [other.fixes] : [];
    });
    const grid = { geometry: boxAround(fixes) };
    const margins = marginsOf({ startMs, endMs, fixes, grid, others, history: [] });
    return { person, track, margins };
  });
}

/** A line a signal: how many walks and people come near at all, and the nearest by name. */
export function recordedTable(walks: readonly WalkMargins[]): string[] {
  const people = (of: readonly WalkMargins[]) => new Set(of.map(({ person }) => person)).size;
  const codes = Object.keys(walks[0]?.margins ?? {}) as MarginSignal[];
  return [
    `recorded: ${walks.length} walks of ${people(walks)} people`,
    ...codes.map((code) => {
      const near = walks.filter(({ margins }) => margins[code] > 0);
      const nearest = [...near].sort((a, b) => b.margins[code] - a.margins[code]).slice(0, 6);
      const told = nearest.map(({ margins, track }) => `${track} ${margins[code].toFixed(2)}`);
      return `${code}: ${near.length} walks of ${people(near)} people come near; ${told.join(', ')}`;
    }),
  ];
}

function boxAround(fixes: readonly Fix[]): MultiPolygon {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { lng, lat } of fixes) {
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const [w, s, e, n] = [
    west - AROUND_DEG,
    south - AROUND_DEG,
    east + AROUND_DEG,
    north + AROUND_DEG,
  ];
  const ring: [number, number][] = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}
