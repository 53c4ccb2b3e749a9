import type { FileNote } from '../../../contract/file-problem.ts';
import { fileNote, fileProblem } from '../problem.ts';
import { isZip } from './zip.ts';

/** A text and what its bytes were taken for. */
export interface DecodedText {
  text: string;
  encoding: string;
  /** What a reader must be told: an encoding that no mark named. */
  notes: FileNote[];
}

/** Byte order marks (Unicode 16, 23.8). UTF-32 has no decoder here. */
const MARKS: readonly [bytes: readonly number[], encoding: string | null][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe, 0, 0], null],
  [[0, 0, 0xfe, 0xff], null],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** How archives that are not read begin. */
const ARCHIVES: readonly [bytes: readonly number[], kind: string][] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x52, 0x61, 0x72, 0x21, 0x1a, 7], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], '7z'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 'xz'],
];

/** How a Parquet file begins: PAR1. */
const PARQUET = [0x50, 0x41, 0x52, 0x31];
/** What stands in the ninth byte and after of the files of sports watches: .FIT. */
const FIT = [0x2e, 0x46, 0x49, 0x54];

/**
 * Decodes a file or a body strictly: what its mark says, else UTF-8, else what an XML declaration says, else GB18030 where
 * every byte is valid in it, which is told. Nothing is ever replaced by U+FFFD.
 * @throws ReadingError naming the byte, from 0.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (isZip(bytes)) throw fileProblem('archive');
  const kind = ARCHIVES.find(isStartOf(bytes))?.[1];
  if (kind) throw fileProblem('other-archive', { kind });
  if (isStartOf(bytes)([PARQUET])) throw fileProblem('parquet');
  if (isStartOf(bytes.subarray(8))([FIT])) throw fileProblem('fit');
  const mark = MARKS.find(isStartOf(bytes));
  if (mark && mark[1] === null) throw fileProblem('utf-32');
  if (mark) return sound(strictly(bytes, mark[1]!), mark[1]!, []);
  const broken = firstInvalid(bytes, 'utf-8');
  if (broken === null) return sound(strictly(bytes, 'utf-8'), 'utf-8', []);
  const declared = declaredEncoding(bytes);
  if (declared !== null)
    return sound(strictly(bytes, declared), declared, [
      fileNote('encoding-declared', { encoding: declared }),
    ]);
  if (isMostlyUtf8(bytes)) throw fileProblem('mostly-utf-8', { byte: broken });
  const other = firstInvalid(bytes, 'gb18030');
  if (other !== null) throw fileProblem('neither-encoding', { byte: broken, other });
  const text = strictly(bytes, 'gb18030');
  // Code points that no character has: other bytes that only happen to fit.
  if (/[\uE000-\uF8FF]/u.test(text)) throw fileProblem('not-chinese', { byte: broken });
  return sound(text, 'gb18030', [fileNote('encoding-gb18030')]);
}

const isStartOf =
  (bytes: Uint8Array) =>
  ([start]: readonly [start: readonly number[], ...unknown[]]): boolean =>
    start.every((byte, i) => bytes[i] === byte);

const strictly = (bytes: Uint8Array, encoding: string) => {
  const broken = firstInvalid(bytes, encoding);
  if (broken !== null)
    throw fileProblem('not-encoding', { byte: broken, encoding: encoding.toUpperCase() });
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
};

/** DOS programs end a text with it. */
const END_OF_FILE = '\u001a';

function sound(given: string, encoding: string, notes: FileNote[]): DecodedText {
  const whole = given.trimEnd();
  const text = whole.endsWith(END_OF_FILE) ? whole.slice(0, -1) : given;
  const damaged = text.search(/[\uFFFD\0]/);
  if (damaged < 0) return { text, encoding, notes };
  const byte = new TextEncoder().encode(text.slice(0, damaged)).length;
  throw fileProblem(text[damaged] === '\0' ? 'zero-byte' : 'damaged-text', { byte });
}

/** Where decoding first fails, or null. Whether a beginning decodes is monotonic in its length, so halves are tried. */
function firstInvalid(bytes: Uint8Array, encoding: string): number | null {
  const decodes = (length: number, stream: boolean) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  if (decodes(bytes.length, false)) return null;
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (middle <= bytes.length && decodes(middle, true)) good = middle;
    else bad = middle;
  }
  return Math.min(good, bytes.length - 1);
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label = /^<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  if (!label || /^utf-?(8|16)/.test(label)) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw fileProblem('unknown-encoding', { label });
  }
}

/** More characters beyond ASCII that are right than wrong: UTF-8 with damage, not another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const loose = new TextDecoder('utf-8').decode(bytes);
  const beyond = loose.match(/[^\0-\x7f]/gu) ?? [];
  return beyond.filter((character) => character !== '\uFFFD').length * 2 > beyond.length;
}
