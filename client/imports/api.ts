import type { AreaFile } from '../../server/contract/areas/area-file.ts';
import type { AreaImport, AreaImportReport } from '../../server/contract/areas/area-import.ts';
import type {
  ImportKind,
  ImportPart,
  ImportQuery,
  ImportReport,
} from '../../server/contract/imports/import.ts';
import * as areas from '../../server/contract/routes/people/areas.ts';
import * as imports from '../../server/contract/routes/people/imports.ts';
import type { Language } from '../../server/contract/words/languages.ts';
import { addressOfRoute } from '../api/call.ts';
import { request } from '../api/request.ts';

/** Where the file of a kind is downloaded: what is on record, or a template. */
export const fileAddress = (
  kind: ImportKind,
  query: { format: 'xlsx' | 'csv'; language: Language; empty?: boolean },
): string => addressOfRoute(imports.exportTable, { params: { kind }, query: query as never });

/** Checks or imports a spreadsheet, telling its parts as they are stored; a report with defects is an answer too. Aborted, nothing is stored. */
export const importTable = (
  kind: ImportKind,
  file: Blob,
  query: Partial<ImportQuery>,
  { onPart, signal }: { onPart: (part: ImportPart) => void; signal: AbortSignal },
): Promise<ImportReport> =>
  request(`/imports/${kind}`, {
    ...{ method: 'POST', body: file, query: asText(query), alsoGood: 422, signal },
    onLine: (line) => onPart(line as ImportPart),
  });

/** Reads a file of areas; nothing is stored. */
export const readAreaFile = (file: Blob): Promise<AreaFile> =>
  request(areas.readAreaFile.path, { method: 'POST', body: file });

/** Checks or imports areas; a report with defects is an answer too. */
export const importAreas = (body: AreaImport): Promise<AreaImportReport> =>
  request(areas.importAreas.path, { method: 'POST', body, alsoGood: 422 });

const asText = (query: object) =>
  Object.fromEntries(
    Object.entries(query).map(([key, value]) => [key, value === undefined ? null : String(value)]),
  );
