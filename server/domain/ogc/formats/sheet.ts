import type { Geometry } from 'geojson';
import type { ColumnType } from '../../../contract/ogc/columns.ts';
import type { Link } from '../../../contract/ogc/features.ts';

/** A feature as a page has it. */
export interface PageRow {
  fid: string;
  /** GeoJSON text; null: it has no place. */
  geometry: string | null;
  properties: Record<string, unknown>;
}

/** A page of a collection, to be written in any format: rows come so many at a time. */
export interface Sheet {
  id: string;
  title: string;
  /** What its columns are called in the language of who asks. */
  says: Readonly<Record<string, string>>;
  geometry: 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon' | 'Geometry';
  columns: Readonly<Record<string, ColumnType>>;
  /** Features of all pages; null: more than are counted. */
  matched: number | null;
  returned: number;
  links: readonly Link[];
  /** Begins a text with a byte order mark. */
  bom: boolean;
  rows: AsyncIterable<readonly PageRow[]>;
}

export type Pieces = AsyncGenerator<string | Uint8Array>;

export const shapeOf = ({ geometry }: PageRow): Geometry | null =>
  geometry === null ? null : JSON.parse(geometry);
