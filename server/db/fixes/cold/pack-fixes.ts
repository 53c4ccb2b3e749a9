import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { toWgs84 } from '../../../contract/areas/datum.ts';
import { Datum } from '../../../contract/areas/geo.ts';
import { packColumn, readColumns } from '../../../contract/fixes/packed/columns.ts';
import {
  INTEGER_BYTES,
  readIntegers,
  writeInteger,
} from '../../../contract/fixes/packed/integers.ts';
import { type FixFigures, NAMES } from '../figures.ts';

/** Of the way fixes are packed: another is another number, and what was packed before is read as it was. */
const VERSION = 1;
const LEVEL = 6;
/** The first is that of the positions themselves. */
const DATUMS = Datum.anyOf.map((datum) => datum.const);
/** What is left out of positions that follow from the coordinates as sent. */
const FOLLOWS = new Float64Array();

/**
 * Fixes in ten bytes each or so: the version, the datum of the coordinates as sent where positions follow from them (else 0), and, deflated
 * (RFC 1951), how many there are and the columns of `packColumn`. `unpackFixes` gives every value back to the bit.
 */
export function packFixes(fixes: FixFigures): Uint8Array {
  const datum = datumOf(fixes);
  const packed = datum === 0 ? fixes : { ...fixes, lng: FOLLOWS, lat: FOLLOWS };
  const count = new Uint8Array(INTEGER_BYTES);
  const plain = Buffer.concat([
    count.subarray(0, writeInteger(count, 0, fixes.seq.length)),
    ...NAMES.map((name) => packColumn(packed[name])),
  ]);
  return Buffer.concat([Uint8Array.of(VERSION, datum), deflateRawSync(plain, { level: LEVEL })]);
}

/** Throws where it was packed in a way that this server does not know. */
export function unpackFixes(packed: Uint8Array): FixFigures {
  const [version, datum = 0] = packed;
  if (version !== VERSION) throw new Error(`fixes packed in the way ${version} of a later server`);
  const plain = inflateRawSync(packed.subarray(2));
  const integers = readIntegers(plain);
  const count = integers.next();
  const columns = readColumns(plain, count, integers.at());
  const fixes = Object.fromEntries(NAMES.map((name) => [name, columns.next()])) as Record<
    keyof FixFigures,
    Float64Array
  >;
  if (datum !== 0)
    for (let i = 0; i < count; i++) {
      const { lng, lat } = followed(fixes, i, datum);
      fixes.lng[i] = lng;
      fixes.lat[i] = lat;
    }
  return fixes;
}

/** From which datum all positions follow to the bit; 0: from none. */
function datumOf(fixes: FixFigures): number {
  const { lng, lat, originalLng, originalLat } = fixes;
  const isFollowed = (i: number, datum: number) => {
    if (Number.isNaN(originalLng[i]! + originalLat[i]!)) return false;
    const position = followed(fixes, i, datum);
    return Object.is(position.lng, lng[i]) && Object.is(position.lat, lat[i]);
  };
  for (let datum = 1; datum < DATUMS.length; datum++)
    if (Array.prototype.every.call(lng, (_, i) => isFollowed(i, datum))) return datum;
  return 0;
}

const followed = ({ originalLng, originalLat }: FixFigures, i: number, datum: number) =>
  toWgs84({ lng: originalLng[i]!, lat: originalLat[i]! }, DATUMS[datum]!);
