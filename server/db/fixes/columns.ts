import { cellNumber, cellOfNumber, cellToBigint } from '../../contract/areas/cell.ts';
import { type Cleaned, GAP_REASONS } from '../../contract/fixes/fix.ts';
import {
  cleanedToMask,
  marksToMask,
  maskToCleaned,
  maskToMarks,
} from '../../contract/fixes/mark-mask.ts';
import type { Fix } from '../../domain/entrance/fix.ts';
import {
  type BinaryColumn,
  booleans,
  doubles,
  doublesOrNull,
  integers,
  moments,
  reals,
  smallNaturals,
} from '../store/binary-columns.ts';
import type { Geometry, Moment, MomentOrNull } from '../store/column-types.ts';

/** A fix ready to be stored: the domain's fix, its H3 cell, and the coordinates as sent where the datum differs. */
export interface FixRow extends Fix {
  cell: string;
  originalLng: number | null;
  originalLat: number | null;
  /** What was wrong with it and is unknown; nothing where left out. */
  cleaned?: readonly Cleaned[];
}

/** A column of `fixes`, and how a fix is written to it as a number: NaN where it is null. */
export interface WrittenColumn {
  name: string;
  /** Name and type of the value handed over. */
  handed: { name: string; type: string };
  /** What makes of it the column's value, where it is not that already. */
  made?: string;
  /** A number as an array literal takes it, where that is not the number itself. */
  literal?: (value: number) => string;
  write: (fix: FixRow) => number;
}

/** Of a cell of resolution 12 what `cellNumber` keeps. */
const CELL_NUMBER = `((cell & ${(1n << 52n) - 1n}) >> 9)::float8`;

/** By kind: the type values are handed over in, and how those of many rows are read. */
const KINDS = {
  integer: { type: 'int', read: integers },
  small: { type: 'smallint', read: smallNaturals },
  real: { type: 'real', read: reals },
  double: { type: 'float8', read: doublesOrNull },
  boolean: { type: 'boolean', read: booleans },
  moment: { type: 'float8', read: moments },
  cell: { type: 'int8', read: () => doubles(CELL_NUMBER) },
} satisfies Record<string, { type: string; read: (column: string) => BinaryColumn }>;

/** `figure`: what a value read stands for; NaN where null. */
function column<Name extends string, Kind extends keyof typeof KINDS, Figure>(
  name: Name,
  kind: Kind,
  write: WrittenColumn['write'],
  figure: (value: number) => Figure,
) {
  const { type, read } = KINDS[kind];
  // Moments are Unix ms until the store makes timestamps of them.
  const handed = kind === 'moment' ? name.replace(/_time$/, '_ms') : name;
  const made = kind === 'moment' ? { made: `to_timestamp(${handed} / 1e3)` } : {};
  const values = read(name) as ReturnType<(typeof KINDS)[Kind]['read']>;
  return { name, kind, handed: { name: handed, type }, ...made, write, ...values, figure };
}

const same = (value: number) => value;
const orNull = (value: number) => (Number.isNaN(value) ? null : value);
const orNaN = (value: number | null) => value ?? Number.NaN;
/** As a column of type real holds it: what is too small for one becomes 0 instead of an error. */
const single = (value: number | null) => Math.fround(orNaN(value));
const rounded = (value: number | null) => Math.round(orNaN(value));
const UNMARKED: Fix['marks'] = [];

/**
 * Every column of `fixes`, by the name its figure has in the domain, in the order they are written. The statement that stores fixes, what
 * is read of them and how, and the table's type follow from here: a new column is a migration, a member of Fix and an entry.
 */
export const COLUMNS = {
  handheldId: column('handheld_id', 'integer', (fix) => fix.handheldId, same),
  session: column('session', 'moment', (fix) => fix.session, same),
  seq: column('seq', 'integer', (fix) => fix.seq, same),
  t: column('device_time', 'moment', (fix) => fix.t, same),
  receivedMs: column('receive_time', 'moment', (fix) => fix.receivedMs, same),
  sentMs: column('sent_time', 'moment', (fix) => orNaN(fix.sentMs), orNull),
  // Both are stored as one point.
  lng: { ...column('lng', 'double', (fix) => fix.lng, same), ...doubles('ST_X(position)') },
  lat: { ...column('lat', 'double', (fix) => fix.lat, same), ...doubles('ST_Y(position)') },
  originalLng: column('original_lng', 'double', (fix) => orNaN(fix.originalLng), orNull),
  originalLat: column('original_lat', 'double', (fix) => orNaN(fix.originalLat), orNull),
  cell: {
    ...column('cell', 'cell', (fix) => cellNumber(fix.cell), cellOfNumber),
    literal: (value: number) => `${cellToBigint(cellOfNumber(value))}`,
  },
  marks: column(
    'marks',
    'integer',
    (fix) => marksToMask(fix.marks),
    (mask): Fix['marks'] => (mask === 0 ? UNMARKED : maskToMarks(mask)),
  ),
  accuracyM: column('accuracy_m', 'real', (fix) => single(fix.accuracyM), orNull),
  speedMps: column('speed_mps', 'real', (fix) => single(fix.speedMps), orNull),
  headingDeg: column('heading_deg', 'real', (fix) => single(fix.headingDeg), orNull),
  batteryPct: column('battery_pct', 'small', (fix) => rounded(fix.batteryPct), orNull),
  gap: column(
    'gap_reason',
    'small',
    (fix) => (fix.gap === null ? Number.NaN : GAP_REASONS.indexOf(fix.gap)),
    (reason) => GAP_REASONS[reason] ?? null,
  ),
  mock: column(
    'mock',
    'boolean',
    (fix) => Number(fix.mock),
    (value) => value === 1,
  ),
  cleaned: column(
    'cleaned',
    'small',
    (fix) => cleanedToMask(fix.cleaned),
    (mask) => (Number.isNaN(mask) ? null : maskToCleaned(mask)),
  ),
} as const satisfies Record<keyof FixRow, WrittenColumn>;

// These are kept for the record and never read back as part of a fix.
const { cell: _, originalLng: __, originalLat: ___, cleaned: ____, ...read } = COLUMNS;
/** All of a fix. */
export const FIX_COLUMNS = read;

type Columns = (typeof COLUMNS)[keyof typeof COLUMNS];
type TypeOf<Column> = Column extends { kind: infer Kind; figure: (value: number) => infer Figure }
  ? Kind extends 'moment'
    ? null extends Figure
      ? MomentOrNull
      : Moment
    : Kind extends 'boolean'
      ? boolean
      : Kind extends 'cell'
        ? bigint
        : null extends Figure
          ? number | null
          : number
  : never;

/** The table as kysely sees it. */
export type FixesTable = {
  [Column in Columns as Exclude<Column['name'], 'lng' | 'lat'>]: TypeOf<Column>;
} & { position: Geometry };
