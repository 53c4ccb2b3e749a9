import { toGeoParquet } from '../../analysis/geoparquet.ts';
import { type PageRow, type Pieces, type Sheet, shapeOf } from './sheet.ts';

/** GeoParquet 1.1 of a page, one row group: the footer says where everything lies, so it is held, 10,000 features at most. */
export async function* toParquet({ columns, rows }: Sheet): Pieces {
  const held: PageRow[] = [];
  for await (const batch of rows) held.push(...batch);
  const values = Object.keys(columns).map((name) => [
    name,
    held.map(({ properties }) => properties[name] as string),
  ]);
  const table = {
    columns: { id: held.map(({ fid }) => fid), ...Object.fromEntries(values) },
    geometry: held.map(shapeOf),
  };
  yield new Uint8Array(toGeoParquet(table, { id: 'text', ...columns }));
}
