import { type RawBuilder, sql } from 'kysely';
import { type FilterLanguage, PAGE } from '../../contract/ogc/collections.ts';
import { type ColumnType, LISTS } from '../../contract/ogc/columns.ts';
import { DAY_MS } from '../../contract/units.ts';
import type { Asked, Page, RowKey } from '../../db/ogc/read-items.ts';
import type { Ask } from '../../db/ogc/sources/source.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { type Expression, equalsOf } from '../../domain/ogc/cql2/expression.ts';
import { readCql2Json } from '../../domain/ogc/cql2/read-json.ts';
import { readCql2Text } from '../../domain/ogc/cql2/read-text.ts';
import {
  readBox,
  readCrs,
  readDatetime,
  readProperties,
  readSort,
  type Sort,
  type When,
} from '../../domain/ogc/question.ts';
import { isPlainNumber } from '../../domain/reading/numbers.ts';
import { ReadingError } from '../../domain/reading/problem.ts';
import { Refusal } from '../../errors.ts';
import type { Described } from './collections.ts';
import { boxSql, filterSql } from './filter-sql.ts';

/** What a request asks of a collection, by the names of the standard; what is none of them is a column that must equal. */
export interface ItemQuery {
  bbox?: string;
  'bbox-crs'?: string;
  crs?: string;
  cursor?: string;
  datetime?: string;
  filter?: string;
  'filter-crs'?: string;
  'filter-lang'?: string;
  limit?: number;
  offset?: number;
  properties?: string;
  sortby?: string;
  f?: string;
  bom?: boolean;
  [column: string]: string | number | boolean | undefined;
}

const NAMES = new Set([
  ...['bbox', 'bbox-crs', 'crs', 'cursor', 'datetime', 'f', 'filter', 'filter-crs'],
  ...['filter-lang', 'limit', 'offset', 'properties', 'sortby', 'bom'],
]);

const LANGUAGES: Readonly<Record<FilterLanguage, (filter: string) => Expression>> = {
  'cql2-text': readCql2Text,
  'cql2-json': readCql2Json,
  'cql-text': (filter) => readCql2Text(filter, { ilike: true }),
};

export interface Question {
  asked: Asked;
  page: Page;
  /** Time asked for, ISO; null: open. */
  since: string | null;
  until: string | null;
}

/** What a request means. @throws ReadingError that says what is allowed. */
export async function askItems(
  db: Db,
  collection: Described,
  query: ItemQuery,
  { areaId, nowMs }: { areaId: number; nowMs: number },
): Promise<Question> {
  const { columns } = collection;
  const names = Object.keys(columns);
  const crs = readCrs('crs', query.crs);
  const boxCrs = readCrs('bbox-crs', query['bbox-crs']);
  const box = query.bbox === undefined ? null : readBox(query.bbox, boxCrs);
  const when = timeOf(collection, query.datetime, nowMs);
  const ask = { areaId, since: momentOf(when.fromMs, '-'), until: momentOf(when.toMs, '') };
  const filter = filterOf(collection, query);
  const inBox = box && boxSql(box, boxCrs);
  const sortable = names.filter((name) => !LISTS.has(columns[name]!));
  const sort = query.sortby ? readSort(query.sortby, sortable) : [];
  const wanted = query.properties ? readProperties(query.properties, names) : names;
  return {
    asked: {
      source: await collection.rows(db, ask, { box: inBox, equal: equalsOf(filter) }),
      columns: Object.fromEntries(wanted.map((name) => [name, columns[name]!])),
      sortTypes: columns,
      where: sql.join(
        [sql`true`, ...conditions(collection, query, { ask, inBox, filter })],
        sql` and `,
      ),
      sort,
      crs,
      ofPersons: collection.ofPersons === true,
    },
    page: {
      after: query.cursor === undefined ? null : readCursor(query.cursor, sort, columns),
      limit: Math.min(query.limit ?? PAGE.unlessTold, PAGE.most),
      skip: query.offset ?? 0,
    },
    since: when.fromMs === null ? null : ask.since,
    until: when.toMs === null ? null : ask.until,
  };
}

/** One feature, whenever it was. */
export async function askItem(
  db: Db,
  collection: Described,
  {
    fid,
    crs,
    areaId,
    nowMs,
  }: { fid: string; crs: string | undefined; areaId: number; nowMs: number },
): Promise<Question> {
  const always = { fromMs: null, toMs: null };
  const when = collection.ofTime ? timeOf(collection, undefined, nowMs) : always;
  const ask = { areaId, fid, since: momentOf(when.fromMs, '-'), until: momentOf(when.toMs, '') };
  return {
    asked: {
      source: await collection.rows(db, ask, { box: null, equal: {} }),
      columns: collection.columns,
      sortTypes: collection.columns,
      where: sql`s.fid = ${fid}::text`,
      sort: [],
      crs: readCrs('crs', crs),
      ofPersons: collection.ofPersons === true,
    },
    page: { after: null, limit: 1, skip: 0 },
    since: null,
    until: null,
  };
}

