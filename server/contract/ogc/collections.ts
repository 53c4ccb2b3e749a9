import { LEVELS, type Level } from '../areas/area.ts';
import type { ColumnName } from './columns.ts';

export type GeometryType = 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon';

/** A collection of features: what it holds, and what its time is. */
export interface Collection {
  geometry: GeometryType;
  columns: readonly ColumnName[];
  /** Columns of begin and end; an open end goes on. */
  time: readonly [ColumnName, ColumnName];
  /** A `datetime` is the moment as of which it is answered, now unless told; else it is a span its features overlap. */
  asOf?: true;
  /** Days back that are answered where no `datetime` is given, and most days of one; without it, all there are. */
  days?: { unlessTold: number; most: number };
  /** Its values are of the time asked for, not only its features: one by its id is told for the time that holds unless told. */
  ofTime?: true;
  /** Its features are of persons: each look is put on record, and a key needs the right to it. */
  ofPersons?: true;
}

const AREA: Collection = {
  geometry: 'MultiPolygon',
  columns: [
    ...(['area_id', 'version', 'code', 'name', 'level', 'grid_type'] as const),
    ...(['parent_id', 'time_zone', 'valid_from', 'valid_to'] as const),
  ],
  time: ['valid_from', 'valid_to'],
  asOf: true,
};

/** The collection of the areas of a level. */
export const areasOf = (level: Level) => `areas-${level}` as const;

const FIXED = {
  patrols: {
    geometry: 'Point',
    columns: [
      ...([
        'patrol_id',
        'officer_id',
        'officer_name',
        'grid_id',
        'grid_code',
        'grid_name',
      ] as const),
      ...(['origin', 'start_time', 'end_time', 'outcome', 'verdict_outcome'] as const),
      ...(['verdict_version', 'reasons', 'signals', 'effective_min', 'required_min'] as const),
      ...(['coverage', 'required_coverage', 'contested', 'decision'] as const),
    ],
    time: ['start_time', 'end_time'],
    ofPersons: true,
  },
  tracks: {
    geometry: 'LineString',
    columns: [
      ...([
        'patrol_id',
        'officer_id',
        'officer_name',
        'handheld_id',
        'grid_id',
        'grid_code',
      ] as const),
      ...(['start_time', 'end_time', 'points', 'times', 'accuracies_m', 'speeds_mps'] as const),
    ],
    time: ['start_time', 'end_time'],
    days: { unlessTold: 1, most: 31 },
    ofPersons: true,
  },
  fixes: {
    geometry: 'Point',
    columns: ['patrol_id', 'officer_id', 'handheld_id', 'time', 'accuracy_m', 'speed_mps'],
    time: ['time', 'time'],
    days: { unlessTold: 1, most: 31 },
    ofPersons: true,
  },
  incidents: {
    geometry: 'Point',
    columns: [
      ...([
        'incident_id',
        'category',
        'severity',
        'found_by',
        'occurred_from',
        'occurred_to',
      ] as const),
      ...(['grid_id', 'grid_code'] as const),
    ],
    time: ['occurred_from', 'occurred_to'],
  },
  warnings: {
    geometry: 'MultiPolygon',
    columns: [
      ...(['warning_id', 'area_id', 'area_name', 'category', 'level', 'peak', 'state'] as const),
      ...(['supported', 'start_time', 'ended_at', 'changed_at', 'found_from', 'found_to'] as const),
      ...(['method', 'observed', 'expected', 'p'] as const),
    ],
    time: ['start_time', 'ended_at'],
  },
  staleness: {
    geometry: 'Polygon',
    columns: ['cell', 'grid_id', 'grid_code', 'hours', 'last_seen', 'time'],
    time: ['time', 'time'],
    asOf: true,
    ofTime: true,
  },
  coverage: {
    geometry: 'Polygon',
    columns: ['cell', 'grid_id', 'grid_code', 'patrols', 'last_seen', 'start_time', 'end_time'],
    time: ['start_time', 'end_time'],
    days: { unlessTold: 31, most: 92 },
    ofTime: true,
  },
  alerts: {
    geometry: 'Point',
    columns: [
      ...(['alert_id', 'officer_id', 'officer_name', 'kind', 'start_time', 'until'] as const),
      ...(['withdrawn_at', 'grid_id', 'patrol_id', 'text', 'acknowledged_by'] as const),
      ...(['acknowledged_at', 'comment'] as const),
    ],
    time: ['start_time', 'until'],
    ofPersons: true,
  },
} as const satisfies Record<string, Collection>;

/** Collections by their id; beside them is `study-N` for each stored study with a result, whose columns are those of its table. */
export const COLLECTIONS: Readonly<Record<string, Collection>> = {
  ...Object.fromEntries(LEVELS.map((level) => [areasOf(level), AREA])),
  ...FIXED,
};

/** Most features of one page, and how many where no `limit` is given. */
export const PAGE = { most: 10_000, unlessTold: 100 };

/** What a filter may be written in; cql-text, a draft of CQL2, is what GDAL asks in. */
export const FILTER_LANGUAGES = ['cql2-text', 'cql2-json', 'cql-text'] as const;
export type FilterLanguage = (typeof FILTER_LANGUAGES)[number];
