import { type ComparedTrack, emptyTrack, STEPS } from './compared-track.ts';

/**
 * A track in few bytes, seven or eight a fix: the number of fixes, then of each the differences to the one before it in time (ms),
 * handheld, longitude, latitude and accuracy (in STEPS), all as zigzag variable-length integers (Protocol Buffers, encoding). Equal tracks
 * give equal bytes, and `unpackTrack` gives the track back as it was.
 */
export function packTrack(track: ComparedTrack): Uint8Array {
  const n = track.t.length;
  // No difference takes more than 8 bytes.
  const bytes = new Uint8Array(8 + n * 5 * 8);
  let end = writeInteger(bytes, 0, n);
  let [t, handheldId, lng, lat, accuracy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const nextLng = Math.round(track.lng[i]! * STEPS.perDegree);
    const nextLat = Math.round(track.lat[i]! * STEPS.perDegree);
    const nextAccuracy = Math.round(track.accuracyM[i]! * STEPS.perMetre);
    end = writeInteger(bytes, end, track.t[i]! - t);
    end = writeInteger(bytes, end, track.handheldId[i]! - handheldId);
    end = writeInteger(bytes, end, nextLng - lng);
    end = writeInteger(bytes, end, nextLat - lat);
    end = writeInteger(bytes, end, nextAccuracy - accuracy);
    t = track.t[i]!;
    handheldId = track.handheldId[i]!;
    lng = nextLng;
    lat = nextLat;
    accuracy = nextAccuracy;
  }
  return bytes.slice(0, end);
}

export function unpackTrack(bytes: Uint8Array): ComparedTrack {
  let at = 0;
  const next = () => {
    let byte = bytes[at++]!;
    if (byte < 128) return byte & 1 ? -((byte + 1) >> 1) : byte >> 1;
    let value = byte & 127;
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  };
  const n = next();
  const track = emptyTrack(n);
  let [t, handheldId, lng, lat, accuracy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    t += next();
    handheldId += next();
    lng += next();
    lat += next();
    accuracy += next();
    track.t[i] = t;
    track.handheldId[i] = handheldId;
    track.lng[i] = lng / STEPS.perDegree;
    track.lat[i] = lat / STEPS.perDegree;
    track.accuracyM[i] = accuracy / STEPS.perMetre;
  }
  return track;
}

/** Writes a whole number from -2^52 to 2^52; returns where the next one goes. */
function writeInteger(bytes: Uint8Array, at: number, integer: number): number {
  let value = integer < 0 ? -2 * integer - 1 : 2 * integer;
  let end = at;
  while (value >= 2 ** 31) {
    bytes[end++] = (value % 128) + 128;
    value = Math.floor(value / 128);
  }
  let low = value | 0;
  while (low >= 128) {
    bytes[end++] = (low & 127) | 128;
    low >>= 7;
  }
  bytes[end++] = low;
  return end;
}
