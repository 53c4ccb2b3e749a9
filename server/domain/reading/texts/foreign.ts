import type { FileProblemCode } from '../../../contract/file-problem.ts';
import { fileProblem, type ReadingError } from '../problem.ts';

type Foreign = readonly [begins: RegExp, code: FileProblemCode, kind: string];

/** How files begin that hold no data to be read, in hexadecimal digits. */
const FOREIGN: readonly Foreign[] = [
  [/^25504446/, 'is-pdf', 'PDF'],
  [/^89504e47/, 'is-picture', 'PNG'],
  [/^ffd8ff/, 'is-picture', 'JPEG'],
  [/^47494638/, 'is-picture', 'GIF'],
  [/^(49492a00|4d4d002a)/, 'is-picture', 'TIFF'],
  [/^52494646.{8}57454250/, 'is-picture', 'WebP'],
  [/^41433130/, 'is-drawing', 'DWG'],
  // The digit 0 on a line, then SECTION.
  [/^(20)*30(0d)?0a(20)*53454354494f4e/, 'is-drawing', 'DXF'],
  [/^1f8b/, 'other-archive', 'gzip'],
  [/^526172211a07/, 'other-archive', 'RAR'],
  [/^377abcaf271c/, 'other-archive', '7z'],
  [/^425a68/, 'other-archive', 'bzip2'],
  [/^fd377a585a00/, 'other-archive', 'xz'],
];

/** What archives hold that are no data, by the names of their files. */
const FOREIGN_PARTS: readonly Foreign[] = [
  [/^word\//, 'is-document', 'Word'],
  [/^ppt\//, 'is-document', 'PowerPoint'],
  [/\.gdbtable$/i, 'is-geodatabase', ''],
];

/** A compound file (MS-CFB): .xls of old, or an .xlsx with a password (MS-OFFCRYPTO, 2.3). */
const COMPOUND = /^d0cf11e0/;
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** Bytes that say what a file is. */
const HEAD = 32;

/** @throws ReadingError where a file is of a kind that holds no data, by what its bytes are. */
export function requireData(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = file.toString('hex', 0, HEAD);
  if (COMPOUND.test(head)) throw fileProblem(file.includes(ENCRYPTED) ? 'locked' : 'old-excel');
  const found = FOREIGN.find(([begins]) => begins.test(head));
  if (found) throw told(found);
}

/** The same of the files in an archive. */
export function requireDataIn(files: ReadonlyMap<string, unknown>): void {
  const names = [...files.keys()];
  const found = FOREIGN_PARTS.find(([is]) => names.some((name) => is.test(name)));
  if (found) throw told(found);
}

const told = ([, code, kind]: Foreign): ReadingError => fileProblem(code, kind ? { kind } : {});
