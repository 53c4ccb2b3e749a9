import { createHash } from 'node:crypto';
import type { MessagePort } from 'node:worker_threads';
import type { MultiPolygon } from 'geojson';
import type { FileProblem } from '../../contract/file-problem.ts';
import type { Note } from '../../contract/studies/note.ts';
import { tellNotes } from '../../contract/studies/tell-notes.ts';
import { AnalysisError } from '../../domain/analysis/error.ts';
import {
  gridLattice,
  type IncidentPage,
  incidentsOf,
  type StudyGrid,
} from '../../domain/analysis/input/study-input.ts';
import { runStudy, type StudyQuestion } from '../../domain/analysis/study.ts';
import { openMessageStream, piecesOf } from '../worker/message-stream.ts';

/** What a study worker is given. Through `port` come pages of incidents as JSON texts; through it goes the result. */
export interface StudyWork {
  question: StudyQuestion;
  area: string;
  grids: string | null;
  /** When they are read, Unix ms. */
  readMs: number;
  port: MessagePort;
  /** [0] progress in parts per thousand, written here; [1] not 0: stop, written by the server. */
  shared: SharedArrayBuffer;
}

export type StudyAnswer =
  | { summary: string; notes: Note[]; dataHash: string }
  | { error: { code: string; message: string; problems: readonly FileProblem[] } };

/** Length of a piece of the result, UTF-16 units: a few milliseconds of the server's thread. */
const PIECE_LENGTH = 256 * 1024;

/** Runs one study in a worker thread. Whatever is wrong with the question is an answer, not an exception. */
export default async function work(task: StudyWork): Promise<StudyAnswer> {
  const { area, grids, port, question, readMs, shared } = task;
  const flags = new Int32Array(shared);
  const stream = openMessageStream(port);
  try {
    const pages: IncidentPage[] = [];
    for await (const page of stream.receive<string>()) pages.push(JSON.parse(page) as IncidentPage);
    const dataHash = hashOf(pages);
    const input = grids
      ? gridLattice(pages, JSON.parse(grids) as StudyGrid[])
      : { ...incidentsOf(pages, JSON.parse(area) as MultiPolygon | null), readMs };
    const result = runStudy(input, question, {
      onProgress: (fraction) => void Atomics.store(flags, 0, Math.floor(fraction * 1000)),
      isCancelled: () => Atomics.load(flags, 1) !== 0,
    });
    await stream.send(
      piecesOf(JSON.stringify({ ...result, ...tellNotes(result.notes) }, plain), PIECE_LENGTH),
    );
    return { summary: JSON.stringify(result.summary, plain), notes: result.notes, dataHash };
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error;
    await stream.send([]);
    return { error: { code: error.code, message: error.message, problems: error.problems } };
  } finally {
    stream.close();
  }
}

/** SHA-256 of the incidents, however they were paged. */
function hashOf(pages: readonly IncidentPage[]): string {
  const hash = createHash('sha256');
  for (const key of ['id', 'category', 'from', 'to', 'lng', 'lat', 'grid'] as const)
    for (const page of pages) for (const value of page[key]) hash.update(`${value}\n`);
  return hash.digest('hex');
}

/** Typed arrays as arrays, and numbers that are none as null. */
function plain(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
