/** What a value of a column is: every format writes it as its own type of that meaning. */
export type ColumnType =
  | 'integer'
  | 'number'
  | 'text'
  | 'boolean'
  | 'moment'
  | 'moments'
  | 'numbers';

/** Types of many values: they are in no tile, and nothing is sorted by them. */
export const LISTS: ReadonlySet<ColumnType> = new Set(['moments', 'numbers']);

/**
 * Every column of every collection, in every format, by its stable name: ids are whole numbers, moments are UTC, names carry their
 * units. What each means stands in the words of answers under `ogc.columns`.
 */
export const COLUMNS = {
  accuracies_m: 'numbers',
  accuracy_m: 'number',
  acknowledged_at: 'moment',
  acknowledged_by: 'text',
  alert_id: 'integer',
  area_id: 'integer',
  area_name: 'text',
  category: 'text',
  cell: 'text',
  changed_at: 'moment',
  code: 'text',
  comment: 'text',
  contested: 'boolean',
  coverage: 'number',
  decision: 'text',
  effective_min: 'number',
  end_time: 'moment',
  ended_at: 'moment',
  expected: 'number',
  found_by: 'text',
  found_from: 'moment',
  found_to: 'moment',
  grid_code: 'text',
  grid_id: 'integer',
  grid_name: 'text',
  grid_type: 'text',
  handheld_id: 'integer',
  hours: 'number',
  incident_id: 'text',
  kind: 'text',
  last_seen: 'moment',
  level: 'text',
  method: 'text',
  name: 'text',
  observed: 'number',
  occurred_from: 'moment',
  occurred_to: 'moment',
  officer_id: 'integer',
  officer_name: 'text',
  origin: 'text',
  outcome: 'text',
  p: 'number',
  parent_id: 'integer',
  patrol_id: 'integer',
  patrols: 'integer',
  peak: 'text',
  points: 'integer',
  reasons: 'text',
  required_coverage: 'number',
  required_min: 'number',
  severity: 'text',
  signals: 'text',
  speed_mps: 'number',
  speeds_mps: 'numbers',
  start_time: 'moment',
  state: 'text',
  supported: 'boolean',
  text: 'text',
  time: 'moment',
  time_zone: 'text',
  times: 'moments',
  until: 'moment',
  valid_from: 'moment',
  valid_to: 'moment',
  verdict_outcome: 'text',
  verdict_version: 'integer',
  version: 'integer',
  warning_id: 'integer',
  withdrawn_at: 'moment',
} as const satisfies Record<string, ColumnType>;

export type ColumnName = keyof typeof COLUMNS;
