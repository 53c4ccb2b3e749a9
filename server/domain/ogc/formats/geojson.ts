import type { PageRow, Pieces, Sheet } from './sheet.ts';

/** A feature collection (RFC 7946, OGC 17-069r4), a batch of rows at a time. */
export async function* toGeoJson({ links, matched, returned, rows }: Sheet): Pieces {
  const head = {
    type: 'FeatureCollection',
    ...(matched === null ? {} : { numberMatched: matched }),
    numberReturned: returned,
    links,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  let first = true;
  for await (const batch of rows) {
    yield (first ? '' : ',') + batch.map((row) => featureOf(row)).join(',');
    first = false;
  }
  yield ']}';
}

/** One feature as text. */
export const featureOf = ({ fid, geometry, properties }: PageRow, further: object = {}): string =>
  `{"type":"Feature","id":${JSON.stringify(fid)},"geometry":${geometry ?? 'null'},"properties":${JSON.stringify(properties)}${JSON.stringify(
    further,
  )
    .slice(1)
    .replace(/^(?=")/, ',')}`;
