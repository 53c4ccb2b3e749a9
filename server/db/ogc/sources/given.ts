import { sql } from 'kysely';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import { asJson } from '../../people/provision.ts';
import { SQL_TYPES } from '../sql-types.ts';
import type { Rows } from './source.ts';

/** A row that was made here: its id, its place as GeoJSON, and its columns. */
export interface GivenRow {
  fid: string;
  geometry: object | null;
  [column: string]: unknown;
}

/** Rows whose places are cells, which the store cannot draw: handed to it, so that they are filtered and sorted like all others. */
export const givenRows = (
  rows: readonly GivenRow[],
  columns: Readonly<Record<string, ColumnType>>,
): Rows => sql`
  select g.fid, ${sql.join(Object.keys(columns).map((name) => sql`g.${sql.ref(name)}`))},
    ST_GeomFromGeoJSON(g.geometry) as geom
  from json_to_recordset(${asJson(rows)}) as g (fid text, geometry jsonb, ${sql.join(
    Object.entries(columns).map(
      ([name, type]) => sql`${sql.ref(name)} ${sql.raw(SQL_TYPES[type])}`,
    ),
  )})`;
