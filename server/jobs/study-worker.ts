import { createHash } from 'node:crypto';
import type { MultiPolygon } from 'geojson';
import { AnalysisError } from '../domain/analysis/error.ts';
import { runStudy, type StudyQuestion } from '../domain/analysis/study.ts';
import {
  gridLattice,
  type IncidentPage,
  incidentsOf,
  type StudyGrid,
} from '../domain/analysis/study-input.ts';

/** What a study worker is given; texts are parsed here, off the server's thread. */
export interface StudyWork {
  question: StudyQuestion;
  pages: string[];
  area: string;
  grids: string | null;
  /** [0] progress in parts per thousand, written here; [1] not 0: stop, written by the server. */
  shared: SharedArrayBuffer;
}

export type StudyAnswer =
  | { result: string; summary: string; notes: string[]; dataHash: string }
  | { error: { code: string; message: string } };

/** Runs one study in a worker thread. Whatever is wrong with the question is an answer, not an exception. */
export default function work({ question, pages, area, grids, shared }: StudyWork): StudyAnswer {
  const flags = new Int32Array(shared);
  try {
    const parsed = pages.map((page) => JSON.parse(page) as IncidentPage);
    const input = grids
      ? gridLattice(parsed, JSON.parse(grids) as StudyGrid[])
      : incidentsOf(parsed, JSON.parse(area) as MultiPolygon | null);
    const result = runStudy(input, question, {
      onProgress: (fraction) => void Atomics.store(flags, 0, Math.floor(fraction * 1000)),
      isCancelled: () => Atomics.load(flags, 1) !== 0,
    });
    const hash = createHash('sha256');
    for (const page of pages) hash.update(page);
    return {
      result: JSON.stringify(result, plain),
      summary: JSON.stringify(result.summary, plain),
      notes: result.notes,
      dataHash: hash.digest('hex'),
    };
  } catch (error) {
    if (error instanceof AnalysisError)
      return { error: { code: error.code, message: error.message } };
    throw error;
  }
}

/** Typed arrays as arrays, and numbers that are none as null. */
function plain(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
