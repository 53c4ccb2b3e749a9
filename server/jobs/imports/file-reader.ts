import { type ImportFile, readFile } from '../../domain/imports/read-file.ts';
import type { ImportReading } from '../../domain/imports/read-import.ts';
import { ReadingError } from '../../domain/reading/problem.ts';
import { createThreadPool } from '../worker/thread-pool.ts';
import type { FileAnswer } from './read-file-worker.ts';

/** Smaller files are read sooner than a thread comes up, bytes; a spreadsheet of so many takes a tenth of a second. */
const THREAD_BYTES = 256 * 1024;

/** Reads spreadsheets of people and things; large ones, which take seconds, in a thread, so that ingest never waits. */
export function createFileReader() {
  const pool = createThreadPool<ImportFile, FileAnswer>(
    new URL('./read-file-worker.ts', import.meta.url),
  );
  return {
    /** @throws ReadingError where it is no table. */
    async read(file: ImportFile): Promise<ImportReading> {
      if (file.bytes.length < THREAD_BYTES) return readFile(file);
      const answer = await pool.run(file);
      if ('reading' in answer) return answer.reading;
      throw new ReadingError(answer.message, answer.problems);
    },
    close: () => pool.destroy(),
  };
}

export type FileReader = ReturnType<typeof createFileReader>;
