import { queryOptions } from '@tanstack/react-query';
import type { AreaFile } from '../../server/contract/areas/area-file.ts';
import type {
  AreaImport,
  AreaImportProgress,
  AreaImportReport,
} from '../../server/contract/areas/area-import.ts';
import { placedAt } from '../../server/contract/file-problem.ts';
import type {
  ImportKind,
  ImportPart,
  ImportQuery,
  ImportReport,
} from '../../server/contract/imports/import.ts';
import * as areas from '../../server/contract/routes/people/area-imports.ts';
import * as imports from '../../server/contract/routes/people/imports.ts';
import type { Language } from '../../server/contract/words/languages.ts';
import { addressOfRoute, call } from '../api/call.ts';
import { asRequestError, RequestError } from '../api/request.ts';

/** Where the file of a kind is downloaded: what is on record, or a template. */
export const fileAddress = (
  kind: ImportKind,
  query: { format: 'xlsx' | 'csv'; language: Language; empty?: boolean },
): string => addressOfRoute(imports.exportTable, { params: { kind }, query });

/** Checks or imports a spreadsheet, telling its parts as they are stored; a report with defects is an answer too. Aborted, nothing is stored. */
export const importTable = (
  kind: ImportKind,
  file: Blob,
  query: Partial<ImportQuery>,
  { onPart, signal }: { onPart: (part: ImportPart) => void; signal: AbortSignal },
): Promise<ImportReport> =>
  call(imports.importTable, {
    ...{ params: { kind }, query: query as ImportQuery, body: file, signal },
    onLine: (line) => onPart(line as ImportPart),
  });

export const comingAreasQuery = queryOptions({
  queryKey: ['coming-areas'],
  queryFn: ({ signal }) => call(areas.listComingChanges, { signal }).then(({ changes }) => changes),
});

/**
 * Reads files of areas; nothing is stored. `system`: of one that names none.
 * @throws RequestError where any cannot be read, with what is wrong with all of them, under their names where they are several.
 */
export async function readAreaFiles(
  files: readonly File[],
  system: string | null,
): Promise<AreaFile[]> {
  const read = async (body: File, withProblems?: true): Promise<AreaFile | RequestError> => {
    try {
      return await call(areas.readAreaFile, { body, query: { system, withProblems } });
    } catch (error) {
      return asRequestError(error);
    }
  };
  const told = await Promise.all(files.map((file) => read(file)));
  const failed = told.filter((one) => one instanceof RequestError);
  const [first] = failed;
  if (!first) return told.flatMap((one) => (one instanceof RequestError ? [] : [one]));
  // What is not about the files, such as a server out of reach, is told as it is.
  const other = failed.find(({ problems }) => problems.length === 0);
  if (other || files.length === 1) throw other ?? first;
  // What is wrong with the others is told in the same go.
  const all = await Promise.all(
    told.map((one, k) => (one instanceof RequestError ? one : read(files[k]!, true))),
  );
  const problems = all.flatMap(({ problems: own = [] }, k) => placedAt(files[k]!.name, own));
  throw new RequestError(first.code, first.status, { problems });
}

/** Checks or imports areas, telling its stages as they begin; a report with defects is an answer too. Aborted, nothing is stored. */
export const importAreas = (
  body: AreaImport,
  told?: { onStage: (begun: AreaImportProgress) => void; signal: AbortSignal },
): Promise<AreaImportReport> =>
  call(areas.importAreas, {
    body,
    ...(told
      ? { signal: told.signal, onLine: (line) => told.onStage(line as AreaImportProgress) }
      : {}),
  });
