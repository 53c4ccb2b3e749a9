import { Type } from 'typebox';
import {
  IMPORT_MAX_BYTES,
  IMPORT_ROWS_MAX,
  ImportKind,
  ImportQuery,
  ImportReport,
} from '../../imports/import.ts';
import { literals } from '../../literals.ts';
import { LANGUAGE_CODES } from '../../words/languages.ts';
import { route } from '../route.ts';

const params = Type.Object({ kind: ImportKind });

export const importTable = route({
  operationId: 'importTable',
  method: 'POST',
  path: '/imports/:kind',
  summary: `Officers, handhelds, assignments, posts, leave, holidays or categories from a spreadsheet (XLSX, ODS, or CSV in any usual encoding), all or nothing, at most ${IMPORT_ROWS_MAX} rows; the body is the file; 422 with every defect by row and column. \`application/x-ndjson\` is answered with progress, a line a part, the report last; hung up before, nothing is stored`,
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  recordsItself: true,
  params,
  query: ImportQuery,
  replies: { 200: ImportReport, 422: ImportReport },
  errors: ['invalid', 'body-too-large'],
  bodyMaxBytes: IMPORT_MAX_BYTES,
});

export const exportTable = route({
  operationId: 'exportTable',
  method: 'GET',
  path: '/imports/:kind/file',
  summary:
    'What is on record now as the spreadsheet that brings it in: to be edited and imported again; without rows it is a template',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'own-area',
  params,
  query: Type.Object(
    {
      format: literals(['xlsx', 'csv']),
      language: literals(LANGUAGE_CODES),
      empty: Type.Optional(Type.Boolean({ description: 'Only the header and an example' })),
    },
    { additionalProperties: false },
  ),
  replies: { 200: Type.Unknown() },
  files: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
});
