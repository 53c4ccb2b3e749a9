import type { FileNote } from '../../../contract/file-problem.ts';
import type { TimeFormat } from '../times/times.ts';

/** One recorded position: WGS-84 degrees (or whatever datum the file is in), Unix ms; null where the file has none. */
export interface RecordedPoint {
  t: number;
  lng: number;
  lat: number;
  accuracyM: number | null;
  speedMps: number | null;
  headingDeg: number | null;
  /** Label of the way of moving where the recording has one: walk, bus, ... */
  mode: string | null;
}

/** One recorded track, points in the order of the file. */
export interface RecordedTrack {
  id: string;
  /** Who carried the receiver, where told; else the track's id. */
  userId: string;
  /** What recorded it, where a column tells. */
  deviceId?: string;
  points: RecordedPoint[];
  /** What was left out or taken for something; absent where there is nothing to say. */
  notes?: FileNote[];
}

/** How a file is to be read where it does not say so itself. */
export interface TrackOptions {
  /** Zone of times without an offset. */
  timeZone: string;
  timeFormat?: TimeFormat | undefined;
  /** Names of columns by role. */
  columns?: Readonly<Record<string, string>>;
}

export const TRACK_FORMATS = ['csv', 'gpx', 'nmea', 'plt'] as const;
export type TrackFormat = (typeof TRACK_FORMATS)[number];
