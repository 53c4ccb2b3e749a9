import { Type } from 'typebox';
import { literals } from '../../literals.ts';
import { FILTER_LANGUAGES, PAGE } from '../../ogc/collections.ts';
import {
  ApiDocument,
  Conformance,
  Feature,
  FeatureCollectionInfo,
  FeatureCollections,
  FeaturePage,
  LandingPage,
  Queryables,
} from '../../ogc/features.ts';
import { ITEM_FORMATS, type ItemFormat, PAGE_FORMATS } from '../../ogc/formats.ts';
import { IdParam } from '../parts.ts';
import { route } from '../route.ts';
import { Collection, OF_PATROL, Patrol, STANDARD, Study, Track, text } from './parts.ts';

const HTML = ['text/html'] as const;
const format = Type.Optional(
  literals(PAGE_FORMATS, { description: 'In place of the header `accept`' }),
);
const inFormat = Type.Object({ f: format });

const FeatureId = { featureId: Type.String({ maxLength: 200 }) };

const crs = text('URI of the coordinate system of the answer; CRS84 unless told');
const ItemFormatQuery = Type.Optional(
  literals(Object.keys(ITEM_FORMATS) as ItemFormat[], {
    description: 'In place of the header `accept`; json unless told',
  }),
);
const bom = Type.Optional(
  Type.Boolean({ description: 'Begins a CSV with a byte order mark, for Excel' }),
);

/** What a page of features is asked by. */
export const ItemsQuery = Type.Object(
  {
    f: ItemFormatQuery,
    bom,
    limit: Type.Optional(
      Type.Integer({
        ...{ minimum: 1, default: PAGE.unlessTold },
        // More than the most is no error (OGC 17-069r4, 7.15.2).
        description: `Features of a page; more than ${PAGE.most} is taken as that`,
      }),
    ),
    bbox: text('Two corners, four numbers with commas between, in `bbox-crs`'),
    'bbox-crs': text('URI of the coordinate system of `bbox`; CRS84 unless told'),
    datetime: text(
      'A moment, or two with a slash between and `..` where it is open: features of then; of areas and staleness as of then, now unless told',
    ),
    crs,
    filter: text('CQL2, as text or JSON, over the columns'),
    'filter-lang': text(
      `${FILTER_LANGUAGES.join(', ')} (what GDAL speaks: cql2-text with ILIKE); as the filter looks unless told`,
    ),
    'filter-crs': text('URI of the coordinate system of geometries in `filter`'),
    properties: text('Only these columns, with commas between'),
    sortby: text('Columns with commas between, `-` in front of one for descending'),
    offset: Type.Optional(
      Type.Integer({
        ...{ minimum: 0, maximum: 1_000_000 },
        description:
          'Features left out before the page; the link to the next page is the better way',
      }),
    ),
    cursor: text('Of the link to the next page'),
  },
  { additionalProperties: true },
);
const ItemQuery = Type.Object({ f: ItemFormatQuery, bom, crs });

const FILES = Object.values(ITEM_FORMATS).map(({ type }) => type);
/** Pages of features. */
const items = {
  ...STANDARD,
  query: ItemsQuery,
  replies: { 200: FeaturePage },
  files: FILES,
  headers: { link: 'The next page, `rel="next"`; none on the last', etag: 'Of this very page' },
  errors: ['not-found', 'forbidden'],
} as const;
/** One feature. */
const item = {
  ...STANDARD,
  query: ItemQuery,
  replies: { 200: Feature },
  files: FILES,
  headers: { etag: 'Of this very feature' },
  errors: ['not-found', 'forbidden'],
} as const;
const ofPersons = { discloses: 'each-person' } as const;
const ofPaths = { discloses: 'each-person', asksPurpose: true } as const;

export const getOgcLanding = route({
  ...STANDARD,
  operationId: 'getOgcLanding',
  path: '/',
  summary: 'OGC API: where everything is',
  query: inFormat,
  replies: { 200: LandingPage },
  files: HTML,
});

export const getOgcApi = route({
  ...STANDARD,
  operationId: 'getOgcApi',
  path: '/api',
  summary:
    'OGC API: the document of this part alone, OpenAPI 3.0, every collection with its columns',
  replies: { 200: ApiDocument },
  files: ['application/vnd.oai.openapi+json;version=3.0'],
});

