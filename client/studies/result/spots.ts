import type { Geometry } from 'geojson';
import { METRES_PER_DEGREE } from '../../../server/contract/units.ts';
import { positionsOf } from '../../layers/bounds.ts';
import type { ResultTable } from './tables.ts';

/** Cells that adjoin, or the members of a cluster, as one place. */
export interface Spot {
  lng: number;
  lat: number;
  /** From its middle to the furthest corner of what it is made of, metres. */
  reachM: number;
  /** Rows of the table it is made of. */
  rows: number;
  incidents: number;
  /** What it is ranked by: its greatest figure. */
  strength: number;
}

/** The middle of a geometry's corners. */
export const middleOf = (
  geometry: Geometry | null | undefined,
): { lng: number; lat: number } | null => {
  const corners = positionsOf(geometry);
  if (corners.length === 0) return null;
  const [lngs, lats] = corners.reduce(([x, y], [lng, lat]) => [x + lng, y + lat]);
  return { lng: lngs / corners.length, lat: lats / corners.length };
};

/** Degrees to a metre: corners of cells that adjoin are the same to less. */
const cornerKey = ([lng, lat]: [number, number]) => `${lng.toFixed(5)} ${lat.toFixed(5)}`;

const numberAt = (values: readonly unknown[] | undefined, row: number): number => {
  const value = values?.[row];
  return typeof value === 'number' ? value : 0;
};

interface Telling {
  places: readonly (Geometry | null)[];
  /** Column that counts incidents; a row is one where there is none. */
  counts?: string | undefined;
  /** Column of the figure spots are ranked by. */
  strength?: string | undefined;
}

const spotOf = (
  rows: readonly number[],
  { columns }: ResultTable,
  telling: Telling,
): Spot | null => {
  const middles = rows.flatMap((row) => middleOf(telling.places[row]) ?? []);
  if (middles.length === 0) return null;
  const incidents = telling.counts
    ? rows.reduce((sum, row) => sum + numberAt(columns[telling.counts!], row), 0)
    : rows.length;
  const strengths = rows.map((row) => numberAt(columns[telling.strength ?? ''], row));
  const lng = middles.reduce((sum, middle) => sum + middle.lng, 0) / middles.length;
  const lat = middles.reduce((sum, middle) => sum + middle.lat, 0) / middles.length;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const reaches = rows
    .flatMap((row) => positionsOf(telling.places[row]))
    .map(([east, north]) => Math.hypot((east - lng) * shrink, north - lat) * METRES_PER_DEGREE);
  return {
    ...{ lng, lat },
    reachM: reaches.reduce((furthest, reach) => Math.max(furthest, reach), 0),
    rows: rows.length,
    incidents,
    strength: telling.strength ? Math.max(...strengths) : incidents,
  };
};

const strongestFirst = (spots: readonly (Spot | null)[]): Spot[] =>
  spots.filter((spot) => spot !== null).sort((a, b) => b.strength - a.strength);

/** Rows grouped by a column, such as the number of their cluster. */
export const spotsByGroup = (
  table: ResultTable,
  groupOf: (row: number) => unknown,
  telling: Telling,
): Spot[] => {
  const groups = new Map<unknown, number[]>();
  for (const row of telling.places.keys()) {
    const group = groupOf(row);
    if (group === null) continue;
    const rows = groups.get(group);
    if (rows) rows.push(row);
    else groups.set(group, [row]);
  }
  return strongestFirst([...groups.values()].map((rows) => spotOf(rows, table, telling)));
};

/** Chosen cells joined where they share a corner. */
export const joinedSpots = (
  table: ResultTable,
  isChosen: (row: number) => boolean,
  telling: Telling,
): Spot[] => {
  const groupOf = new Map<number, number>();
  const rowsAt = new Map<string, number[]>();
  const chosen = telling.places.map((_, row) => row).filter(isChosen);
  const corners = new Map(
    chosen.map((row) => [row, [...new Set(positionsOf(telling.places[row]).map(cornerKey))]]),
  );
  for (const [row, keys] of corners)
    for (const key of keys) rowsAt.set(key, [...(rowsAt.get(key) ?? []), row]);
  for (const first of chosen) {
    const open = groupOf.has(first) ? [] : [first];
    for (let row = open.pop(); row !== undefined; row = open.pop()) {
      if (groupOf.has(row)) continue;
      groupOf.set(row, first);
      open.push(...corners.get(row)!.flatMap((key) => rowsAt.get(key)!));
    }
  }
  return spotsByGroup(table, (row) => groupOf.get(row) ?? null, telling);
};
