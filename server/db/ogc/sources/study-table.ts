import { type RawBuilder, sql } from 'kysely';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import type { Db } from '../../store/open.ts';
import type { Rows } from './source.ts';

/** The stored result of a study as JSON, put together in the store. */
const resultOf = (studyId: number) =>
  sql`(select string_agg(text, '' order by part)::jsonb -> 'table' from study_results where study_id = ${studyId}::bigint)`;

/** Columns of the main table of a stored study, by the type of their first value that is there; without any, numbers. */
export async function studyColumns(db: Db, studyId: number): Promise<Record<string, ColumnType>> {
  const { rows } = await sql<{ name: string; type: string | null; whole: boolean | null }>`
    with result as materialized (select ${resultOf(studyId)} -> 'columns' as columns)
    select c.name, v.type, v.whole from result cross join lateral jsonb_each(columns) c (name, list)
    cross join lateral (
      select max(jsonb_typeof(value)) filter (where jsonb_typeof(value) <> 'null') as type,
        bool_and(value::text ~ '^-?[0-9]{1,15}$') filter (where jsonb_typeof(value) = 'number') as whole
      from jsonb_array_elements(c.list)
    ) v`.execute(db);
  return Object.fromEntries(
    rows.map(({ name, type, whole }) => [
      name,
      type === 'number' || type === null
        ? whole
          ? 'integer'
          : 'number'
        : type === 'boolean'
          ? 'boolean'
          : 'text',
    ]),
  );
}

/** Rows of that table, with the place each has: its own outline, else the point of its position. */
export function studyRows(studyId: number, columns: Readonly<Record<string, ColumnType>>): Rows {
  if (Object.keys(columns).length === 0)
    return sql`select ''::text as fid, null::geometry as geom where false`;
  const value = (name: string): RawBuilder<unknown> =>
    sql`r.columns -> ${sql.lit(name)}::text ->> (k.n - 1)`;
  const typed = Object.entries(columns).map(([name, type]) => {
    const sqlType =
      { integer: 'bigint', number: 'float8', boolean: 'boolean' }[type as string] ?? 'text';
    return sql`(${value(name)})::${sql.raw(sqlType)} as ${sql.ref(name)}`;
  });
  const point =
    'lng' in columns && 'lat' in columns
      ? sql`ST_SetSRID(ST_MakePoint((${value('lng')})::float8, (${value('lat')})::float8), 4326)`
      : sql`null::geometry`;
  return sql`
    select lpad(k.n::text, 9, '0') as fid, ${sql.join(typed)},
      coalesce(ST_GeomFromGeoJSON(nullif(r.shapes -> (k.n - 1), 'null'::jsonb)), ${point}) as geom
    from (select t -> 'columns' as columns, t -> 'geometry' as shapes from (select ${resultOf(studyId)} as t) stored offset 0) r
    cross join lateral generate_series(1, (
      select max(jsonb_array_length(list)) from jsonb_each(r.columns) c (name, list))) k (n)`;
}
