import { AnalysisError } from '../../server/domain/analysis/error.ts';
import { withoutUnit } from '../../server/domain/reading/numbers.ts';
import { ReadingError } from '../../server/domain/reading/problem.ts';
import {
  columnAmong,
  HEADERS,
  INCIDENT_HEADERS,
  plainHeader,
  requireOnce,
} from '../../server/domain/reading/tables/columns.ts';

/** Names a column may have in a file, first match wins; `--columns name=COLUMN` overrules. */
export const COLUMN_NAMES = {
  lng: ['lng', 'lon', 'long', 'longitude'],
  lat: ['lat', 'latitude'],
  x: ['x', 'easting'],
  y: ['y', 'northing'],
  time: [
    'time',
    't',
    'datetime',
    'timestamp',
    'occurred_at',
    'occurred_at_local',
    'date_single',
    'date',
    'day',
    'days',
  ],
  start: ['start', 'from', 'date_start', 'start_time'],
  end: ['end', 'to', 'date_end', 'end_time'],
  category: ['category', 'type', 'offense', 'kind'],
  id: ['id', 'uid', 'cell', 'h3', 'h3_index', 'h3index'],
  weight: ['weight'],
  value: ['value', 'count', 'cases'],
  population: ['population', 'pop', 'expected', 'controls'],
  period: ['period', 'step', 'time', 'date', 'day', 'week', 'month', 'year'],
  location: ['location', 'place', 'id'],
  cases: ['cases', 'count', 'value'],
  covariate: ['covariate', 'stratum'],
  neighbour: ['neighbour', 'neighbor', 'to'],
} as const;

export type ColumnRole = keyof typeof COLUMN_NAMES;

/** Headers that every reader of files knows, in Chinese too, for roles that it shares. */
const SHARED: Partial<Record<ColumnRole, readonly string[]>> = {
  lng: HEADERS.lng.filter((name) => name !== 'x'),
  lat: HEADERS.lat.filter((name) => name !== 'y'),
  time: [...HEADERS.time, ...HEADERS.date],
  category: INCIDENT_HEADERS.category,
  id: INCIDENT_HEADERS.id,
};
/** Roles whose header may say a unit: `x_km`, `northing (ft)`. */
const PLANAR: readonly ColumnRole[] = ['x', 'y'];

/** Rows of a file as columns of text; a missing or empty cell is ''. */
export interface TextTable {
  file: string;
  names: string[];
  rows: Record<string, string>[];
  /** What its dates are, where they are no days. */
  step?: 'month' | 'year';
}

/** The column that plays a role, or null. Names are compared without case; first the own ones, then those of all readers. */
export function columnFor(
  table: TextTable,
  role: ColumnRole,
  overrides: Record<string, string> = {},
): string | null {
  return inWords(table.file, () => columnOf(table, role, overrides));
}

/** What is wrong with a header is wrong with the file. Throws `input-invalid`. */
function inWords<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    throw new AnalysisError('input-invalid', `${file}: ${error.message}`);
  }
}

function columnOf(
  table: TextTable,
  role: ColumnRole,
  overrides: Record<string, string>,
): string | null {
  const wanted = overrides[role] === undefined ? COLUMN_NAMES[role] : [overrides[role]];
  for (const name of wanted) {
    const found = table.names.find((column) => column.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return requireOnce(table.names, found);
  }
  if (overrides[role] !== undefined) return null;
  if (PLANAR.includes(role)) {
    const isOf = (column: string) =>
      (wanted as string[]).includes(plainHeader(withoutUnit(column)));
    return table.names.find(isOf) ?? null;
  }
  return columnAmong(table.names, SHARED[role] ?? []) ?? null;
}
