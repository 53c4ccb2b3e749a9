import { type FixBatch, GAP_REASONS, type WireFix } from '../fix.ts';
import { packColumn, readColumns } from './columns.ts';
import { INTEGER_BYTES, readIntegers, writeInteger } from './integers.ts';

/** The first byte. */
const VERSION = 1;

interface Field {
  pack: (value: unknown) => number;
  /** What no figure stands for is handed on as it is, to be cleaned or refused as in JSON. */
  unpack: (value: number) => unknown;
}
const number: Field = { pack: (value) => value as number, unpack: (value) => value };
/** Its place in a list. */
const oneOf = (values: readonly unknown[]): Field => ({
  pack: (value) => values.indexOf(value),
  unpack: (value) => values[value] ?? value,
});

/** Columns of a packed batch, in their order. */
const FIELDS = {
  seq: number,
  t: number,
  lng: number,
  lat: number,
  accuracyM: number,
  speedMps: number,
  headingDeg: number,
  batteryPct: number,
  mock: oneOf([false, true]),
  gap: oneOf(GAP_REASONS),
} satisfies Record<keyof WireFix, Field>;
const COLUMNS = Object.entries(FIELDS) as [keyof WireFix, Field][];

/**
 * A batch in one message of few bytes, some 12 a fix in place of 130: version, session, time of sending, number of fixes, and a column a field
 * (README.md). What it says is what the JSON of the batch says.
 */
export function packFixBatch({ fixes, proof, sentAt, session }: FixBatch): Uint8Array {
  const head = new Uint8Array(1 + 3 * INTEGER_BYTES);
  head[0] = VERSION;
  let end = 1;
  for (const integer of [session, sentAt ?? 0, fixes.length])
    end = writeInteger(head, end, integer);
  const parts = [
    head.subarray(0, end),
    ...COLUMNS.map(([name, { pack }]) =>
      packColumn(fixes.map((fix) => (fix[name] === undefined ? Number.NaN : pack(fix[name])))),
    ),
    ...(proof ? [new TextEncoder().encode(JSON.stringify(proof))] : []),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A column a field of fixes, NaN where it is not told; `mock` is 0 or 1, `gap` a place in GAP_REASONS. */
export type WireColumns = Record<keyof WireFix, Float64Array>;

/** Fixes of a packed batch, unchecked: in columns, or each by itself as JSON would have it. */
export class PackedFixes {
  readonly columns: WireColumns;

  constructor(columns: WireColumns) {
    this.columns = columns;
  }

  item(place: number): Record<string, unknown> {
    const fix: Record<string, unknown> = {};
    for (const [name, { unpack }] of COLUMNS) {
      const value = this.columns[name][place]!;
      if (!Number.isNaN(value)) fix[name] = unpack(value);
    }
    return fix;
  }

  items = (): Record<string, unknown>[] =>
    Array.from(this.columns.seq, (_, place) => this.item(place));
}

/** What a packed batch says, unchecked. */
export interface PackedBatch {
  session: number;
  sentAt?: number;
  fixes: PackedFixes;
  proof?: unknown;
}

/**
 * Opens a packed batch: how many fixes it says it has, and the batch. Throws an Error that says what is wrong where the bytes are none; both may.
 */
export function openFixBatch(bytes: Uint8Array): { count: number; unpack: () => PackedBatch } {
  if (bytes[0] !== VERSION)
    throw new RangeError(`a packed batch begins with its version, ${VERSION}, not ${bytes[0]}`);
  const integers = readIntegers(bytes, 1);
  const [session, sentAt, count] = [integers.next(), integers.next(), integers.next()];
  if (Number.isNaN(session + sentAt) || !(count >= 0))
    throw new RangeError('a packed batch tells its session, time of sending and number of fixes');
  return { count, unpack: () => unpackFrom(bytes, integers.at(), { session, sentAt, count }) };
}

function unpackFrom(
  bytes: Uint8Array,
  from: number,
  { count, sentAt, session }: { count: number; sentAt: number; session: number },
): PackedBatch {
  const columns = readColumns(bytes, count, from);
  const fixes = new PackedFixes(
    Object.fromEntries(COLUMNS.map(([name]) => [name, columns.next()])) as WireColumns,
  );
  const rest = bytes.subarray(columns.at());
  return {
    session,
    ...(sentAt !== 0 && { sentAt }),
    fixes,
    ...(rest.length > 0 && { proof: JSON.parse(new TextDecoder().decode(rest)) }),
  };
}
