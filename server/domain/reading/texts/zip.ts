import { crc32, inflateRawSync } from 'node:zlib';
import { fileProblem } from '../problem.ts';

/** What a packed file may come to when unpacked: a city's areas are a tenth of it, and more is a trap. */
export const UNPACKED_MAX_BYTES = 512 * 1024 * 1024;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_AT = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Bytes of the parts that have a size of their own (APPNOTE.TXT 6.3.10, 4.3). */
const BYTES = { end: 22, comment: 65_535, end64At: 20, entry: 46, local: 30 };
/** A field that says so is in the extra field of ZIP64. */
const IN_64 = 0xffffffff;

/** Whether bytes begin as a zip archive does, an empty one too: XLSX, KMZ and zipped Shapefiles are such. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));

interface Entry {
  name: string;
  method: number;
  isLocked: boolean;
  crc: number;
  packed: number;
  unpacked: number;
  at: number;
}

/**
 * The files of a zip archive by name, without what a Macintosh puts beside them. An entry is unpacked no further than the size it
 * states, so one that lies costs no more than one that does not. `most`: bytes it may come to.
 * @throws ReadingError where it is damaged, locked by a password, or would unpack to more than 512 MiB.
 */
export function openZip(bytes: Uint8Array, most = UNPACKED_MAX_BYTES): Map<string, Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listed(file).filter(
    ({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\._)/.test(name),
  );
  const locked = entries.find(({ isLocked }) => isLocked);
  if (locked) throw fileProblem('archive-locked', { name: locked.name });
  const sum = entries.reduce((total, { unpacked }) => total + unpacked, 0);
  if (sum > most) throw fileProblem('archive-too-large');
  return new Map(entries.map((entry) => [entry.name, unpack(file, entry)]));
}

function listed(file: Buffer): Entry[] {
  try {
    return [...entriesOf(file)];
  } catch {
    throw fileProblem('archive-damaged');
  }
}

function* entriesOf(file: Buffer): Generator<Entry> {
  let { at, count } = directoryOf(file);
  for (; count > 0; count--) {
    if (file.readUInt32LE(at) !== ENTRY) throw new Error('its list of files is broken');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) =>
      file.readUInt16LE(at + k),
    ) as [number, number, number];
    const nameAt = at + BYTES.entry;
    const extra = file.subarray(nameAt + nameLength, nameAt + nameLength + extraLength);
    const [unpacked, packed, local] = sizesOf(
      [24, 20, 42].map((k) => file.readUInt32LE(at + k)),
      extra,
    ) as [number, number, number];
    const flags = file.readUInt16LE(at + 8);
    yield {
      name: nameOf(file.subarray(nameAt, nameAt + nameLength)),
      method: file.readUInt16LE(at + 10),
      isLocked: (flags & 1) !== 0,
      crc: file.readUInt32LE(at + 16),
      ...{ packed, unpacked, at: local },
    };
    at = nameAt + nameLength + extraLength + commentLength;
  }
}

/** A name as archives have it: few that are no UTF-8 say so, and Windows in China writes GBK (APPNOTE.TXT, appendix D). */
function nameOf(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  return bytes.toString('latin1');
}

/** Where the list of files begins, and how many it has; its end is looked for behind a comment. */
function directoryOf(file: Buffer): { at: number; count: number } {
  let end = file.length - BYTES.end;
  const first = Math.max(0, end - BYTES.comment);
  while (end >= first && file.readUInt32LE(end) !== END) end -= 1;
  if (end < first) throw new Error('it has no end');
  const told = { at: file.readUInt32LE(end + 16), count: file.readUInt16LE(end + 10) };
  const before = end - BYTES.end64At;
  if (before < 0 || file.readUInt32LE(before) !== END_64_AT) return told;
  const end64 = Number(file.readBigUInt64LE(before + 8));
  if (file.readUInt32LE(end64) !== END_64) throw new Error('its end is broken');
  return {
    at: Number(file.readBigUInt64LE(end64 + 48)),
    count: Number(file.readBigUInt64LE(end64 + 32)),
  };
}

/** Sizes and place as they are told, or in ZIP64's extra field in their order where they do not fit. */
function sizesOf(told: readonly number[], extra: Buffer): number[] {
  let long: Buffer = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) long = extra.subarray(at + 4);
  let next = 0;
  return told.map((value) => {
    if (value !== IN_64) return value;
    next += 8;
    return Number(long.readBigUInt64LE(next - 8));
  });
}

/** @throws ReadingError where it is not what the archive says of it. */
function unpack(file: Buffer, entry: Entry): Uint8Array {
  const { crc, method, name, unpacked } = entry;
  if (method !== 0 && method !== 8) throw fileProblem('archive-method', { name });
  try {
    const data = dataOf(file, entry);
    const made =
      method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, unpacked) });
    if (made.length === unpacked && crc32(made) === crc)
      return new Uint8Array(made.buffer, made.byteOffset, made.byteLength);
  } catch {
    // Told below.
  }
  throw fileProblem('archive-entry', { name });
}

function dataOf(file: Buffer, { at, packed }: Entry): Buffer {
  if (file.readUInt32LE(at) !== LOCAL) throw new Error('it is not where it should be');
  const from = at + BYTES.local + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  return file.subarray(from, from + packed);
}
