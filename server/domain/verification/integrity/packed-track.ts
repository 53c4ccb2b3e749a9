import {
  INTEGER_BYTES,
  readIntegers,
  writeInteger,
} from '../../../contract/fixes/packed/integers.ts';
import { type ComparedTrack, emptyTrack, STEPS } from './compared-track.ts';

/**
 * A track in few bytes, seven or eight a fix: the number of fixes, then of each the differences to the one before it in time (ms),
 * handheld, longitude, latitude and accuracy (in STEPS), all as integers of `writeInteger`. Equal tracks give equal bytes, and `unpackTrack`
 * gives the track back as it was.
 */
export function packTrack(track: ComparedTrack): Uint8Array {
  const n = track.t.length;
  const bytes = new Uint8Array(INTEGER_BYTES * (1 + n * 5));
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
  const { next } = readIntegers(bytes);
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
