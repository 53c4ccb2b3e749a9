import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Verdict } from '../../../server/contract/patrols/verdict.ts';

/** A patrol of a recorded history, who walked it where, by code; times Unix ms. */
export interface RecordedPatrol {
  officer: string;
  handheld: string;
  grid: string;
  startMs: number;
  endMs: number;
  /** What the judge said. */
  verdict: Verdict;
  /** Whom the judge compared it with, by their places in the list. */
  compared: { history: number[]; others: number[] };
}

/** Days of a deployment as they were walked and judged once, from the local midnight `fromMs` (Unix ms) on. */
export interface Recorded {
  fromMs: number;
  patrols: RecordedPatrol[];
  /** All fixes of each handheld by `packFixes`, in order of their names. */
  tracks: { handheld: string; fixes: Uint8Array }[];
}

const LENGTH_BYTES = 4;

/** One file of it: the length of what follows, patrols and handhelds as JSON in Brotli (RFC 7932), then the packed fixes one after the other. */
export function packRecorded({ tracks, ...rest }: Recorded): Uint8Array {
  const told = {
    ...rest,
    tracks: tracks.map(({ handheld, fixes }) => ({ handheld, bytes: fixes.length })),
  };
  const head = brotliCompressSync(JSON.stringify(told));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...tracks.map(({ fixes }) => fixes)]);
}

export function unpackRecorded(file: Uint8Array): Recorded {
  const length = Buffer.from(file.buffer, file.byteOffset, LENGTH_BYTES).readUInt32LE();
  let at = LENGTH_BYTES + length;
  const head = brotliDecompressSync(file.subarray(LENGTH_BYTES, at)).toString();
  const told = JSON.parse(head) as Omit<Recorded, 'tracks'> & {
    tracks: { handheld: string; bytes: number }[];
  };
  const tracks = told.tracks.map(({ handheld, bytes }) => {
    at += bytes;
    return { handheld, fixes: file.subarray(at - bytes, at) };
  });
  return { ...told, tracks };
}
