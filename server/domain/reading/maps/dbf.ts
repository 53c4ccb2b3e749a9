import type { FileProblem } from '../../../contract/file-problem.ts';
import { at, fileProblem, ReadingError } from '../problem.ts';
import { decodeText } from '../texts/text.ts';

/** Language drivers that dBASE tables name in their header (byte 29), as labels of the Encoding Standard. */
const DRIVERS: Record<number, string> = { 77: 'gbk', 78: 'big5', 79: 'big5', 87: 'gbk' };

interface Field {
  name: string;
  from: number;
  length: number;
}

/**
 * Rows of a dBASE table, one a record; deleted ones are null, for records of a Shapefile go by place. Values are text, so that
 * codes of 18 digits stay what they are, which the libraries' numbers do not keep; of one whose text cannot be read, why. `label` is the
 * encoding of a `.cpg`.
 * @throws ReadingError where it ends early or its encoding is unknown.
 */
export function readDbf(
  bytes: Uint8Array,
  label?: string,
): { rows: (Record<string, string> | FileProblem[] | null)[]; encoding: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33) throw fileProblem('dbf-short');
  const count = view.getUint32(4, true);
  const start = view.getUint16(8, true);
  const size = view.getUint16(10, true);
  if (start + count * size > bytes.length)
    throw fileProblem('dbf-ends', {
      ...{ count, size },
      there: Math.max(0, bytes.length - start),
    });
  const encoding = label ? labelOf(label) : encodingOf(bytes.subarray(32), view.getUint8(29));
  const text = decoder(encoding);
  const fields = fieldsOf(bytes, start, text);
  return {
    encoding,
    rows: Array.from({ length: count }, (_, k) => {
      const record = bytes.subarray(start + k * size, start + (k + 1) * size);
      if (record[0] === 0x2a) return null;
      const row: Record<string, string> = {};
      try {
        at({ code: 'record', value: k + 1 }, () => {
          for (const { from, length, name } of fields)
            row[name] = at(name, () => text(record.subarray(from, from + length)));
        });
      } catch (error) {
        if (error instanceof ReadingError) return [...error.problems];
        throw error;
      }
      return row;
    }),
  };
}

function fieldsOf(bytes: Uint8Array, start: number, text: ReturnType<typeof decoder>): Field[] {
  const fields: Field[] = [];
  let from = 1;
  for (let offset = 32; offset + 32 <= start && bytes[offset] !== 0x0d; offset += 32) {
    const raw = bytes.subarray(offset, offset + 11);
    const end = raw.indexOf(0);
    const length = bytes[offset + 16]!;
    const name = at({ code: 'field', value: fields.length + 1 }, () =>
      text(end < 0 ? raw : raw.subarray(0, end)),
    );
    fields.push({ name, from, length });
    from += length;
  }
  return fields;
}

/** A `.cpg` says `UTF-8`, `GBK`, `936`, `ANSI 936`, `ISO-8859-1`. */
function labelOf(given: string): string {
  const label = given.trim().replace(/^(ansi|oem|cp|windows)[ _-]?(?=\d)/i, '');
  const named =
    { '936': 'gbk', '54936': 'gb18030', '950': 'big5', '65001': 'utf-8' }[label] ?? label;
  try {
    return new TextDecoder(/^\d{4}$/.test(named) ? `windows-${named}` : named).encoding;
  } catch {
    throw fileProblem('cpg-unknown', { encoding: given.trim() });
  }
}

/** Without a `.cpg`: what the whole table can be read as, else what its header says. */
function encodingOf(body: Uint8Array, driver: number): string {
  try {
    // Lengths and other bytes of the header are no text.
    return decodeText(body.map((byte) => (byte < 9 ? 32 : byte))).encoding;
  } catch {
    return DRIVERS[driver] ?? 'gbk';
  }
}

const decoder = (encoding: string) => {
  const strict = new TextDecoder(encoding, { fatal: true });
  return (bytes: Uint8Array): string => {
    try {
      return strict
        .decode(bytes)
        .replace(/[\0\s]+$/, '')
        .trim();
    } catch {
      throw fileProblem('dbf-encoding', { encoding: encoding.toUpperCase() });
    }
  };
};
