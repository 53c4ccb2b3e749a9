import { toWgs84 } from '../../../contract/areas/datum.ts';
import type { Datum } from '../../../contract/areas/geo.ts';
import type { FileNote } from '../../../contract/file-problem.ts';
import {
  EARLIEST_MS,
  type FixRefusal,
  isPossible,
  LATEST_MS,
  type OffDuty,
  SESSION_MAX_MS,
} from '../../../contract/fixes/fix.ts';
import { DAY_MS } from '../../../contract/units.ts';
import { admit } from '../../entrance/admit.ts';
import { type Fix, UNTOLD } from '../../entrance/fix.ts';
import { isNear } from '../../entrance/kept-session.ts';
import { fileNote, fileProblem, unreadable } from '../problem.ts';
import { looksSwapped, notDegrees } from '../shapes/coordinates.ts';
import type { RecordedPoint, RecordedTrack } from './recorded-track.ts';

/** Receivers count weeks in 10 bits: a date this far off is an overrun of that count (IS-GPS-200, 20.3.3.3.1.1). */
const ROLLOVER_MS = 1024 * 7 * DAY_MS;
/** Positions that are none from which on the file, not the fix, is wrong. */
const WRONG_SHARE = 0.5;

/**
 * A recorded track through the admission of the server: the points of one session, in order of time, each once. Neither
 * the order of the rows nor copies of them change anything. A recording from before the service is admitted as if it were
 * of its time. `notes` count what was left out.
 * @throws ReadingError where most positions are none, naming what they probably are.
 */
export function admitTrack(track: RecordedTrack): RecordedTrack & { notes: FileNote[] } {
  requirePositions(track.points);
  const points = distinct(track.points);
  const middle = points[points.length >> 1]?.t ?? 0;
  const moved = middle < EARLIEST_MS ? LATEST_MS - 2 * SESSION_MAX_MS - middle : 0;
  const refused = new Map<LeftOut, number>();
  const admissions = admit(
    points.map(({ mode: _, ...point }, seq) => {
      const measures = Object.entries(point).filter(([, value]) => value !== null);
      return { seq, ...Object.fromEntries(measures), t: Math.round(point.t + moved) };
    }),
    {
      receivedMs: LATEST_MS,
      lateMaxMs: LATEST_MS,
      momentOf: (t) => (isPossible(t, LATEST_MS) && t < LATEST_MS ? t : undefined),
      offDuty: () => null,
    },
  );
  const admitted = points.filter((point, i) => {
    const admission = admissions[i]!;
    const isTaken = 'fix' in admission;
    if (isTaken && isNear(middle, point.t)) return true;
    const why = isRollover(point.t - middle)
      ? 'rolled-over'
      : isTaken
        ? 'outside-session'
        : (admission.refusal.reason as Exclude<FixRefusal, 'too-late' | OffDuty>);
    refused.set(why, (refused.get(why) ?? 0) + 1);
    return false;
  });
  const copies = track.points.length - points.length;
  if (copies > 0) refused.set('copies', copies);
  return {
    ...track,
    points: admitted,
    notes: [
      ...(track.notes ?? []),
      ...(moved > 0 ? [fileNote('before-2015')] : []),
      ...[...refused].map(([why, count]) => fileNote(`fixes-${why}`, { count })),
    ],
  };
}

/** Why a fix is left out: the admission refuses it, its receiver's week count ran over, another says the same. */
type LeftOut = Exclude<FixRefusal, 'too-late' | OffDuty> | 'rolled-over' | 'copies';

const isRollover = (offMs: number) =>
  Math.abs(offMs) > SESSION_MAX_MS &&
  Math.abs(offMs - Math.round(offMs / ROLLOVER_MS) * ROLLOVER_MS) <= SESSION_MAX_MS;

/** @throws ReadingError where most positions are none, naming what they probably are. */
export function requirePositions(points: readonly RecordedPoint[]): void {
  const wrong = points.flatMap((point) => notDegrees(point) ?? []);
  if (wrong.length > WRONG_SHARE * points.length) throw unreadable(wrong.slice(0, 1));
  if (points.filter(looksSwapped).length > WRONG_SHARE * points.length)
    throw fileProblem('swapped', { x: points[0]!.lng, y: points[0]!.lat });
}

/** Points each once, by time and then by what they say: the same whatever the order of the file. */
function distinct(points: readonly RecordedPoint[]): RecordedPoint[] {
  const byKey = new Map(points.map((point) => [JSON.stringify(point), point]));
  return [...byKey]
    .sort(([a, one], [b, other]) => one.t - other.t || (a < b ? -1 : 1))
    .map(([, point]) => point);
}

/**
 * The points of an admitted track as the fixes of one handheld's session, as if each had been received when it was taken.
 * They are counted in order of time: a row number is no sequence.
 */
export const fixesOfTrack = ({ points }: RecordedTrack, handheldId: number, datum: Datum): Fix[] =>
  points.map((point, seq) => ({
    handheldId,
    session: points[0]!.t,
    seq,
    t: point.t,
    receivedMs: point.t,
    ...UNTOLD,
    ...toWgs84(point, datum),
    accuracyM: point.accuracyM,
    speedMps: point.speedMps,
    headingDeg: point.headingDeg,
  }));
