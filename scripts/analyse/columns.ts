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

/** Rows of a file as columns of text; a missing or empty cell is ''. */
export interface TextTable {
  file: string;
  names: string[];
  rows: Record<string, string>[];
}

/** The column that plays a role, or null. Names are compared without case. */
export function columnFor(
  table: TextTable,
  role: ColumnRole,
  overrides: Record<string, string> = {},
): string | null {
  const wanted = overrides[role] === undefined ? COLUMN_NAMES[role] : [overrides[role]];
  for (const name of wanted) {
    const found = table.names.find((column) => column.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
  }
  return null;
}
