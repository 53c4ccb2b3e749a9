import { KMH_MPS } from '../../../contract/units.ts';
import type { Report } from '../report.ts';
import { isNullIsland } from '../values.ts';
import { readTime, writeTime } from './bcd.ts';

/** Bytes before the additional items. */
const BASIC_BYTES = 28;
const MICRODEGREES = 1e6;
const EMERGENCY = 1;
const STATUS = { positioned: 1 << 1, south: 1 << 2, west: 1 << 3, shifted: 1 << 5 };

export interface Located {
  /** null where the clock tells no time. */
  t: number | null;
  /** Whether the receiver had a fix; else the position is an old one, or 0, 0. */
  positioned: boolean;
  emergency: boolean;
  report: Report | null;
  /** Why there is no report. */
  defect: string | null;
  /** Additional items by id, as sent. */
  items: Map<number, Buffer>;
}

/**
 * Reads the body of 0x0200: alarms, status, latitude and longitude in 1e-6 degrees, altitude in m, speed in 0.1 km/h, direction in degrees, time
 * in BCD of GMT+8, then items of id, length and value (JT/T 808-2019, 8.18). Status bit 1 tells a fix, 2 south, 3 west, 5 shifted coordinates,
 * which are GCJ-02. What is wrong with place or time costs no call for help; a text says that there is not even one to read.
 */
export function readLocation(body: Buffer): Located | string {
  if (body.length < BASIC_BYTES)
    return `a location has ${BASIC_BYTES} bytes or more, not ${body.length}`;
  const status = body.readUInt32BE(4);
  const lat = (body.readUInt32BE(8) / MICRODEGREES) * (status & STATUS.south ? -1 : 1);
  const lng = (body.readUInt32BE(12) / MICRODEGREES) * (status & STATUS.west ? -1 : 1);
  const t = readTime(body.subarray(22, 28));
  const heading = body.readUInt16BE(20);
  const defect =
    Math.abs(lat) > 90 || Math.abs(lng) > 180
      ? `${lat}, ${lng} is no latitude and longitude`
      : t === null
        ? `${body.subarray(22, 28).toString('hex')} is no time YYMMDDhhmmss`
        : null;
  return {
    t,
    positioned: (status & STATUS.positioned) !== 0 && !isNullIsland({ lng, lat }),
    emergency: (body.readUInt32BE(0) & EMERGENCY) !== 0,
    report:
      defect !== null || t === null
        ? null
        : {
            t,
            lng,
            lat,
            speedMps: (body.readUInt16BE(18) / 10) * KMH_MPS,
            ...(heading <= 360 ? { headingDeg: heading } : {}),
            ...(status & STATUS.shifted ? { datum: 'gcj02' as const } : {}),
          },
    defect,
    items: readItems(body.subarray(BASIC_BYTES)),
  };
}

/** Items as far as they are whole. */
function readItems(bytes: Buffer): Map<number, Buffer> {
  const items = new Map<number, Buffer>();
  for (let at = 0; at + 2 <= bytes.length; ) {
    const end = at + 2 + bytes[at + 1]!;
    if (end > bytes.length) break;
    items.set(bytes[at]!, bytes.subarray(at + 2, end));
    at = end;
  }
  return items;
}

/** The locations of 0x0704: how many, their kind (0 on time, 1 from before), then each with its length. */
export function readBatch(
  body: Buffer,
): { late: boolean; locations: (Located | string)[] } | string {
  if (body.length < 3) return `a batch has 3 bytes or more, not ${body.length}`;
  const count = body.readUInt16BE(0);
  const locations: (Located | string)[] = [];
  let at = 3;
  for (let k = 0; k < count; k++) {
    const length = at + 2 <= body.length ? body.readUInt16BE(at) : body.length;
    if (at + 2 + length > body.length) {
      locations.push(`the batch tells ${count} locations and ends within number ${k + 1}`);
      break;
    }
    locations.push(readLocation(body.subarray(at + 2, at + 2 + length)));
    at += 2 + length;
  }
  return { late: body[2] === 1, locations };
}

/** The body of 0x0200 of a report, as a terminal with a fix sends it; `shifted` says that its coordinates are GCJ-02. */
export function writeLocation(
  { t, lng, lat, speedMps = 0, headingDeg = 0, datum }: Report,
  { emergency = false }: { emergency?: boolean } = {},
): Buffer {
  const body = Buffer.alloc(22);
  body.writeUInt32BE(emergency ? EMERGENCY : 0, 0);
  body.writeUInt32BE(
    1 |
      STATUS.positioned |
      (lat < 0 ? STATUS.south : 0) |
      (lng < 0 ? STATUS.west : 0) |
      (datum === 'gcj02' ? STATUS.shifted : 0),
    4,
  );
  body.writeUInt32BE(Math.round(Math.abs(lat) * MICRODEGREES), 8);
  body.writeUInt32BE(Math.round(Math.abs(lng) * MICRODEGREES), 12);
  body.writeUInt16BE(Math.round((speedMps / KMH_MPS) * 10), 18);
  body.writeUInt16BE(Math.round(headingDeg), 20);
  return Buffer.concat([body, writeTime(t)]);
}

/** The body of 0x0704 of reports, on time. */
export const writeBatch = (reports: readonly Report[]): Buffer =>
  Buffer.concat([
    Buffer.from([reports.length >> 8, reports.length & 0xff, 0]),
    ...reports.flatMap((report) => {
      const body = writeLocation(report);
      return [Buffer.from([body.length >> 8, body.length & 0xff]), body];
    }),
  ]);
