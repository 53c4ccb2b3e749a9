import { Type } from 'typebox';
import { Area, AreaCollection, Level } from '../../areas/area.ts';
import { AreaFile } from '../../areas/area-file.ts';
import { AreaImport, AreaImportReport } from '../../areas/area-import.ts';
import { Staleness } from '../../areas/staleness.ts';
import { ById, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['areas and people'];
const query = Type.Object({ at: Type.Optional(MomentQuery), level: Type.Optional(Level) });

export const listAreas = route({
  operationId: 'listAreas',
  method: 'GET',
  path: '/areas',
  summary: 'Areas',
  tags,
  access: 'reader',
  scope: 'own-area',
  query,
  replies: { 200: Type.Object({ areas: Type.Array(Area) }) },
});

export const getAreaCollection = route({
  operationId: 'getAreaCollection',
  method: 'GET',
  path: '/areas.geojson',
  summary: 'Areas with their polygons, WGS-84',
  tags,
  access: 'look',
  scope: 'own-area',
  query,
  replies: { 200: AreaCollection },
});

/** Days a staleness map looks back unless told. */
export const STALENESS_DAYS = 31;

export const getStaleness = route({
  operationId: 'getStaleness',
  method: 'GET',
  path: '/areas/:id/staleness',
  summary:
    'Hours since each cell of the grids of an area was last seen by a patrol that is not suspicious',
  tags,
  access: 'look',
  scope: { area: 'params.id' },
  discloses: 'figures',
  params: ById,
  query: Type.Object({
    at: Type.Optional(MomentQuery),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 92,
        description: `Days looked back; ${STALENESS_DAYS} unless told`,
      }),
    ),
  }),
  replies: { 200: Staleness },
  errors: ['forbidden', 'not-found'],
});

export const importAreas = route({
  operationId: 'importAreas',
  method: 'POST',
  path: '/areas/import',
  summary:
    'Import areas from GeoJSON, all or nothing; 422 with the report where it has defects. `application/x-ndjson` is answered with progress, a line a stage, the report last; hung up before, nothing is stored',
  tags: ['provisioning'],
  access: 'provision',
  // Codes of areas stand where the options say.
  scope: 'each-item',
  body: AreaImport,
  replies: { 200: AreaImportReport, 422: AreaImportReport },
  // A city's polygons in one request.
  bodyMaxBytes: 128 * 1024 * 1024,
});

export const readAreaFile = route({
  operationId: 'readAreaFile',
  method: 'POST',
  path: '/areas/file',
  summary:
    'Read a file of areas and store nothing: GeoJSON (also one feature a line), Shapefile as zip, GeoPackage, KML, KMZ, FlatGeobuf, CSV with WKT. The body is the file; the reply is what `/areas/import` takes',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'nothing',
  replies: { 200: AreaFile },
  errors: ['invalid', 'body-too-large'],
  bodyMaxBytes: 128 * 1024 * 1024,
});
