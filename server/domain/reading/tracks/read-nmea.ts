import { DAY_MS, HOUR_MS, KNOT_MPS } from '../../../contract/units.ts';
import { fileNote, fileProblem } from '../problem.ts';
import { HDOP_ACCURACY_M } from './hdop.ts';
import { type Defect, readSentence } from './nmea-sentence.ts';
import type { RecordedPoint, RecordedTrack } from './recorded-track.ts';

const MINUTES = /^(\d{1,3})(\d\d(?:\.\d+)?)$/;
/** A time of day this much earlier than the last one is of the next day. */
const ROLL_MS = 12 * HOUR_MS;

/** Why a line is none of a fix. */
type LeftOut = 'without-time' | 'without-fix' | Defect;

/**
 * Reads the sentences of a receiver (NMEA 0183): RMC tells time, date, position, speed and course, GGA of the same moment the dilution of
 * precision; a GGA without its RMC is a point too, of the last date that was told, or of the next where its clock has begun anew. Lines
 * whose checksum does not fit, positions without a fix and times without a date are left out and counted. Times are UTC.
 * The file is one track.
 * @throws ReadingError where no line is a sentence.
 */
export function readNmea(text: string, fallbackId: string): RecordedTrack[] {
  const left = new Map<LeftOut, number>();
  const leave = (why: LeftOut) => void left.set(why, (left.get(why) ?? 0) + 1);
  const points = new Map<number, RecordedPoint>();
  let day: number | null = null;
  let clock = 0;
  let sentences = 0;
  /** GGAs of the first moment, whose date its RMC tells. */
  const waiting: string[][] = [];

  const momentOf = (clockMs: number): number => {
    if (clockMs < clock - ROLL_MS) day! += DAY_MS;
    clock = clockMs;
    return day! + clockMs;
  };
  const put = (t: number, own: Partial<RecordedPoint> & { lng: number; lat: number }) =>
    void points.set(t, { ...(points.get(t) ?? { ...UNKNOWN, t }), ...own });

  const readers: Record<string, (fields: string[]) => void> = {
    RMC([time, status, lat, ns, lng, ew, knots, course, date]) {
      const [clockMs, told, position] = [clockOf(time), dateOf(date), positionOf(lat, ns, lng, ew)];
      if (clockMs === null || told === null) return leave('without-time');
      [day, clock] = [told, clockMs];
      if (status !== 'A' || !position) return leave('without-fix');
      put(told + clockMs, {
        ...position,
        speedMps: measure(knots, KNOT_MPS),
        headingDeg: measure(course),
      });
      for (const fields of waiting.splice(0)) readers.GGA!(fields);
    },
    GGA(fields) {
      const [time, lat, ns, lng, ew, quality, , hdop] = fields;
      const [clockMs, position] = [clockOf(time), positionOf(lat, ns, lng, ew)];
      if (clockMs === null) return leave('without-time');
      if (day === null) {
        waiting.push(fields);
        return;
      }
      const t = momentOf(clockMs);
      if (quality === '0' || !quality || !position) return leave('without-fix');
      const dilution = measure(hdop);
      put(t, {
        ...position,
        ...(dilution ? { accuracyM: dilution * HDOP_ACCURACY_M } : {}),
      });
    },
  };

  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const sentence = readSentence(line);
    if (typeof sentence === 'string') {
      leave(sentence);
      continue;
    }
    sentences += 1;
    readers[sentence.type]?.(sentence.fields);
  }
  if (sentences === 0) throw fileProblem('no-nmea');
  for (const _ of waiting) leave('without-time');
  const notes = [...left].map(([why, count]) => fileNote(`lines-${why}`, { count }));
  if (points.size === 0) return [];
  return [
    {
      id: fallbackId,
      userId: fallbackId,
      points: [...points.values()],
      ...(notes.length > 0 ? { notes } : {}),
    },
  ];
}

const UNKNOWN = { accuracyM: null, speedMps: null, headingDeg: null, mode: null };

/** Milliseconds of hhmmss.ss since midnight. */
function clockOf(text = ''): number | null {
  const match = /^(\d\d)(\d\d)(\d\d(?:\.\d+)?)$/.exec(text);
  if (!match) return null;
  const [hour, minute, second] = match.slice(1).map(Number) as [number, number, number];
  return hour < 24 && minute < 60 && second < 61
    ? Math.round((hour * 3600 + minute * 60 + second) * 1000)
    : null;
}

/** Midnight, Unix ms, of ddmmyy; years from 80 on are of the last century. */
function dateOf(text = ''): number | null {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!match) return null;
  const [day, month, year] = match.slice(1).map(Number) as [number, number, number];
  const t = Date.UTC(year < 80 ? 2000 + year : 1900 + year, month - 1, day);
  const date = new Date(t);
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? t : null;
}

/** Degrees of ddmm.mmmm and dddmm.mmmm with their hemispheres. */
function positionOf(lat = '', ns = '', lng = '', ew = ''): { lng: number; lat: number } | null {
  const degrees = (text: string) => {
    const match = MINUTES.exec(text);
    return match && Number(match[2]) < 60 ? Number(match[1]) + Number(match[2]) / 60 : Number.NaN;
  };
  const [y, x] = [degrees(lat) * (ns === 'S' ? -1 : 1), degrees(lng) * (ew === 'W' ? -1 : 1)];
  if (!/^[NS]$/.test(ns) || !/^[EW]$/.test(ew)) return null;
  return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? { lng: x, lat: y } : null;
}

/** A number that cannot be negative, times a unit; null where the field is empty or none. */
const measure = (text = '', unit = 1): number | null =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) * unit : null;
