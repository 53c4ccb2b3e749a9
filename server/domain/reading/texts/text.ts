import { type FileNote, firstCodes } from '../../../contract/file-problem.ts';
import { fileNote, fileProblem } from '../problem.ts';
import { requireData } from './foreign.ts';
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

/** How a Parquet file begins: PAR1. */
const PARQUET = [0x50, 0x41, 0x52, 0x31];
/** What stands in the ninth byte and after of the files of sports watches: .FIT. */
const FIT = [0x2e, 0x46, 0x49, 0x54];

interface DecodeOptions {
  /** Characters an earlier conversion lost are left in, for who tells where in a table they stand. */
  keepsDamage?: boolean;
}

/**
 * Decodes a file or a body strictly: what its mark says, else UTF-8, else what an XML declaration says, else GB18030 where
 * every byte is valid in it, which is told. Nothing is ever replaced by U+FFFD.
 * @throws ReadingError naming the line, from 1, and the byte, from 0.
 */
export function decodeText(bytes: Uint8Array, told: DecodeOptions = {}): DecodedText {
  if (isZip(bytes)) throw fileProblem('archive');
  requireData(bytes);
  if (isStartOf(bytes)([PARQUET])) throw fileProblem('parquet');
  if (isStartOf(bytes.subarray(8))([FIT])) throw fileProblem('fit');
  const mark = MARKS.find(isStartOf(bytes));
  if (mark && mark[1] === null) throw fileProblem('utf-32');
  const sound = (encoding: string, notes: FileNote[] = []): DecodedText => ({
    text: soundText(strictly(bytes, encoding), told),
    ...{ encoding, notes },
  });
  if (mark) return sound(mark[1]!);
  const broken = firstInvalid(bytes, 'utf-8');
  if (broken === null) return sound('utf-8');
  const declared = declaredEncoding(bytes);
  if (declared !== null)
    return sound(declared, [fileNote('encoding-declared', { encoding: declared })]);
  const line = lineAt(bytes, broken);
  if (isMostlyUtf8(bytes))
    throw fileProblem('mostly-utf-8', { byte: broken, lines: invalidLines(bytes) });
  const other = firstInvalid(bytes, 'gb18030');
  if (other !== null) throw fileProblem('neither-encoding', { line, byte: broken, other });
  const text = strictly(bytes, 'gb18030');
  // Code points that no character has: other bytes that only happen to fit.
  if (/[\uE000-\uF8FF]/u.test(text)) throw fileProblem('not-chinese', { line, byte: broken });
  return sound('gb18030', [fileNote('encoding-gb18030')]);
}

const LINE_END = 0x0a;

/** The line a byte stands in, from 1. */
const lineAt = (bytes: Uint8Array, at: number) =>
  1 + bytes.subarray(0, at).reduce((ends, byte) => ends + Number(byte === LINE_END), 0);

/** The lines that are no UTF-8, the first of them by name. */
function invalidLines(bytes: Uint8Array): string {
  const found: string[] = [];
  for (let [from, line] = [0, 1]; from <= bytes.length; line++) {
    const end = bytes.indexOf(LINE_END, from);
    const to = end < 0 ? bytes.length : end;
    if (firstInvalid(bytes.subarray(from, to), 'utf-8') !== null) found.push(String(line));
    from = to + 1;
  }
  return firstCodes(found);
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

function soundText(given: string, { keepsDamage = false }: DecodeOptions): string {
  const whole = given.trimEnd();
  const text = whole.endsWith(END_OF_FILE) ? whole.slice(0, -1) : given;
  const damaged = text.search(keepsDamage ? /\0/ : /[\uFFFD\0]/);
  if (damaged < 0) return text;
  const before = text.slice(0, damaged);
  const [line, byte] = [before.split('\n').length, new TextEncoder().encode(before).length];
  throw fileProblem(text[damaged] === '\0' ? 'zero-byte' : 'damaged-text', { line, byte });
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
