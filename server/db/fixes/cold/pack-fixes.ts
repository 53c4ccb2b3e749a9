import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Datum } from '../../../contract/areas/geo.ts';
import { packColumn, readColumns } from '../../../contract/fixes/packed/columns.ts';
import {
  INTEGER_BYTES,
  readIntegers,
  writeInteger,
} from '../../../contract/fixes/packed/integers.ts';
import { toWgs84 } from '../../../domain/geo/datum.ts';
import { COLUMNS } from '../columns.ts';

/** The cell follows from the position. */
const { cell: _, ...PACKED } = COLUMNS;

export { PACKED };

type Name = keyof typeof PACKED;
const NAMES = Object.keys(PACKED) as Name[];

/** Fixes in columns, in order of their names: the values of `BinaryColumn`, NaN where null. */
export type FixFigures = Record<Name, ArrayLike<number>>;

/** Of the way fixes are packed: another is another number, and what was packed before is read as it was. */
const VERSION = 1;
const DATUMS = Datum.anyOf.map((datum) => datum.const);
const LEVEL = 6;

/**
 * Fixes in ten bytes each or so: the version, the datum of the coordinates as sent where positions follow from them (else 0), and, deflated
 * (RFC 1951), how many there are and the columns of `packColumn`. `unpackFixes` gives every value back to the bit.
 */
export function packFixes(fixes: FixFigures): Uint8Array {
  const datum = datumOf(fixes);
  const count = new Uint8Array(INTEGER_BYTES);
  const columns = NAMES.filter((name) => datum === 0 || (name !== 'lng' && name !== 'lat'));
  const plain = Buffer.concat([
    count.subarray(0, writeInteger(count, 0, fixes.seq.length)),
    ...columns.map((name) => packColumn(fixes[name])),
  ]);
  return Buffer.concat([Uint8Array.of(VERSION, datum), deflateRawSync(plain, { level: LEVEL })]);
}

/** Throws where it was packed in a way that this server does not know. */
export function unpackFixes(packed: Uint8Array): FixFigures {
  const [version, datum] = packed;
  if (version !== VERSION) throw new Error(`fixes packed in the way ${version} of a later server`);
  const plain = inflateRawSync(packed.subarray(2));
  const integers = readIntegers(plain);
  const count = integers.next();
  const columns = readColumns(plain, count, integers.at());
  const fixes = {} as Record<Name, Float64Array>;
  for (const name of NAMES)
    fixes[name] =
      datum !== 0 && (name === 'lng' || name === 'lat') ? new Float64Array(count) : columns.next();
  if (datum !== 0)
    for (let i = 0; i < count; i++) [fixes.lng[i], fixes.lat[i]] = derived(fixes, i, datum!);
  return fixes;
}

/** Which datum gives the positions from the coordinates as sent, to the bit; 0: none, or none are told. */
function datumOf(fixes: FixFigures): number {
  const { lng, lat, originalLng, originalLat } = fixes;
  const found = DATUMS.findIndex(
    (_, datum) =>
      datum > 0 &&
      Array.prototype.every.call(originalLng, (_: number, i: number) => {
        if (Number.isNaN(originalLng[i]! + originalLat[i]!)) return false;
        const [x, y] = derived(fixes, i, datum);
        return Object.is(x, lng[i]) && Object.is(y, lat[i]);
      }),
  );
  return Math.max(0, found);
}

function derived({ originalLng, originalLat }: FixFigures, i: number, datum: number) {
  const { lng, lat } = toWgs84({ lng: originalLng[i]!, lat: originalLat[i]! }, DATUMS[datum]!);
  return [lng, lat] as const;
}
