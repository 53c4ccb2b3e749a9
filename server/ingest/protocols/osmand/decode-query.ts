import { KNOT_MPS } from '../../../contract/units.ts';
import { type Decoded, nothing } from '../report.ts';
import {
  accuracyOf,
  flagOf,
  isNullIsland,
  known,
  measured,
  positionOf,
  timeOf,
} from '../values.ts';

/** Names a field goes by in Traccar Client, OsmAnd and the custom address of GPSLogger. */
const NAMES = {
  device: ['id', 'deviceid', 'device_id', 'user'],
  t: ['timestamp', 'time', 't'],
  lat: ['lat', 'latitude'],
  lng: ['lon', 'lng', 'longitude'],
  knots: ['speed'],
  mps: ['spd'],
  heading: ['bearing', 'heading', 'dir', 'course'],
  accuracy: ['accuracy', 'acc', 'hacc'],
  battery: ['batt', 'battery', 'batteryLevel'],
  mock: ['mock'],
  valid: ['valid'],
  alarm: ['alarm', 'event'],
} as const;

/** What a phone without a position may tell in its place. */
const NETWORKS = ['cell', 'wifi'];

/** Words by which the apps call for help. */
const CALLS = new Set(['sos', 'panic', 'emergency']);

/**
 * Reads one position from a query string or form, as Traccar Client (before version 9), OsmAnd and GPSLogger send it: degrees, speed in knots
 * (GPSLogger's `spd` in m/s), time in seconds, milliseconds, ISO 8601, or yyyy-MM-dd HH:mm:ss of UTC; without a time it is of now, Unix ms.
 */
export function decodeQuery(fields: URLSearchParams, nowMs: number): Decoded {
  const read = (names: readonly string[]) =>
    names.map((name) => fields.get(name)).find((value) => value !== null && value !== '');
  const decoded = nothing(read(NAMES.device) ?? null);
  const [y, x] = (fields.get('location') ?? '').split(',');
  const position = positionOf(read(NAMES.lng) ?? x, read(NAMES.lat) ?? y);
  const told = read(NAMES.t);
  const t = told === undefined ? nowMs : timeOf(told);
  if (CALLS.has((read(NAMES.alarm) ?? '').toLowerCase()))
    decoded.calls.push(known({ t: t ?? nowMs, position: position ?? undefined }));
  if (!position)
    decoded.left.push(
      NETWORKS.some((name) => fields.has(name))
        ? {
            why: 'no-fix',
            detail: 'the receiver had no fix: cell towers and wireless networks alone',
          }
        : { why: 'no-position', detail: 'lat and lon must be degrees, as lat=36.6&lon=117.0' },
    );
  else if (flagOf(read(NAMES.valid)) === false || isNullIsland(position))
    decoded.left.push({
      why: 'no-fix',
      detail: 'valid=false or 0, 0: the receiver had no fix, this is an old position or none',
    });
  else if (t === null)
    decoded.left.push({
      why: 'unreadable',
      detail: `timestamp ${JSON.stringify(told!.slice(0, 40))} must be Unix seconds, milliseconds, ISO 8601 with its zone, or yyyy-MM-dd HH:mm:ss of UTC`,
    });
  else
    decoded.reports.push(
      known({
        t,
        ...position,
        accuracyM: accuracyOf(read(NAMES.accuracy)),
        speedMps: measured(read(NAMES.knots), KNOT_MPS, 1000) ?? measured(read(NAMES.mps), 1, 1000),
        headingDeg: measured(read(NAMES.heading), 1, 360),
        batteryPct: measured(read(NAMES.battery), 1, 100),
        mock: flagOf(read(NAMES.mock)),
      }),
    );
  return decoded;
}
