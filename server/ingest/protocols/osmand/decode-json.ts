import { type Decoded, nothing } from '../report.ts';
import {
  accuracyOf,
  flagOf,
  isNullIsland,
  isRecord,
  known,
  measured,
  positionOf,
  timeOf,
} from '../values.ts';

/**
 * Reads the JSON of Traccar Client 9 and later: `{device_id, location: {timestamp, coords: {latitude, longitude, accuracy, speed, heading},
 * battery: {level}, mock, event}}`, one location or several. Speed is in m/s, the level of the battery 0 to 1, -1 unknown.
 */
export function decodeJson(body: unknown, nowMs: number): Decoded {
  const { device_id, location } = isRecord(body) ? body : {};
  const decoded = nothing(
    typeof device_id === 'string' || typeof device_id === 'number' ? String(device_id) : null,
  );
  const locations = Array.isArray(location) ? location : [location];
  for (const item of locations) {
    if (!isRecord(item) || !isRecord(item.coords)) {
      decoded.left.push({
        why: 'unreadable',
        detail: 'location must be {timestamp, coords: {latitude, longitude}}',
      });
      continue;
    }
    const { coords, battery, timestamp, mock, event } = item;
    const position = positionOf(coords.longitude, coords.latitude);
    const t = timestamp === undefined || timestamp === null ? nowMs : timeOf(timestamp);
    if (event === 'sos' || (isRecord(item.extras) && item.extras.alarm === 'sos'))
      decoded.calls.push(known({ t: t ?? nowMs, position: position ?? undefined }));
    if (!position)
      decoded.left.push({ why: 'no-position', detail: 'latitude and longitude must be degrees' });
    else if (isNullIsland(position))
      decoded.left.push({ why: 'no-fix', detail: '0, 0: the receiver had no fix' });
    else if (t === null)
      decoded.left.push({
        why: 'unreadable',
        detail: 'timestamp must be ISO 8601 with its zone, or Unix seconds or milliseconds',
      });
    else
      decoded.reports.push(
        known({
          t,
          ...position,
          accuracyM: accuracyOf(coords.accuracy),
          speedMps: measured(coords.speed, 1, 1000),
          headingDeg: measured(coords.heading, 1, 360),
          batteryPct: isRecord(battery) ? measured(battery.level, 100, 100) : undefined,
          mock: flagOf(mock),
        }),
      );
  }
  return decoded;
}
