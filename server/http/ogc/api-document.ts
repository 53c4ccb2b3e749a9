import { FILTER_LANGUAGES, PAGE } from '../../contract/ogc/collections.ts';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import { ItemsQuery } from '../../contract/routes/standards/features.ts';
import type { Words } from '../../contract/words/words.ts';
import type { Described } from '../../services/ogc/collections.ts';
import { titleOf } from './describe.ts';

type Json = Record<string, unknown>;

/** Of columns that a parameter can equal; lists are compared with nothing. */
const TYPES: Partial<Record<ColumnType, object>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  text: { type: 'string' },
  boolean: { type: 'boolean' },
  moment: { type: 'string', format: 'date-time' },
};

const refer = (kind: 'parameters' | 'responses', name: string) => ({
  $ref: `#/components/${kind}/${name}`,
});

/**
 * What `/ogc` is, in OpenAPI 3.0 as the class `oas30` of Part 1 has it. Every collection has a path of its own, and the
 * page's limit is among the components: GDAL and QGIS find there how much they may ask for at once and which columns they
 * may ask by, and else read ten features at a time and filter them by themselves.
 */
export function apiDocumentOf(
  collections: readonly Described[],
  { root, version, words }: { root: string; version: string; words: Words['answers']['ogc'] },
) {
  return {
    openapi: '3.0.3',
    info: { title: words.title, description: words.description, version },
    servers: [{ url: root }],
    security: [{ key: [] }, { password: [] }],
    paths: {
      '/': page('getLanding', words.headings.home),
      '/api': page('getApi', words.headings.document),
      '/conformance': page('getConformance', words.headings.conformance),
      '/collections': page('getCollections', words.headings.collections),
      ...Object.assign({}, ...collections.map((one) => pathsOf(one, words))),
    } as Json,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        password: { type: 'http', scheme: 'basic', description: 'The key as password, any name' },
      },
      parameters: { ...PARAMETERS, featureId: FEATURE_ID },
      responses: {
        features: of('application/geo+json', words.headings.items),
        page: of('application/json', words.headings.home),
        exception: of('application/json', 'Exception', {
          ...{ type: 'object', required: ['code'] },
          properties: { code: { type: 'string' }, description: { type: 'string' } },
        }),
      },
    } as Json,
  };
}

function pathsOf(collection: Described, words: Words['answers']['ogc']): Json {
  const { columns, id } = collection;
  const { title } = titleOf(collection, words);
  const at = `/collections/${id}`;
  const ofColumns = Object.entries(columns).flatMap(([name, type]) =>
    TYPES[type] === undefined ? [] : [parameter(name, TYPES[type])],
  );
  const standard = Object.keys(PARAMETERS).map((name) => refer('parameters', name));
  const one = [refer('parameters', 'featureId'), refer('parameters', 'crs')];
  return {
    [at]: page(`get.${id}`, title),
    [`${at}/queryables`]: page(`queryables.${id}`, `${title}: ${words.headings.columns}`),
    [`${at}/items`]: operation(`items.${id}`, title, 'features', [...standard, ...ofColumns]),
    [`${at}/items/{featureId}`]: operation(`item.${id}`, title, 'features', one),
  };
}

const page = (operationId: string, summary: string) => operation(operationId, summary, 'page', []);

const operation = (
  operationId: string,
  summary: string,
  answer: 'features' | 'page',
  parameters: readonly object[],
): Json => ({
  get: {
    ...{ operationId, summary, parameters },
    responses: { '200': refer('responses', answer), default: refer('responses', 'exception') },
  },
});

const of = (type: string, description: string, schema: object = { type: 'object' }): Json => ({
  description,
  content: { [type]: { schema } },
});

const parameter = (name: string, schema: object, description?: string): Json => ({
  ...{ name, in: 'query', style: 'form', explode: false, schema },
  ...(description === undefined ? {} : { description }),
});

const FEATURE_ID: Json = {
  ...{ name: 'featureId', in: 'path', required: true, schema: { type: 'string' } },
};

/** Of OpenAPI 3.0, which knows no constants. */
function schemaOf({ anyOf, description: _, ...schema }: Json): object {
  if (!Array.isArray(anyOf)) return schema;
  return { type: 'string', enum: anyOf.map(({ const: value }: Json) => value) };
}

/** What is checked by hand, so that what is wrong is answered with what is allowed, or is no error. */
const ALLOWED: Record<string, object> = {
  limit: { maximum: PAGE.most },
  'filter-lang': { enum: FILTER_LANGUAGES },
};

const PARAMETERS: Record<string, Json> = Object.fromEntries(
  Object.entries(ItemsQuery.properties as Record<string, object> as Record<string, Json>).map(
    ([name, schema]) => [
      name,
      parameter(name, { ...schemaOf(schema), ...ALLOWED[name] }, schema.description as string),
    ],
  ),
);
