import { Type } from 'typebox';
import { ChangeWithdrawal, ComingChange, WithdrawnChange } from '../../areas/area-change.ts';
import { AreaFile, AreaFileQuery } from '../../areas/area-file.ts';
import { AreaImport, AreaImportReport } from '../../areas/area-import.ts';
import { route } from '../route.ts';

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
  recordsItself: true,
  body: AreaImport,
  replies: { 200: AreaImportReport, 422: AreaImportReport },
  // A city's polygons in one request.
  bodyMaxBytes: 128 * 1024 * 1024,
});

export const listComingChanges = route({
  operationId: 'listComingChanges',
  method: 'GET',
  path: '/areas/changes',
  summary:
    'What is still to come in your area and below it, moment by moment: areas that begin, change and end',
  tags: ['areas and people'],
  access: 'look',
  scope: 'own-area',
  replies: { 200: Type.Object({ changes: Type.Array(ComingChange) }) },
});

export const withdrawAreas = route({
  operationId: 'withdrawAreas',
  method: 'POST',
  path: '/areas/withdraw',
  summary:
    'Take back all that changes in your area and below it at a moment to come; with `check` only what that comes to. What holds stays on record',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'own-area',
  recordsItself: true,
  body: ChangeWithdrawal,
  replies: { 200: WithdrawnChange },
  errors: ['wrong-state', 'not-found', 'forbidden'],
});

export const readAreaFile = route({
  operationId: 'readAreaFile',
  method: 'POST',
  path: '/areas/file',
  summary:
    'Read a file of areas and store nothing: GeoJSON (also one feature a line), Shapefile as zip, GeoPackage, KML, KMZ, FlatGeobuf, GeoParquet, CSV with WKT. The body is the file; the reply is what `/areas/import` takes',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'nothing',
  query: AreaFileQuery,
  replies: { 200: AreaFile },
  errors: ['invalid', 'body-too-large'],
  bodyMaxBytes: 128 * 1024 * 1024,
});
