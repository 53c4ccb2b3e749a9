import { Compile } from 'typebox/compile';
import { GAP_REASONS, WireFix } from '../../contract/fixes/fix.ts';
import type { PackedFixes, WireColumns } from '../../contract/fixes/packed/fix-batch.ts';

/** Whether a fix is as the contract says, nothing to be cleaned. */
export const isRightFix = Compile(WireFix);

/** Fixes of a batch, in columns whatever way they came. */
export interface WireFixes {
  columns: WireColumns;
  /** 1 where a fix is as the contract says; of others only `t` can be relied on to be in its column, where it is a number. */
  right: Uint8Array;
  /** A fix as it was sent, by its place. */
  item: (place: number) => unknown;
}

const NAMES = Object.keys(WireFix.properties) as (keyof WireFix)[];

/** What a value of a column may be, of whose schema says it. */
interface Bounds {
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  type?: string;
}
const BOUNDS: Record<keyof WireFix, Bounds> = {
  ...(WireFix.properties as unknown as Record<keyof WireFix, Bounds>),
  mock: { type: 'integer', minimum: 0, maximum: 1 },
  gap: { type: 'integer', minimum: 0, maximum: GAP_REASONS.length - 1 },
};
const CHECKS = NAMES.map((name) => {
  const { exclusiveMinimum = -Infinity, maximum, minimum = -Infinity, type } = BOUNDS[name];
  const isRight = (value: number) =>
    value >= minimum &&
    value > exclusiveMinimum &&
    value <= maximum! &&
    (type !== 'integer' || Number.isInteger(value));
  return { name, isRight, isNeeded: WireFix.required.includes(name as never) };
});

/** Of a packed batch. */
export function wireFixesOf(fixes: PackedFixes): WireFixes {
  const { columns } = fixes;
  const right = new Uint8Array(columns.seq.length).fill(1);
  for (const { isNeeded, isRight, name } of CHECKS) {
    const values = columns[name];
    for (let i = 0; i < right.length; i++)
      if (!isRight(values[i]!) && (isNeeded || !Number.isNaN(values[i]!))) right[i] = 0;
  }
  return { columns, right, item: (place) => fixes.item(place) };
}

/** Of a batch in JSON. */
export function wireFixesOfItems(items: readonly unknown[]): WireFixes {
  const columns = Object.fromEntries(
    NAMES.map((name) => [name, new Float64Array(items.length)]),
  ) as WireColumns;
  const right = new Uint8Array(items.length);
  for (const [i, item] of items.entries()) {
    if (isRightFix.Check(item)) {
      right[i] = 1;
      putFix(columns, i, item);
    } else columns.t[i] = timeOf(item) ?? Number.NaN;
  }
  return { columns, right, item: (place) => items[place] };
}

/** Puts a fix into its place in columns. */
export function putFix(columns: WireColumns, place: number, fix: WireFix): void {
  columns.seq[place] = fix.seq;
  columns.t[place] = fix.t;
  columns.lng[place] = fix.lng;
  columns.lat[place] = fix.lat;
  columns.accuracyM[place] = fix.accuracyM ?? Number.NaN;
  columns.speedMps[place] = fix.speedMps ?? Number.NaN;
  columns.headingDeg[place] = fix.headingDeg ?? Number.NaN;
  columns.batteryPct[place] = fix.batteryPct ?? Number.NaN;
  columns.mock[place] = fix.mock === undefined ? Number.NaN : Number(fix.mock);
  columns.gap[place] = fix.gap === undefined ? Number.NaN : GAP_REASONS.indexOf(fix.gap);
}

/** The time a fix tells, whatever else is wrong with it, to the millisecond; null: none. */
export function timeOf(item: unknown): number | null {
  const t = (item as { t?: unknown } | null)?.t;
  return typeof t === 'number' && Number.isFinite(t) ? Math.round(t) : null;
}
