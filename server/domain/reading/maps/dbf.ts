import type { FileProblem } from '../../../contract/file-problem.ts';
import { at, fileProblem, ReadingError } from '../problem.ts';
import { decodeText } from '../texts/text.ts';

/** Language drivers that dBASE tables name in their header (byte 29), as labels of the Encoding Standard. */
const DRIVERS: Record<number, string> = {
  ...{ 77: 'gbk', 78: 'euc-kr', 79: 'big5' },
  ...{ 120: 'big5', 121: 'euc-kr', 122: 'gbk', 123: 'shift_jis' },
};

interface Field {
  name: string;
  from: number;
  length: number;
  /** Whether it is one of numbers (N, F). */
  isNumber: boolean;
}

/**
 * Rows of a dBASE table, one a record; deleted ones are null, for records of a Shapefile go by place. Values are text, so that
 * codes of 18 digits stay what they are, which the libraries' numbers do not keep; of one whose text cannot be read, why. `label` is the
 * text of a `.cpg` and `told` the encoding it names: where that is Latin and the texts are Chinese, they are read as what they are.
 * @throws ReadingError where it ends early or its encoding is unknown.
 */
export function readDbf(
  bytes: Uint8Array,
  label?: string,
): {
  rows: (Record<string, string> | FileProblem[] | null)[];
  encoding: string;
  told: string | null;
} {
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
  const told = label ? labelOf(label) : null;
  const body = bytes.subarray(32, start + count * size);
  const isBelieved = told !== null && !(told === LATIN && isChinese(body));
  const encoding = isBelieved ? told : encodingOf(body, view.getUint8(29));
  const text = decoder(encoding);
  const fields = fieldsOf(bytes, start, text);
  return {
    ...{ encoding, told },
    rows: Array.from({ length: count }, (_, k) => {
      const record = bytes.subarray(start + k * size, start + (k + 1) * size);
      if (record[0] === 0x2a) return null;
      const row: Record<string, string> = {};
      try {
        at({ code: 'record', value: k + 1 }, () => {
          for (const { from, isNumber, length, name } of fields) {
            const value = at(name, () => text(record.subarray(from, from + length)));
            row[name] = isNumber ? digitsOf(value) : value;
          }
        });
      } catch (error) {
        if (error instanceof ReadingError) return [...error.problems];
        throw error;
      }
      return row;
    }),
  };
}

/** Names are cut off after so many, within a character too. */
const NAME_BYTES = 10;

function fieldsOf(bytes: Uint8Array, start: number, text: ReturnType<typeof decoder>): Field[] {
  const fields: Field[] = [];
  let from = 1;
  for (let offset = 32; offset + 32 <= start && bytes[offset] !== 0x0d; offset += 32) {
    const raw = bytes.subarray(offset, offset + 11);
    const end = raw.indexOf(0);
    const length = bytes[offset + 16]!;
    const own = end < 0 ? raw : raw.subarray(0, end);
    const name = at({ code: 'field', value: fields.length + 1 }, () =>
      text(own, { isName: own.length >= NAME_BYTES }),
    );
    const isNumber = bytes[offset + 11] === 0x4e || bytes[offset + 11] === 0x46;
    fields.push({ name, from, length, isNumber });
    from += length;
  }
  return fields;
}

/** A whole number of a field of numbers as its digits: programs write 331004001 as 331004001.000000 and as 3.31004001000e+008. */
function digitsOf(text: string): string {
  const number = Number(text);
  return /[.e]/i.test(text) && Number.isSafeInteger(number) ? String(number) : text;
}

const LATIN = new TextDecoder('latin1').encoding;
/** Whether all that is no ASCII comes in pairs of GB 2312, as no Latin text does. */
const isChinese = (bytes: Uint8Array): boolean =>
  /^([\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])*$/.test(Buffer.from(bytes).toString('latin1')) &&
  bytes.some((byte) => byte > 0x7f);

/** What a `.cpg` says that names no encoding but that of a machine. */
const OF_A_MACHINE = /^(oem|ansi|system|default)?$/;
/** Writings of encodings, letters and digits alone, that are no labels of the Encoding Standard. */
const WRITINGS: [RegExp, string][] = [
  [/^(936|x?euccn|gb2312(80)?|(zhcn)?(gbk|gb2312))$/, 'gbk'],
  [/^(54936|(zhcn)?gb18030(2000|2005|2022)?)$/, 'gb18030'],
  [/^(950|(zhtw|zhhk)?big5\w*)$/, 'big5'],
  [/^(65001|utf8\w*)$/, 'utf-8'],
  [/^(?:iso)?8859(\d{1,2})$/, 'iso-8859-$1'],
  [/^(\d{4})$/, 'windows-$1'],
];

/** A `.cpg` says `UTF-8`, `GBK`, `936`, `ANSI 936`, `EUC-CN`, `LDID/77`, `88591`; null where it says nothing. */
function labelOf(given: string): string | null {
  const plain = given.replace(/[\uFEFF\0]/g, '').trim();
  const bare = plain
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .replace(/^(ansi|oem|cp|ms|windows|codepage)(?=\d)/, '');
  const driver = /^ldid(\d+)$/.exec(bare)?.[1];
  if (driver) return DRIVERS[Number(driver)] ?? null;
  if (OF_A_MACHINE.test(bare)) return null;
  const writing = WRITINGS.find(([written]) => written.test(bare));
  try {
    return new TextDecoder(writing ? bare.replace(...writing) : plain).encoding;
  } catch {
    throw fileProblem('cpg-unknown', { encoding: plain });
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

/** Bytes at the end that a character may have lost the rest of. */
const CUT_MOST = 3;

const decoder = (encoding: string) => {
  const strict = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes: Uint8Array): string | null => {
    try {
      return strict.decode(bytes);
    } catch {
      return null;
    }
  };
  /** What is left of a text that was cut off within its last character. */
  const beforeCut = (bytes: Uint8Array): string | null => {
    for (let cut = 1; cut <= Math.min(CUT_MOST, bytes.length); cut++) {
      const left = decode(bytes.subarray(0, bytes.length - cut));
      if (left !== null && bytes[bytes.length - 1]! > 0x7f) return left;
    }
    return null;
  };
  /** Names that were cut off to one another are told apart by a number after what is left, within a character too: `行政\xe5\x8c_1`. */
  const numbered = (bytes: Uint8Array): string | null => {
    const text = new TextDecoder(encoding).decode(bytes);
    return /^[^\ufffd]+\ufffd+_\d+$/.test(text) ? text.replace(/\ufffd+/, '') : null;
  };
  return (bytes: Uint8Array, { isName = false } = {}): string => {
    const whole = decode(bytes);
    if (whole !== null) return whole.replace(/[\0\s]+$/, '').trim();
    const left = beforeCut(bytes) ?? (isName ? numbered(bytes) : null);
    if (left !== null && isName) return left.trim();
    if (left !== null) throw fileProblem('dbf-cut', { text: left.trim(), bytes: bytes.length });
    throw fileProblem('dbf-encoding', { encoding: encoding.toUpperCase() });
  };
};
