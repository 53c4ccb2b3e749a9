import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import { typed } from '../../db/ogc/sql-types.ts';
import { iso } from '../../db/store/moments.ts';
import type { Expression, Operand } from '../../domain/ogc/cql2/expression.ts';
import { requireGeometry } from '../../domain/ogc/cql2/require-geometry.ts';
import { type Crs, readBox } from '../../domain/ogc/question.ts';
import { ReadingError } from '../../domain/reading/problem.ts';
import { readTime } from '../../domain/reading/times/times.ts';

type Sql = RawBuilder<unknown>;
type Arg = Expression | Operand | readonly Operand[];

/** What a filter may name: columns by type, and the system its geometries are in. */
export interface Filterable {
  columns: Readonly<Record<string, ColumnType>>;
  crs: Crs;
}

const COMPARED = { '=': '=', '<>': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

const SPATIAL = {
  s_intersects: 'ST_Intersects',
  s_disjoint: 'ST_Disjoint',
  s_within: 'ST_Within',
  s_contains: 'ST_Contains',
  s_touches: 'ST_Touches',
  s_crosses: 'ST_Crosses',
  s_overlaps: 'ST_Overlaps',
  s_equals: 'ST_Equals',
} as const;

/** Two spans [a, b] and [c, d] beside each other. */
const TEMPORAL = {
  t_after: (a: Sql, _b: Sql, _c: Sql, d: Sql) => sql`${a} > ${d}`,
  t_before: (_a: Sql, b: Sql, c: Sql) => sql`${b} < ${c}`,
  t_during: (a: Sql, b: Sql, c: Sql, d: Sql) => sql`(${a} > ${c} and ${b} < ${d})`,
  t_equals: (a: Sql, b: Sql, c: Sql, d: Sql) => sql`(${a} = ${c} and ${b} = ${d})`,
  t_intersects: (a: Sql, b: Sql, c: Sql, d: Sql) => sql`(${a} <= ${d} and ${b} >= ${c})`,
  t_disjoint: (a: Sql, b: Sql, c: Sql, d: Sql) => sql`(${a} > ${d} or ${b} < ${c})`,
} as const;

const isObject = (arg: Arg | undefined): arg is Extract<Arg, object> =>
  typeof arg === 'object' && arg !== null && !Array.isArray(arg);
const nameOf = (arg: Arg | undefined): string | undefined =>
  isObject(arg) && 'property' in arg && typeof arg.property === 'string' ? arg.property : undefined;

/** What a row must be, as SQL over columns of `s`. @throws ReadingError that says what a filter may name. */
export function filterSql({ op, args }: Expression, has: Filterable): Sql {
  const inner = (arg: Arg | undefined): Sql => {
    if (typeof arg === 'boolean') return sql`${sql.lit(arg)}`;
    if (isObject(arg) && 'op' in arg) return sql`coalesce(${filterSql(arg, has)}, false)`;
    throw new ReadingError(`filter: ${op} joins conditions`);
  };
  const [first, second, third] = args;
  if (op === 'and' || op === 'or')
    return sql`(${sql.join([first, ...args.slice(1)].map(inner), op === 'and' ? sql` and ` : sql` or `)})`;
  if (op === 'not') return sql`not ${inner(first)}`;
  if (op in SPATIAL) {
    const call = sql.raw(SPATIAL[op as keyof typeof SPATIAL]);
    return sql`${call}(${geometryOf(first, has)}, ${geometryOf(second, has)})`;
  }
  if (op in TEMPORAL) {
    const [a, b] = spanOf(first, has);
    const [c, d] = spanOf(second, has);
    return TEMPORAL[op as keyof typeof TEMPORAL](a, b, c, d);
  }
  if (op === 'isNull') return sql`${columnOf(nameOf(first), has).column} is null`;
  // A value on the left takes the type of the column on the right.
  const type = columnOf(
    [first, second, third].map(nameOf).find((name) => name !== undefined),
    has,
  ).type;
  const value = (arg: Arg | undefined): Sql => {
    const name = nameOf(arg);
    if (name === undefined) return literalOf(arg, type);
    const other = columnOf(name, has);
    if (kindOf(other.type) !== kindOf(type))
      throw new ReadingError(`filter: ${name} is no ${type}, and beside one`);
    return other.column;
  };
  if (op === 'between') return sql`${value(first)} between ${value(second)} and ${value(third)}`;
  if (op === 'like' || op === 'ilike') {
    if (type !== 'text') throw new ReadingError('filter: LIKE is for columns of text');
    if (typeof second === 'string' && /(?<!\\)(?:\\\\)*\\$/.test(second))
      throw new ReadingError('filter: a pattern of LIKE must not end with a single \\');
    return sql`${value(first)} ${sql.raw(op)} ${value(second)}`;
  }
  if (op === 'in') {
    const list = Array.isArray(second) ? second : [];
    if (list.length === 0) throw new ReadingError('filter: IN wants a list of values');
    return sql`${value(first)} in (${sql.join(list.map((item) => value(item)))})`;
  }
  return sql`${value(first)} ${sql.raw(COMPARED[op as keyof typeof COMPARED])} ${value(second)}`;
}

function columnOf(
  name: string | undefined,
  { columns }: Filterable,
): { column: Sql; type: ColumnType } {
  const type = name !== undefined && Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (name !== undefined && type) return { column: sql`s.${sql.ref(name)}`, type };
  throw new ReadingError(
    `filter: ${name === undefined ? 'a property is wanted' : `there is no ${name}`}; there are ${Object.keys(columns).join(', ')}, geometry`,
  );
}

/** Columns of one kind can be compared. */
const kindOf = (type: ColumnType): ColumnType => (type === 'integer' ? 'number' : type);

function literalOf(arg: Arg | undefined, type: ColumnType): Sql {
  if (type === 'moment') return momentOf(arg);
  if (type === 'moments' || type === 'numbers')
    throw new ReadingError('filter: a column of lists is compared with no value');
  const told = JSON.stringify(arg);
  if (type === 'integer' || type === 'number') {
    if (typeof arg === 'number' && Number.isFinite(arg)) return typed(String(arg), 'number');
    throw new ReadingError(`filter: ${told} is no number`);
  }
  if (typeof arg !== (type === 'boolean' ? 'boolean' : 'string'))
    throw new ReadingError(`filter: ${told} is no ${type}`);
  return typed(String(arg), type);
}

function momentOf(arg: Arg | undefined): Sql {
  const told = typeof arg === 'string' ? arg : undefined;
  const given = isObject(arg)
    ? 'timestamp' in arg
      ? arg.timestamp
      : 'date' in arg
        ? arg.date
        : undefined
    : told;
  if (typeof given !== 'string')
    throw new ReadingError(`filter: ${JSON.stringify(arg)} is no moment`);
  return typed(iso(readTime(given, { timeZone: 'UTC' }).t), 'moment');
}

/** Begin and end: of a column or a moment both the same. */
function spanOf(arg: Arg | undefined, has: Filterable): [Sql, Sql] {
  const name = nameOf(arg);
  if (name !== undefined) {
    const { column, type } = columnOf(name, has);
    if (type !== 'moment') throw new ReadingError(`filter: ${name} is no moment`);
    return [column, column];
  }
  if (!isObject(arg) || !('interval' in arg)) {
    const moment = momentOf(arg);
    return [moment, moment];
  }
  const [from, to] = arg.interval.map((end, k) => {
    if (nameOf(end) !== undefined) return spanOf(end, has)[k]!;
    return end === '..' ? typed(k === 0 ? '-infinity' : 'infinity', 'moment') : momentOf(end);
  });
  return [from!, to!];
}

function geometryOf(arg: Arg | undefined, { crs }: Filterable): Sql {
  const name = nameOf(arg);
  if (name === 'geometry' || name === 'geom') return sql`s.geom`;
  if (isObject(arg) && !('type' in arg) && 'bbox' in arg) {
    return boxSql(readBox(String(arg.bbox), crs), crs);
  }
  if (!isObject(arg) || !('type' in arg))
    throw new ReadingError('filter: a geometry is the property geometry, WKT, GeoJSON or BBOX');
  requireGeometry(arg);
  return toStored(sql`ST_GeomFromGeoJSON(${JSON.stringify(arg)}::text)`, crs);
}

/** A geometry someone asks with, in the system of the store. */
const toStored = (geometry: Sql, { srid, latFirst }: Crs): Sql =>
  sql`ST_Transform(ST_SetSRID(${latFirst ? sql`ST_FlipCoordinates(${geometry})` : geometry}, ${sql.lit(srid)}), 4326)`;

/** Half the way round the earth, in the units of a system: degrees, or metres of web Mercator, whose square ends there. */
const HALF_ROUND: Readonly<Record<number, number>> = { 3857: Math.PI * 6_378_137 };

/** A box as a polygon of the store; one that crosses the antimeridian is the two parts of it. */
export function boxSql(box: readonly number[], { srid }: Crs): Sql {
  const edge = HALF_ROUND[srid] ?? Number.POSITIVE_INFINITY;
  const [west, south, east, north] = box.map((side) => Math.max(-edge, Math.min(edge, side)));
  const part = (w: number, e: number) =>
    sql`ST_Transform(ST_MakeEnvelope(${w}::float8, ${south!}::float8, ${e}::float8, ${north!}::float8, ${sql.lit(srid)}), 4326)`;
  const half = HALF_ROUND[srid] ?? 180;
  return west! <= east!
    ? part(west!, east!)
    : sql`ST_Collect(${part(west!, half)}, ${part(-half, east!)})`;
}
