import type { WireFix } from '../../server/contract/fixes/fix.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import type {
  RecordedPoint,
  RecordedTrack,
} from '../../server/domain/reading/tracks/recorded-track.ts';

/** A fix of a replayed track and when it is due, ms after the replay of its track began. */
export interface DueFix {
  dueMs: number;
  session: number;
  fix: WireFix;
}

/** A track as a handheld would send it. Times Unix ms. */
export interface Schedule {
  startMs: number;
  endMs: number;
  fixes: DueFix[];
}

/** First moment and length of a track, ms, whatever the order of its points. */
export function spanOf({ points }: RecordedTrack): { firstMs: number; lengthMs: number } {
  const firstMs = points.reduce((least, { t }) => Math.min(least, t), Infinity);
  const lastMs = points.reduce((most, { t }) => Math.max(most, t), -Infinity);
  return { firstMs, lengthMs: lastMs - firstMs };
}

/**
 * Lays a track out in time. It is walked `speed` times as fast as it was recorded, from `nowMs` on. Unless its times are
 * kept it is moved so that its last fix is due at the very moment it names: no fix lies in the future when it is sent.
 * A session lasts a day; sequence numbers count within it.
 */
export function scheduleTrack(
  track: RecordedTrack,
  { speed, nowMs, keepTimes }: { speed: number; nowMs: number; keepTimes: boolean },
): Schedule {
  const { firstMs, lengthMs } = spanOf(track);
  const startMs = keepTimes ? Math.round(firstMs) : Math.floor(nowMs + lengthMs / speed - lengthMs);
  const points = [...track.points].sort((a, b) => a.t - b.t);
  let session = startMs;
  let seq = -1;
  const fixes = points.map((point): DueFix => {
    const offsetMs = point.t - firstMs;
    const own = startMs + Math.floor(offsetMs / DAY_MS) * DAY_MS;
    seq = own === session ? seq + 1 : 0;
    session = own;
    return {
      dueMs: offsetMs / speed,
      session,
      fix: toWire(point, seq, Math.floor(startMs + offsetMs)),
    };
  });
  return { startMs, endMs: Math.floor(startMs + lengthMs), fixes };
}

/** A recorded point on the wire. What the recording does not have is not told. */
function toWire(point: RecordedPoint, seq: number, t: number): WireFix {
  const { lng, lat, accuracyM, speedMps, headingDeg } = point;
  return {
    seq,
    t,
    lng,
    lat,
    ...(accuracyM === null ? {} : { accuracyM }),
    ...(speedMps === null ? {} : { speedMps }),
    ...(headingDeg === null ? {} : { headingDeg }),
  };
}
