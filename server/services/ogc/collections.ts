import { COLLECTIONS, type Collection } from '../../contract/ogc/collections.ts';
import type { ColumnType } from '../../contract/ogc/columns.ts';
import { wholeSource } from '../../db/ogc/sources/source.ts';
import { studyColumns, studyRows } from '../../db/ogc/sources/study-table.ts';
import type { Db } from '../../db/store/open.ts';
import { findStudy, listStudies, type Viewer } from '../../db/studies/studies.ts';
import { typesOf } from '../../domain/ogc/question.ts';
import { Refusal } from '../../errors.ts';
import { type Read, ROWS_OF } from './rows-of.ts';

/** A collection as it is asked: with the types of its columns, and where its rows come from. */
export interface Described extends Omit<Collection, 'columns' | 'geometry' | 'time'> {
  id: string;
  /** Of a study, its name; of all others it follows from the id. */
  title?: string;
  geometry: Collection['geometry'] | 'Geometry';
  columns: Readonly<Record<string, ColumnType>>;
  time: Collection['time'] | null;
  rows: Read;
}

const FIXED: readonly Described[] = Object.entries(COLLECTIONS).map(([id, collection]) => ({
  ...collection,
  id,
  columns: typesOf(collection.columns),
  rows: ROWS_OF[id]!,
}));

const STUDY = /^study-(\d{1,15})$/;

/** A collection by its id. Throws `not-found` with those there are. */
export async function describeCollection(db: Db, viewer: Viewer, id: string): Promise<Described> {
  const fixed = FIXED.find((known) => known.id === id);
  if (fixed) return fixed;
  const studyId = Number(STUDY.exec(id)?.[1] ?? 0);
  const study = studyId > 0 ? await findStudy(db, viewer, studyId) : undefined;
  if (study?.state !== 'done')
    throw Refusal.toProgram(
      'not-found',
      `there is no collection ${id}; there are ${FIXED.map((known) => known.id).join(', ')}, and study-N for each study with a result`,
    );
  const columns = await studyColumns(db, studyId);
  return studyCollection({ id: studyId, name: study.name }, columns);
}

/** Every collection there is for whoever asks; the columns of studies are told one by one. */
export async function listCollections(db: Db, viewer: Viewer): Promise<Described[]> {
  const studies = await listStudies(db, viewer);
  return [
    ...FIXED,
    ...studies.filter(({ state }) => state === 'done').map((study) => studyCollection(study, {})),
  ];
}

const studyCollection = (
  { id, name }: { id: number; name: string },
  columns: Described['columns'],
): Described => ({
  id: `study-${id}`,
  title: name,
  geometry: 'Geometry',
  columns,
  time: null,
  rows: async (db) => wholeSource(db, studyRows(id, columns)),
});
