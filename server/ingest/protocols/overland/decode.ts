import { type Decoded, nothing } from '../report.ts';
import {
  accuracyOf,
  isNullIsland,
  isRecord,
  known,
  measured,
  positionOf,
  timeOf,
} from '../values.ts';

/**
 * Reads a batch of Overland: `{locations: [GeoJSON Feature of a Point with properties timestamp, horizontal_accuracy, speed, course,
 * battery_level, device_id]}`. Speed is in m/s, the level of the battery 0 to 1; -1 means unknown.
 */
export function decodeOverland(body: unknown): Decoded {
  const decoded = nothing();
  if (!isRecord(body) || !Array.isArray(body.locations)) {
    decoded.left.push({
      why: 'unreadable',
      detail: 'a batch is {"locations": [GeoJSON features]}',
    });
    return decoded;
  }
  for (const feature of body.locations) {
    const { geometry, properties } = isRecord(feature) ? feature : {};
    if (!isRecord(properties)) {
      decoded.left.push({
        why: 'unreadable',
        detail: 'a location is a GeoJSON feature with properties',
      });
      continue;
    }
    if (typeof properties.device_id === 'string') decoded.device ??= properties.device_id;
    const [lng, lat] =
      isRecord(geometry) && Array.isArray(geometry.coordinates) ? geometry.coordinates : [];
    const position = positionOf(lng, lat);
    const t = timeOf(properties.timestamp);
    if (!position)
      decoded.left.push({
        why: properties.type === 'trip' || properties.action ? 'not-a-position' : 'no-position',
        detail: 'geometry must be a Point in degrees',
      });
    else if (isNullIsland(position))
      decoded.left.push({ why: 'no-fix', detail: '0, 0: the receiver had no fix' });
    else if (t === null)
      decoded.left.push({ why: 'unreadable', detail: 'timestamp must be ISO 8601 with its zone' });
    else
      decoded.reports.push(
        known({
          t,
          ...position,
          accuracyM: accuracyOf(properties.horizontal_accuracy),
          speedMps: measured(properties.speed, 1, 1000),
          headingDeg: measured(properties.course, 1, 360),
          batteryPct: measured(properties.battery_level, 100, 100),
        }),
      );
  }
  return decoded;
}
