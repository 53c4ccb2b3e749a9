import { KMH_MPS } from '../../../contract/units.ts';
import { type Decoded, type Left, nothing } from '../report.ts';
import {
  accuracyOf,
  isNullIsland,
  isRecord,
  known,
  measured,
  positionOf,
  timeOf,
} from '../values.ts';
import { decrypt } from './decrypt.ts';

/** Messages that say where the device is; all others (waypoint, lwt, status, card, ...) are answered and counted. */
const POSITIONS = new Set(['location', 'transition']);

/**
 * Reads one message of OwnTracks or an array of them. Time is in Unix seconds, speed in km/h, accuracy in metres. `key`: the shared secret
 * of encrypted payloads, null where there is none.
 */
export function decodeOwnTracks(body: unknown, key: string | null = null): Decoded {
  const decoded = nothing();
  for (const message of Array.isArray(body) ? body : [body]) readMessage(message, key, decoded);
  return decoded;
}

function readMessage(message: unknown, key: string | null, into: Decoded): void {
  const defect = take(message, key, into);
  if (defect) into.left.push(defect);
}

/** Takes what a message holds, or says why it holds nothing for us. */
function take(message: unknown, key: string | null, into: Decoded): Left | null {
  if (!isRecord(message) || typeof message._type !== 'string')
    return { why: 'unreadable', detail: 'a message is an object with _type' };
  if (message._type === 'encrypted') {
    const opened = decrypt(message.data, key);
    // A message sealed within a sealed one is refused: it could nest without end.
    if (isRecord(opened) && opened._type !== 'encrypted') return take(opened, key, into);
    return {
      why: 'undecryptable',
      detail: key === null ? 'no key is set for this handheld' : 'the key does not open it',
    };
  }
  if (!POSITIONS.has(message._type))
    return { why: 'not-a-position', detail: message._type.slice(0, 40) };
  into.device ??= deviceOf(message);
  const position = positionOf(message.lon, message.lat);
  const t = timeOf(message.tst);
  if (!position)
    return { why: 'no-position', detail: `${message._type} without lat and lon in degrees` };
  if (isNullIsland(position)) return { why: 'no-fix', detail: '0, 0: the receiver had no fix' };
  if (t === null) return { why: 'unreadable', detail: 'tst must be Unix seconds' };
  into.reports.push(
    known({
      t,
      ...position,
      accuracyM: accuracyOf(message.acc),
      speedMps: measured(message.vel, KMH_MPS, 1000),
      headingDeg: measured(message.cog, 1, 360),
      batteryPct: measured(message.batt, 1, 100),
    }),
  );
  return null;
}

/** Its own topic `owntracks/<user>/<device>`, which phones put in over HTTP; else the two letters shown on the map. */
function deviceOf({ topic, tid }: Record<string, unknown>): string | null {
  const [, device] =
    typeof topic === 'string' ? (/^owntracks\/([^/]+\/[^/]+)/.exec(topic) ?? []) : [];
  return device ?? (typeof tid === 'string' ? tid : null);
}
