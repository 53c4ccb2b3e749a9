import { type Static, Type } from 'typebox';
import { record } from '../shapes.ts';

/** A link, as RFC 8288 and the standards of OGC have it. */
export const Link = Type.Object({
  href: Type.String(),
  rel: Type.String(),
  type: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
});
export type Link = Static<typeof Link>;

const Links = Type.Array(Link);

export const LandingPage = Type.Object({
  title: Type.String(),
  description: Type.String(),
  links: Links,
});
export type LandingPage = Static<typeof LandingPage>;

export const ApiDocument = Type.Object(
  {
    openapi: Type.String(),
    paths: record(Type.Unknown()),
    components: record(Type.Unknown()),
  },
  { description: 'OpenAPI 3.0', additionalProperties: true },
);

export const Conformance = Type.Object({
  conformsTo: Type.Array(Type.String(), { description: 'URIs of conformance classes' }),
});

export const FeatureCollectionInfo = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  itemType: Type.Literal('feature'),
  extent: Type.Object({
    spatial: Type.Optional(
      Type.Object({ bbox: Type.Array(Type.Array(Type.Number())), crs: Type.String() }),
    ),
    temporal: Type.Object({
      interval: Type.Array(Type.Array(Type.Union([Type.String(), Type.Null()]))),
    }),
  }),
  crs: Type.Array(Type.String()),
  storageCrs: Type.String(),
  links: Links,
});
export type FeatureCollectionInfo = Static<typeof FeatureCollectionInfo>;

export const FeatureCollections = Type.Object({
  collections: Type.Array(FeatureCollectionInfo),
  links: Links,
});

export const Queryables = Type.Object(
  {
    type: Type.Literal('object'),
    title: Type.String(),
    properties: record(Type.Unknown()),
  },
  { description: 'JSON Schema of what a filter may name', additionalProperties: true },
);

/** A feature of a collection; its properties are the columns of that. */
export const Feature = Type.Object({
  type: Type.Literal('Feature'),
  id: Type.String(),
  geometry: Type.Unknown({ description: 'GeoJSON (RFC 7946), in `crs` where one is asked for' }),
  properties: record(Type.Unknown()),
  links: Type.Optional(Links),
});

export const FeaturePage = Type.Object({
  type: Type.Literal('FeatureCollection'),
  numberMatched: Type.Optional(
    Type.Integer({
      description:
        'Features that match, on all pages; left out for tracks and fixes of more than 64 patrols',
    }),
  ),
  numberReturned: Type.Integer(),
  features: Type.Array(Feature),
  links: Type.Array(Link, { description: '`rel` is next where there is a next page' }),
});
