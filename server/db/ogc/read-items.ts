import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import type { Crs, Sort } from '../../domain/ogc/question.ts';
import { utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { typed } from './sql-types.ts';

/** What is asked of rows with `fid` (text), `geom` (WGS-84 or null) and columns. */
export interface Asked {
  /** A select of all the asker may see. */
  source: RawBuilder<unknown>;
  /** Those that are answered. */
  columns: Readonly<Record<string, ColumnType>>;
  /** Of all columns it may be sorted by. */
  sortTypes: Readonly<Record<string, ColumnType>>;
  where: RawBuilder<unknown>;
  sort: readonly Sort[];
  crs: Crs;
  /** Whether rows name the officers they are of. */
  ofPersons: boolean;
}

/** A page: after what, how many are left out, and how many follow. */
export interface Page {
  after: RowKey | null;
  skip: number;
  limit: number;
}

/** Where a row stands in the order: values of the sort columns as text, then its id. */
export type RowKey = readonly (string | null)[];

export interface Item {
  fid: string;
  /** GeoJSON text in the system asked for. */
  geometry: string | null;
  properties: Record<string, unknown>;
  key: RowKey;
}

export interface PageHead {
  /** Rows that match, on all pages. */
  matched: number;
  returned: number;
  /** The same text where the page is the same. */
  digest: string;
  /** Where the next page begins; null: there is none. */
  next: RowKey | null;
  /** Whom it shows; of an empty page, whom it counts. */
  officerIds: number[];
}

/** Rows read at once; more are read when the reader has taken them. */
const BATCH = 1_000;

const matched = ({ source, where }: Asked) => sql`select s.* from (${source}) s where ${where}`;

/** Nulls come last whatever the direction. */
const orderOf = (sort: readonly Sort[]) =>
  sql.join([
    ...sort.map(({ column, descending }) =>
      descending ? sql`s.${sql.ref(column)} desc nulls last` : sql`s.${sql.ref(column)} nulls last`,
    ),
    sql`s.fid collate "C"`,
  ]);

/** Rows that come after a key in that order. */
function afterKey({ sort, sortTypes }: Asked, key: RowKey) {
  const ways = sort.map(({ column, descending }, k) => {
    const ref = sql`s.${sql.ref(column)}`;
    const value = key[k] ?? null;
    const type = sortTypes[column]!;
    return value === null
      ? { same: sql`${ref} is null`, later: sql`false` }
      : {
          same: sql`${ref} = ${typed(value, type)}`,
          later: sql`(${ref} ${sql.raw(descending ? '<' : '>')} ${typed(value, type)} or ${ref} is null)`,
        };
  });
  const fid = key.at(-1)!;
  const all = [...ways, { same: sql`true`, later: sql`s.fid collate "C" > ${fid}::text` }];
  return sql`(${sql.join(
    all.map(
      ({ later }, k) =>
        sql`(${sql.join([...all.slice(0, k).map(({ same }) => same), later], sql` and `)})`,
    ),
    sql` or `,
  )})`;
}

const pageOf = (asked: Asked, { after, limit, skip }: Page) => sql`
  select * from matched s where ${after ? afterKey(asked, after) : sql`true`}
  order by ${orderOf(asked.sort)} limit ${limit} offset ${skip}`;

/** How many match, and what the page is known by, without reading it. */
export async function readHead(db: Db, asked: Asked, page: Page): Promise<PageHead> {
  const officersOf = (rows: RawBuilder<unknown>) =>
    sql`(select jsonb_agg(distinct officer_id) from ${rows} where officer_id > 0)`;
  const officers = asked.ofPersons
    ? sql`case when count(*) > 0 then ${officersOf(sql`page`)} else ${officersOf(sql`matched`)} end`
    : sql`null::jsonb`;
  const { rows } = await sql<
    PageHead & { last: RowKey | null; more: boolean; officers: number[] | null }
  >`
    with matched as materialized (${matched(asked)}),
    numbered as (
      select s.*, row_number() over (order by ${orderOf(asked.sort)}) as ordinal, ${keyOf(asked)} as key
      from (${pageOf(asked, { ...page, limit: page.limit + 1 })}) s
    ), page as (select * from numbered where ordinal <= ${page.limit})
    select (select count(*)::int from matched) as matched, count(*)::int as returned,
      md5(coalesce(string_agg(md5(page::text), '' order by ordinal), '')) as digest,
      (select key from page order by ordinal desc limit 1) as last,
      exists (select from numbered where ordinal > ${page.limit}) as more, ${officers} as officers
    from page`.execute(db);
  const { last, more, officers: officerIds, ...head } = rows[0]!;
  return { ...head, next: more ? last : null, officerIds: officerIds ?? [] };
}

const keyOf = ({ sort }: Asked) =>
  sql`to_jsonb(array[${sql.join([...sort.map(({ column }) => sql`s.${sql.ref(column)}::text`), sql`s.fid`])}])`;

/** The rows of a page, so many at a time, in order. */
export async function* readRows(
  db: Db,
  asked: Asked,
  { after, limit, skip }: Page,
): AsyncGenerator<Item[]> {
  let [left, key, first] = [limit, after, skip];
  while (left > 0) {
    const rows = await readBatch(db, asked, {
      after: key,
      skip: first,
      limit: Math.min(left, BATCH),
    });
    if (rows.length > 0) yield rows;
    if (rows.length < Math.min(left, BATCH)) return;
    left -= rows.length;
    [key, first] = [rows.at(-1)!.key, 0];
  }
}

async function readBatch(db: Db, asked: Asked, page: Page): Promise<Item[]> {
  const { columns, sort } = asked;
  const fields = Object.entries(columns).flatMap(([name, type]) => [
    sql`${sql.lit(name)}::text`,
    type === 'moment' ? utc(`s."${name}"`) : sql`s.${sql.ref(name)}`,
  ]);
  // A function takes at most a hundred arguments.
  const parts = Array.from(
    { length: Math.ceil(fields.length / 80) },
    (_, k) => sql`jsonb_build_object(${sql.join(fields.slice(k * 80, k * 80 + 80))})`,
  );
  const { rows } = await sql<Item>`
    with matched as (${matched(asked)}), page as (${pageOf(asked, page)})
    select s.fid, ${geometrySql(asked.crs)} as geometry, ${parts.length > 0 ? sql.join(parts, sql` || `) : sql`'{}'::jsonb`} as properties,
      ${keyOf(asked)} as key
    from page s order by ${orderOf(sort)}`.execute(db);
  return rows;
}

/** Rings of a polygon run as RFC 7946 has them. */
function geometrySql({ srid, digits, latFirst }: Crs) {
  const moved = srid === 4326 ? sql`s.geom` : sql`ST_Transform(s.geom, ${sql.lit(srid)})`;
  const wound = sql`ST_ForcePolygonCCW(${moved})`;
  return sql`ST_AsGeoJSON(${latFirst ? sql`ST_FlipCoordinates(${wound})` : wound}, ${sql.lit(digits)}, 0)`;
}
