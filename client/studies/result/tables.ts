import type { Geometry } from 'geojson';
import type { StudyResult } from '../../../server/contract/studies/study.ts';
import { METRES_PER_DEGREE } from '../../../server/contract/units.ts';

/** A table of a result: columns of equal length, a geometry a row where rows have a place. */
export interface ResultTable {
  columns: Record<string, unknown[]>;
  geometry?: (Geometry | null)[];
}

export const rowCount = ({ columns }: ResultTable): number =>
  Object.values(columns)[0]?.length ?? 0;

/** Row `i` as a record. */
export const rowAt = ({ columns }: ResultTable, i: number): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]]));

/** Every table of a result, the main one under null first. */
export const tablesOf = (result: StudyResult): [name: string | null, table: ResultTable][] => [
  [null, result.table as ResultTable],
  ...Object.entries((result.tables ?? {}) as Record<string, ResultTable>),
];

/** Square of side `cellM` round a place, as a ring of degrees; flat earth, good for a cell. */
const squareAt = (lng: number, lat: number, cellM: number): Geometry => {
  const up = cellM / 2 / METRES_PER_DEGREE;
  const right = up / Math.cos((lat * Math.PI) / 180);
  return {
    type: 'Polygon',
    coordinates: [
      [
        [lng - right, lat - up],
        [lng + right, lat - up],
        [lng + right, lat + up],
        [lng - right, lat + up],
        [lng - right, lat - up],
      ],
    ],
  };
};

/**
 * Where each row is: its own geometry; else the point of its `lng` and `lat`, or the cell round it where
 * the study says `cellM`. Null where the table has no places.
 */
export const placesOf = (
  table: ResultTable,
  cellM: number | null,
): readonly (Geometry | null)[] | null => {
  if (table.geometry) return table.geometry;
  const { lng, lat } = table.columns as Record<string, number[] | undefined>;
  if (!lng || !lat) return null;
  return lng.map((deg, i) =>
    cellM === null ? { type: 'Point', coordinates: [deg, lat[i]!] } : squareAt(deg, lat[i]!, cellM),
  );
};

/** A value in words: few digits (degrees to 10 m), dates and lists as they are, nothing as a dash. */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return String(value);
    const size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
    return String(size < 1 ? +value.toPrecision(4) : +value.toFixed(4));
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const rank = (value: unknown): number => (value === null || value === undefined ? 1 : 0);

/** Order of two values of a column: numbers by size, texts by letters, nothing last. */
export const compareCells = (a: unknown, b: unknown): number => {
  if (rank(a) || rank(b)) return rank(a) - rank(b);
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b));
};
