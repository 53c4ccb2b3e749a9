import { COLLECTIONS } from '../../contract/ogc/collections.ts';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import type { FeatureCollectionInfo, LandingPage, Link } from '../../contract/ogc/features.ts';
import { ITEM_FORMATS } from '../../contract/ogc/formats.ts';
import type { Words } from '../../contract/words/words.ts';
import { CRS, CRS84 } from '../../domain/ogc/question.ts';
import type { Described } from '../../services/ogc/collections.ts';

type Told = Words['answers']['ogc'];

/** What a collection is called, and what it holds. */
export function titleOf({ id, title }: Described, words: Told): { title: string; says: string } {
  if (title !== undefined) return { title, says: words.study };
  const level = /^areas-(\w+)$/.exec(id)?.[1] as keyof Told['areas'] | undefined;
  if (level) return { title: words.areas[level], says: words.areas.says };
  return words.collections[id as keyof Told['collections']];
}

export const landingOf = (root: string, words: Told): LandingPage => ({
  title: words.title,
  description: words.description,
  links: [
    { href: `${root}/?f=json`, rel: 'self', type: 'application/json', title: 'JSON' },
    { href: `${root}/?f=html`, rel: 'alternate', type: 'text/html', title: 'HTML' },
    {
      href: `${root}/api`,
      rel: 'service-desc',
      type: 'application/vnd.oai.openapi+json;version=3.0',
      title: words.headings.document,
    },
    {
      href: `${root.replace(/\/ogc$/, '')}/api/docs/`,
      rel: 'service-doc',
      type: 'text/html',
      title: words.headings.document,
    },
    {
      href: `${root}/conformance`,
      rel: 'conformance',
      type: 'application/json',
      title: words.headings.conformance,
    },
    {
      href: `${root}/collections`,
      rel: 'data',
      type: 'application/json',
      title: words.headings.collections,
    },
  ],
});

/** A collection as Part 1 and 2 describe it; `box`: west, south, east, north of the asker's area. */
export function infoOf(
  collection: Described,
  { box, root, words }: { box: readonly number[] | null; root: string; words: Told },
): FeatureCollectionInfo {
  const { title, says } = titleOf(collection, words);
  const at = `${root}/collections/${collection.id}`;
  const fileLinks = Object.entries(ITEM_FORMATS).map(
    ([format, { type }]): Link => ({
      href: `${at}/items?f=${format}`,
      rel: 'items',
      type,
      title: `${words.headings.items} (${format})`,
    }),
  );
  return {
    id: collection.id,
    title,
    description: says,
    itemType: 'feature',
    extent: {
      ...(box ? { spatial: { bbox: [[...box]], crs: CRS84 } } : {}),
      temporal: { interval: [[null, null]] },
    },
    crs: Object.keys(CRS),
    storageCrs: CRS84,
    links: [
      { href: at, rel: 'self', type: 'application/json', title },
      ...fileLinks,
      {
        href: `${at}/queryables`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/queryables',
        type: 'application/schema+json',
        title: words.headings.columns,
      },
      ...(collection.ofPersons
        ? []
        : [
            {
              href: `${at}/tiles`,
              rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
              type: 'application/json',
              title: words.headings.tiles,
            },
          ]),
    ],
  };
}

const JSON_TYPES: Record<ColumnType, object> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  moment: { type: 'string', format: 'date-time' },
  moments: { type: 'array', items: { type: 'string', format: 'date-time' } },
  numbers: { type: 'array', items: { type: ['number', 'null'] } },
};

/** Columns of a collection as JSON Schema (Part 3), with what each means. */
export function queryablesOf(collection: Described, address: string, words: Told) {
  const { columns, geometry, id } = collection;
  const kind = geometry === 'Geometry' ? 'any' : geometry.toLowerCase();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: address,
    type: 'object' as const,
    title: titleOf(collection, words).title,
    properties: {
      geometry: { format: `geometry-${kind}`, 'x-ogc-role': 'primary-geometry' },
      ...Object.fromEntries(
        Object.entries(columns).map(([name, type]) => [
          name,
          {
            ...JSON_TYPES[type],
            // Columns of a study are told by its method.
            ...(Object.hasOwn(COLLECTIONS, id)
              ? { title: words.columns[name as keyof Told['columns']] }
              : {}),
          },
        ]),
      ),
    },
    additionalProperties: false,
  };
}

const PART = {
  1: 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf',
  2: 'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf',
  3: 'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf',
  tiles: 'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf',
  cql2: 'http://www.opengis.net/spec/cql2/1.0/conf',
} as const;

/** Conformance classes that are kept; of CQL2 without functions, arithmetic and arrays. */
export const CONFORMS_TO = [
  ...['core', 'html', 'geojson', 'oas30'].map((name) => `${PART[1]}/${name}`),
  `${PART[2]}/crs`,
  ...['queryables', 'queryables-query-parameters', 'filter', 'features-filter'].map(
    (name) => `${PART[3]}/${name}`,
  ),
  ...[
    ...['cql2-text', 'cql2-json', 'basic-cql2', 'advanced-comparison-operators'],
    ...['basic-spatial-functions', 'basic-spatial-functions-plus', 'spatial-functions'],
    'temporal-functions',
  ].map((name) => `${PART.cql2}/${name}`),
  // Of moving features none is declared: tracks stay of the item type that readers of features know.
  ...['core', 'tileset', 'tilesets-list', 'geodata-tilesets', 'mvt'].map(
    (name) => `${PART.tiles}/${name}`,
  ),
];
