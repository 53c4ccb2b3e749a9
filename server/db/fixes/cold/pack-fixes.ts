import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { packColumn, readColumns } from '../../../contract/fixes/packed/columns.ts';
import {
  INTEGER_BYTES,
  readIntegers,
  writeInteger,
} from '../../../contract/fixes/packed/integers.ts';
import { COLUMNS } from '../columns.ts';
import { PACKED_CELLS } from './packed-cells.ts';
import { packShift, unpackShift } from './shift.ts';

/** How the columns of fixes are read to be packed. */
export const PACKED = { ...COLUMNS, cell: PACKED_CELLS };
type Name = keyof typeof PACKED;
const NAMES = Object.keys(PACKED) as Name[];
/** Coordinates as sent, where they were in another datum: what is stored follows them closely. */
const SENT = { lng: 'originalLng', lat: 'originalLat' } as const;

/** Fixes in columns, in order of their names: the values of `BinaryColumn`, NaN where null. */
export type FixFigures = Record<Name, ArrayLike<number>>;

/** Of the way fixes are packed: another is another number, and what was packed before is read as it was. */
const VERSION = 1;
const LEVEL = 6;

/**
 * Fixes in ten bytes each or so: the version, the exponents of `packShift` for longitude and latitude, and, deflated (RFC 1951), how many there
 * are and the columns of `packColumn`. `unpackFixes` gives every value back to the bit.
 */
export function packFixes(fixes: FixFigures): Uint8Array {
  const shifts = {
    lng: packShift(fixes.lng, fixes[SENT.lng]),
    lat: packShift(fixes.lat, fixes[SENT.lat]),
  };
  const packed: FixFigures = { ...fixes, lng: shifts.lng.values, lat: shifts.lat.values };
  const count = new Uint8Array(INTEGER_BYTES);
  const plain = Buffer.concat([
    count.subarray(0, writeInteger(count, 0, fixes.seq.length)),
    ...NAMES.map((name) => packColumn(packed[name])),
  ]);
  const head = Uint8Array.of(VERSION, shifts.lng.exponent, shifts.lat.exponent);
  return Buffer.concat([head, deflateRawSync(plain, { level: LEVEL })]);
}

/** Throws where it was packed in a way that this server does not know. */
export function unpackFixes(packed: Uint8Array): FixFigures {
  const [version, ofLng = 0, ofLat = 0] = packed;
  if (version !== VERSION) throw new Error(`fixes packed in the way ${version} of a later server`);
  const plain = inflateRawSync(packed.subarray(3));
  const integers = readIntegers(plain);
  const count = integers.next();
  const columns = readColumns(plain, count, integers.at());
  const fixes = Object.fromEntries(NAMES.map((name) => [name, columns.next()])) as Record<
    Name,
    Float64Array
  >;
  unpackShift(fixes.lng, fixes[SENT.lng], ofLng);
  unpackShift(fixes.lat, fixes[SENT.lat], ofLat);
  return fixes;
}
