import { createHash } from 'node:crypto';
import type { Fix } from '../../entrance/fix.ts';
import { canonicalFixes } from '../track/fix-set.ts';

/**
 * Another patrol's track as a patrol is compared with it: where a handheld was when, nothing else. Columns in canonical order, Unix
 * ms, WGS-84 degrees to 7 decimals (a centimetre), metres to a decimetre, -1 where no accuracy was told.
 */
export interface ComparedTrack {
  t: Float64Array;
  handheldId: Int32Array;
  lng: Float64Array;
  lat: Float64Array;
  accuracyM: Float64Array;
}

/** Steps of a compared position, a degree, and of its accuracy, a metre. */
export const STEPS = { perDegree: 1e7, perMetre: 10 };

/** Room for so many fixes. */
export const emptyTrack = (n: number): ComparedTrack => ({
  t: new Float64Array(n),
  handheldId: new Int32Array(n),
  lng: new Float64Array(n),
  lat: new Float64Array(n),
  accuracyM: new Float64Array(n),
});

/** What of some fixes, in any order and copied at will, a patrol is compared with. */
export function comparedTrack(fixes: readonly Fix[]): ComparedTrack {
  const canonical = canonicalFixes(fixes);
  const track = emptyTrack(canonical.length);
  canonical.forEach((fix, i) => {
    track.t[i] = fix.t;
    track.handheldId[i] = fix.handheldId;
    track.lng[i] = fix.lng;
    track.lat[i] = fix.lat;
    track.accuracyM[i] = fix.accuracyM ?? -1;
  });
  return rounded(track);
}

/** Rounds a track's columns, in canonical order, to what is compared; in place. */
export function rounded(track: ComparedTrack): ComparedTrack {
  const { perDegree, perMetre } = STEPS;
  // Zero has one sign, so that equal positions have equal bytes.
  const round = (value: number, scale: number) => Math.round(value * scale) / scale + 0;
  for (let i = 0; i < track.t.length; i++) {
    track.lng[i] = round(track.lng[i]!, perDegree);
    track.lat[i] = round(track.lat[i]!, perDegree);
    track.accuracyM[i] = round(track.accuracyM[i]!, perMetre);
  }
  return track;
}

/** The part of a track between two moments, inclusive, Unix ms. */
export function trackBetween(track: ComparedTrack, fromMs: number, toMs: number): ComparedTrack {
  const from = firstAtLeast(track.t, fromMs);
  const to = firstAtLeast(track.t, toMs + 1);
  return {
    t: track.t.subarray(from, to),
    handheldId: track.handheldId.subarray(from, to),
    lng: track.lng.subarray(from, to),
    lat: track.lat.subarray(from, to),
    accuracyM: track.accuracyM.subarray(from, to),
  };
}

function firstAtLeast(t: Float64Array, ms: number): number {
  let [low, high] = [0, t.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t[middle]! < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Tracks in one order, whatever order they came in: by their first fix, then their size. Empty ones are left out. */
export function inOneOrder(tracks: readonly ComparedTrack[]): ComparedTrack[] {
  const keys = (track: ComparedTrack) => [
    track.t[0]!,
    track.handheldId[0]!,
    track.lng[0]!,
    track.lat[0]!,
    track.t.length,
  ];
  return tracks
    .filter(({ t }) => t.length > 0)
    .map((track) => ({ track, key: keys(track) }))
    .sort((a, b) => {
      const at = a.key.findIndex((value, i) => value !== b.key[i]);
      return at < 0 ? 0 : a.key[at]! - b.key[at]!;
    })
    .map(({ track }) => track);
}

/** SHA-256, hex, over the sorted hashes of the columns of several tracks: what a patrol was compared with. */
export function hashTracks(tracks: readonly ComparedTrack[]): string {
  const hashes = tracks.map((track) => {
    const hash = createHash('sha256');
    for (const column of [track.t, track.handheldId, track.lng, track.lat, track.accuracyM])
      hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
    return hash.digest('hex');
  });
  return createHash('sha256').update(hashes.sort().join()).digest('hex');
}