const momentOf = (ms: number | null, sign: '-' | ''): string =>
  ms === null ? `${sign}infinity` : iso(ms);

/** The time asked for, or what holds unless told. */
function timeOf(
  { asOf, days, ofTime }: Described,
  datetime: string | undefined,
  nowMs: number,
): When {
  const told = datetime === undefined ? null : readDatetime(datetime, { asOf });
  if (asOf) {
    const { fromMs, toMs } = told ?? { fromMs: nowMs, toMs: nowMs };
    // Values are of a moment, and what is open ends now.
    return { fromMs, toMs: ofTime ? (toMs ?? nowMs) : toMs };
  }
  if (!days) return told ?? { fromMs: null, toMs: null };
  const toMs = told ? (told.toMs ?? nowMs) : nowMs;
  const fromMs = told ? told.fromMs : toMs - days.unlessTold * DAY_MS;
  if (fromMs === null || toMs - fromMs > days.most * DAY_MS)
    throw Refusal.toProgram('invalid', `datetime: at most ${days.most} days here, with a begin`);
  return { fromMs, toMs };
}

function conditions(
  { columns, time }: Described,
  query: ItemQuery,
  {
    ask,
    filter,
    inBox,
  }: { ask: Ask; filter: readonly Expression[]; inBox: RawBuilder<unknown> | null },
): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [];
  if (inBox) all.push(sql`ST_Intersects(s.geom, ${inBox})`);
  if (time && query.datetime !== undefined) {
    const [begin, end] = time.map((name) => sql`s.${sql.ref(name)}`);
    // An end is no longer part of it, unless it is a moment itself.
    all.push(sql`${begin} <= ${ask.until}::timestamptz
      and (${end} is null or ${end} > ${ask.since}::timestamptz or ${begin} >= ${ask.since}::timestamptz)`);
  }
  const has = { columns, crs: readCrs('filter-crs', query['filter-crs']) };
  return [...all, ...filter.map((one) => filterSql(one, has))];
}

/** What rows must be: the filter, and a column that must equal for each parameter that is none of the standard's. */
function filterOf({ columns }: Described, query: ItemQuery): Expression[] {
  const all: Expression[] = [];
  if (query.filter !== undefined) {
    const language =
      query['filter-lang'] ?? (query.filter.startsWith('{') ? 'cql2-json' : 'cql2-text');
    if (!Object.hasOwn(LANGUAGES, language))
      throw new ReadingError(
        `filter-lang: ${language} is not known; it is one of ${Object.keys(LANGUAGES).join(', ')}`,
      );
    all.push(LANGUAGES[language as FilterLanguage](query.filter));
  }
  for (const [name, value] of Object.entries(query)) {
    if (NAMES.has(name) || value === undefined) continue;
    const type = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (!type)
      throw new ReadingError(
        `there is no parameter ${name}; there are ${[...NAMES].sort().join(', ')}, and a column to equal: ${Object.keys(columns).join(', ')}`,
      );
    if (Array.isArray(value))
      throw new ReadingError(`${name}: said more than once; a filter has IN for several values`);
    all.push({ op: '=', args: [{ property: name }, typedValue(name, String(value), type)] });
  }
  return all;
}

/** The text of a parameter as a value of its column. @throws ReadingError */
function typedValue(name: string, text: string, type: ColumnType): string | number | boolean {
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false')
      throw new ReadingError(`${name}: ${text} is neither true nor false`);
    return text === 'true';
  }
  if (type !== 'integer' && type !== 'number') return text;
  if (!isPlainNumber(text)) throw new ReadingError(`${name}: ${text} is no number`);
  return Number(text);
}

/** A cursor names the last row of the page before. */
export const writeCursor = (key: RowKey): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** How the store writes values of each type; a cursor of another order has others. */
const WRITTEN: Record<ColumnType, RegExp> = {
  integer: /^-?\d{1,18}$/,
  number: /^(-?\d+(\.\d+)?(e[-+]\d+)?|NaN|-?Infinity)$/,
  text: /^/,
  boolean: /^(true|false)$/,
  moment: /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*|-?infinity)$/,
  moments: /^\[/,
  numbers: /^\[/,
};

function readCursor(
  text: string,
  sort: readonly Sort[],
  columns: Readonly<Record<string, ColumnType>>,
): RowKey {
  const types = [...sort.map(({ column }) => columns[column]!), 'text' as const];
  const fits = (value: unknown, k: number) =>
    (value === null && k < sort.length) ||
    (typeof value === 'string' && WRITTEN[types[k]!].test(value));
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(key) && key.length === types.length && key.every(fits)) return key;
  } catch {
    // What is none is told below.
  }
  throw new ReadingError(
    'cursor: take it from the link to the next page, as it stands, with the sortby of that',
  );
}
