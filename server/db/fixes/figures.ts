import { COLUMNS, type FixRow } from './columns.ts';

type Name = keyof typeof COLUMNS;
export const NAMES = Object.keys(COLUMNS) as Name[];

/** Fixes in columns: of each what COLUMNS writes, NaN where it is null. No fix is an object of its own. */
export type FixFigures = Record<Name, ArrayLike<number>>;

/** Fixes as rows or in columns. */
export type Fixes = readonly FixRow[] | FixFigures;

const isRows = (fixes: Fixes): fixes is readonly FixRow[] => Array.isArray(fixes);

const columnsOf = (values: (name: Name) => ArrayLike<number>): FixFigures =>
  Object.fromEntries(NAMES.map((name) => [name, values(name)])) as FixFigures;

/** Fixes in columns, if they are not yet. */
export const inColumns = (fixes: Fixes): FixFigures =>
  isRows(fixes) ? columnsOf((name) => Float64Array.from(fixes, COLUMNS[name].write)) : fixes;

export const countOf = ({ seq }: FixFigures): number => seq.length;

/** Each fix by itself. */
export const rowsOf = (fixes: FixFigures): FixRow[] =>
  Array.from({ length: countOf(fixes) }, (_, i) => {
    const row: Record<string, unknown> = {};
    for (const name of NAMES) row[name] = COLUMNS[name].figure(fixes[name][i]!);
    if (row.cleaned === null) delete row.cleaned;
    return row as unknown as FixRow;
  });

/** Some of them, in the order of their places. */
export const picked = (fixes: FixFigures, places: ArrayLike<number>): FixFigures =>
  columnsOf((name) => {
    const [from, to] = [fixes[name], new Float64Array(places.length)];
    for (let i = 0; i < to.length; i++) to[i] = from[places[i]!]!;
    return to;
  });

/** All of them, one after the other. */
export function joined(parts: readonly FixFigures[]): FixFigures {
  if (parts.length === 1) return parts[0]!;
  const count = parts.reduce((sum, part) => sum + countOf(part), 0);
  return columnsOf((name) => {
    const to = new Float64Array(count);
    let at = 0;
    for (const part of parts) {
      to.set(part[name], at);
      at += part[name].length;
    }
    return to;
  });
}

/**
 * The places of fixes in one order of names, the same everywhere: commits side by side that hold the same fixes wait for each other, never in
 * a circle. Of one name the first stays first.
 */
export function orderOf({ handheldId, session, seq }: FixFigures): Uint32Array {
  const compare = (a: number, b: number) =>
    handheldId[a]! - handheldId[b]! || session[a]! - session[b]! || seq[a]! - seq[b]!;
  const places = Uint32Array.from(seq, (_, i) => i);
  for (let i = 1; i < places.length; i++) if (compare(i - 1, i) > 0) return places.sort(compare);
  return places;
}