export const getOgcConformance = route({
  ...STANDARD,
  operationId: 'getOgcConformance',
  path: '/conformance',
  summary: 'OGC API: which parts of which standards it keeps',
  query: inFormat,
  replies: { 200: Conformance },
  files: HTML,
});

export const listOgcCollections = route({
  ...STANDARD,
  operationId: 'listOgcCollections',
  path: '/collections',
  summary: 'OGC API: the collections, one for each stored study with a result among them',
  query: inFormat,
  replies: { 200: FeatureCollections },
  files: HTML,
});

export const getOgcCollection = route({
  ...STANDARD,
  operationId: 'getOgcCollection',
  path: '/collections/:collectionId',
  summary: 'OGC API: a collection',
  params: Type.Object(Collection),
  query: inFormat,
  replies: { 200: FeatureCollectionInfo },
  files: HTML,
  errors: ['not-found'],
});

export const getOgcQueryables = route({
  ...STANDARD,
  operationId: 'getOgcQueryables',
  path: '/collections/:collectionId/queryables',
  summary: 'OGC API: columns of a collection, with what each means',
  params: Type.Object(Collection),
  query: inFormat,
  replies: { 200: Queryables },
  files: ['application/schema+json', ...HTML],
  errors: ['not-found'],
});

export const listOgcItems = route({
  ...items,
  operationId: 'listOgcItems',
  path: '/collections/:collectionId/items',
  summary: 'OGC API: features of areas, incidents, warnings, staleness and coverage',
  params: Type.Object(Collection),
});

export const getOgcItem = route({
  ...item,
  operationId: 'getOgcItem',
  path: '/collections/:collectionId/items/:featureId',
  summary: 'OGC API: one of them',
  params: Type.Object({ ...Collection, ...FeatureId }),
});

export const listOgcPatrols = route({
  ...items,
  ...ofPersons,
  operationId: 'listOgcPatrols',
  path: '/collections/patrols/items',
  summary: 'OGC API: patrols with verdict and figures, each at a place within its grid',
});

export const getOgcPatrol = route({
  ...item,
  ...ofPersons,
  operationId: 'getOgcPatrol',
  path: '/collections/patrols/items/:patrolId',
  summary: 'OGC API: one patrol',
  scope: OF_PATROL,
  params: Type.Object(Patrol),
});

export const listOgcAlerts = route({
  ...items,
  ...ofPersons,
  operationId: 'listOgcAlerts',
  path: '/collections/alerts/items',
  summary: 'OGC API: alerts',
});

export const getOgcAlert = route({
  ...item,
  ...ofPersons,
  operationId: 'getOgcAlert',
  path: '/collections/alerts/items/:alertId',
  summary: 'OGC API: one alert',
  scope: { alert: 'params.alertId' },
  params: Type.Object({ alertId: IdParam }),
});

export const listOgcTracks = route({
  ...items,
  ...ofPaths,
  operationId: 'listOgcTracks',
  path: '/collections/tracks/items',
  summary: 'OGC API: ways of patrols with the moment of each point, marked fixes left out',
});

export const getOgcTrack = route({
  ...item,
  ...ofPaths,
  operationId: 'getOgcTrack',
  path: '/collections/tracks/items/:patrolId-:handheldId',
  summary: 'OGC API: the way of one patrol',
  scope: OF_PATROL,
  params: Type.Object(Track),
});

export const listOgcFixes = route({
  ...items,
  ...ofPaths,
  operationId: 'listOgcFixes',
  path: '/collections/fixes/items',
  summary: 'OGC API: positions of patrols, one by one, marked ones left out',
});

export const getOgcFix = route({
  ...item,
  ...ofPaths,
  operationId: 'getOgcFix',
  path: '/collections/fixes/items/:patrolId-:fix',
  summary: 'OGC API: one position of a patrol',
  scope: OF_PATROL,
  params: Type.Object({ ...Patrol, fix: Type.String({ maxLength: 100 }) }),
});

export const listOgcStudyItems = route({
  ...items,
  scope: { study: 'params.studyId' },
  operationId: 'listOgcStudyItems',
  path: '/collections/study-:studyId/items',
  summary: 'OGC API: the main table of a stored study, such as its hot spots',
  params: Type.Object(Study),
});

export const getOgcStudyItem = route({
  ...item,
  scope: { study: 'params.studyId' },
  operationId: 'getOgcStudyItem',
  path: '/collections/study-:studyId/items/:featureId',
  summary: 'OGC API: one row of it',
  params: Type.Object({ ...Study, ...FeatureId }),
});
