import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import type { Crs, Sort } from '../../domain/ogc/question.ts';
import { utc } from '../store/moments.ts';
import type { Part, Rows, Source } from './sources/source.ts';
import { typed } from './sql-types.ts';

/** What is asked of rows with `fid` (text), `geom` (WGS-84 or null) and columns. */
export interface Asked {
  /** All the asker may see. */
  source: Source;
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
}

/** A page without what its rows say. */
export interface PageHead {
  /** Rows that match, on all pages; null: more than are counted. */
  matched: number | null;
  /** The rows, in order: these are answered, whatever comes between them meanwhile. */
  fids: string[];
  /** The same text where the page is the same. */
  digest: string;
  /** Where the next page begins; null: there is none. */
  next: RowKey | null;
  /** Whom it shows; of an empty page, whom it counts. */
  officerIds: number[];
}

const matched = (rows: Rows, { where }: Asked) => sql`select s.* from (${rows}) s where ${where}`;

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

/** A row of a page: where it stands, its digest and its officer. */
type Ordered = [key: RowKey, digest: string, officerId: number | null];

interface PartHead {
  matched: number;
  /** Those that come after the key. */
  following: number;
  rows: Ordered[];
  officerIds: number[] | null;
}

/** How many match, and which rows the page is of, without reading them: so many of one part after the other as it takes. */
export async function readHead(asked: Asked, page: Page): Promise<PageHead> {
  const { source, sort } = asked;
  const after = page.after?.at(-1) ?? null;
  const { parts, isCounted } = await source.parts({ after, isSorted: sort.length > 0 });
  const rows: Ordered[] = [];
  const counted = new Set<number>();
  let [matched, skip] = [0, page.skip];
  for (const part of parts) {
    const left = page.limit + 1 - rows.length;
    if (left === 0 && !isCounted) break;
    const head = await readPart(asked, part, { after: page.after, skip, limit: left });
    matched += head.matched;
    skip = Math.max(0, skip - head.following);
    rows.push(...head.rows);
    for (const id of head.officerIds ?? []) counted.add(id);
  }
  const shown = rows.slice(0, page.limit);
  const officers = shown.flatMap(([, , officerId]) => (officerId ? [officerId] : []));
  return {
    matched: isCounted ? matched : null,
    fids: shown.map(([key]) => key.at(-1)!),
    digest: shown.map(([, digest]) => digest).join(''),
    next: rows.length > page.limit ? shown.at(-1)![0] : null,
    officerIds: shown.length > 0 ? [...new Set(officers)] : [...counted],
  };
}

async function readPart(asked: Asked, part: Part, { after, limit, skip }: Page): Promise<PartHead> {
  const officer = asked.ofPersons ? sql`s.officer_id` : sql`null::bigint`;
  const officers = asked.ofPersons
    ? sql`(select jsonb_agg(distinct officer_id) from matched where officer_id > 0)`
    : sql`null::jsonb`;
  const following = after ? afterKey(asked, after) : sql`true`;
  return asked.source.ask(part, async (db, rows) => {
    const { rows: heads } = await sql<PartHead>`
      with matched as materialized (${matched(rows, asked)}), page as (
        select * from matched s where ${following} order by ${orderOf(asked.sort)} limit ${limit} offset ${skip}
      )
      select (select count(*)::int from matched) as matched, (select count(*)::int from matched s where ${following}) as following,
        (select coalesce(jsonb_agg(jsonb_build_array(${keyOf(asked)}, md5(s::text), ${officer}) order by ${orderOf(asked.sort)}), '[]') from page s) as rows,
        ${officers} as "officerIds"`.execute(db);
    return heads[0]!;
  });
}

const keyOf = ({ sort }: Asked) =>
  sql`to_jsonb(array[${sql.join([...sort.map(({ column }) => sql`s.${sql.ref(column)}::text`), sql`s.fid`])}])`;

/** The rows of a page, so many at a time, in order. */
export async function* readRows(
  asked: Asked,
  { fids }: Pick<PageHead, 'fids'>,
): AsyncGenerator<Item[]> {
  for (const batch of asked.source.batches(fids)) yield await readBatch(asked, batch);
}

function readBatch(
  { columns, crs, source }: Asked,
  { fids, part }: { fids: readonly string[]; part: Part },
): Promise<Item[]> {
  const fields = Object.entries(columns).flatMap(([name, type]) => [
    sql`${sql.lit(name)}::text`,
    type === 'moment' ? utc(`s."${name}"`) : sql`s.${sql.ref(name)}`,
  ]);
  // A function takes at most a hundred arguments.
  const parts = Array.from(
    { length: Math.ceil(fields.length / 80) },
    (_, k) => sql`jsonb_build_object(${sql.join(fields.slice(k * 80, k * 80 + 80))})`,
  );
  return source.ask(part, async (db, rows) => {
    const { rows: items } = await sql<Item>`
      select s.fid, ${geometrySql(crs)} as geometry, ${parts.length > 0 ? sql.join(parts, sql` || `) : sql`'{}'::jsonb`} as properties
      from (${rows}) s join unnest(${[...fids]}::text[]) with ordinality w (fid, n) on w.fid = s.fid order by w.n`.execute(
      db,
    );
    return items;
  });
}

/** Rings of a polygon run as RFC 7946 has them. */
function geometrySql({ srid, digits, latFirst }: Crs) {
  const moved = srid === 4326 ? sql`s.geom` : sql`ST_Transform(s.geom, ${sql.lit(srid)})`;
  const wound = sql`ST_ForcePolygonCCW(${moved})`;
  return sql`ST_AsGeoJSON(${latFirst ? sql`ST_FlipCoordinates(${wound})` : wound}, ${sql.lit(digits)}, 0)`;
}
