import { MessageChannel } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import type { Db } from '../../db/store/open.ts';
import type { Reads } from '../../db/store/reads.ts';
import {
  finishStudy,
  readStudyResult,
  repeatStudies,
  reportStudy,
  type StudyTask,
  storeStudyResult,
  takeStudy,
} from '../../db/studies/studies.ts';
import { methodNamed } from '../../domain/analysis/methods.ts';
import { openMessageStream } from '../worker/message-stream.ts';
import { createThreadPool } from '../worker/thread-pool.ts';
import { createWork } from '../worker/work-off.ts';
import { startWorker } from '../worker/worker.ts';
import { answerStudy, createTold, STUDY_WORKER } from './answer-study.ts';
import type { StudyFileFormat, StudyFileWork } from './study-file-worker.ts';
import type { StudyAnswer, StudyWork } from './study-worker.ts';
import { varyStudy } from './vary-study.ts';

const POLL_MS = 2_000;
const REPORT_MS = 500;
/** Studies under way at once, each of another account, so that a long one holds up nobody else. */
const AT_ONCE = 2;
const FILE_WORKER = new URL('./study-file-worker.ts', import.meta.url);

export interface StudiesOptions {
  db: Db;
  /** Where incidents and ground are read. */
  reads: Reads;
  log: FastifyBaseLogger;
  /** Versions a result is stored with, beside that of its method. */
  versions: Record<string, string>;
}

/** Runs stored studies in worker threads, so that ingest never waits for them; those of one account one after the other. */
export function startStudies({ db, reads, log, versions }: StudiesOptions) {
  const runners = createThreadPool<StudyWork, StudyAnswer>(STUDY_WORKER, {
    maxThreads: AT_ONCE,
  });
  // Apart from those: whoever moves a slider does not wait behind a study of minutes.
  const varying = createThreadPool<StudyWork, StudyAnswer>(STUDY_WORKER);
  const writers = createThreadPool<StudyFileWork, string[]>(FILE_WORKER);

  async function run(task: StudyTask, stop: AbortSignal): Promise<void> {
    const told = createTold();
    stop.addEventListener('abort', told.stop);
    if (stop.aborted) told.stop();
    const reporter = startWorker({
      async look() {
        if (!(await reportStudy(db, task.id, told.progress()))) told.stop();
      },
      firstMs: REPORT_MS,
      restMs: REPORT_MS,
      // A report that fails is made up for by the next.
      onError: () => {},
    });
    try {
      let part = 0;
      const answer = await answerStudy(task, {
        ...{ threads: runners, told, source: await reads.ofNow() },
        keep: (text) => storeStudyResult(db, task.id, part++, text),
      });
      if (stop.aborted) return;
      const method = { [task.method]: methodNamed(task.method).version };
      await finishStudy(
        db,
        task.id,
        'error' in answer
          ? { state: 'failed', error: { code: answer.error.code, message: answer.error.message } }
          : { state: 'done', versions: { ...versions, ...method }, ...answer },
      );
    } finally {
      await reporter.close();
      stop.removeEventListener('abort', told.stop);
    }
  }

  const worker = createWork<StudyTask>({
    atOnce: AT_ONCE,
    async lease(room) {
      await repeatStudies(db);
      const tasks: StudyTask[] = [];
      while (tasks.length < room) {
        const task = await takeStudy(db);
        if (!task) break;
        tasks.push(task);
      }
      return tasks;
    },
    work: run,
    async postpone({ id }, error, stop) {
      if (stop.aborted) return;
      log.error({ err: error, study: id }, 'study failed');
      const message = error instanceof Error ? error.message : String(error);
      await finishStudy(db, id, { state: 'failed', error: { code: 'internal', message } });
    },
  }).start({
    restMs: POLL_MS,
    onError: (error) => log.warn({ err: error }, 'studies not looked for'),
  });

  /**
   * A table of a stored result as a file, written in a worker thread and handed over piece by piece; or the names of
   * the tables there are, where the wanted one is not among them.
   */
  async function writeFile(
    id: number,
    format: StudyFileFormat,
    table: string | null,
  ): Promise<AsyncGenerator<string | Uint8Array> | { tables: string[] }> {
    const { port1, port2 } = new MessageChannel();
    const stream = openMessageStream(port1);
    const work: StudyFileWork = { format, table, port: port2 };
    const written = writers.run(work, { transferList: [port2] });
    // A worker that failed sends nothing more: close the stream, or its listener would wait for ever.
    written.catch(() => stream.close());
    try {
      await stream.send(readStudyResult(db, id));
      const pieces = stream.receive<string | Uint8Array>();
      const first = await pieces.next();
      if (first.done) return { tables: await written };
      return (async function* () {
        try {
          yield first.value;
          yield* pieces;
        } finally {
          // A reader may stop early: closing the port tells the worker.
          stream.close();
        }
      })();
    } catch (error) {
      stream.close();
      throw error;
    }
  }

  return {
    writeFile,
    /** A question answered at once and not kept, until `gone` says that nobody waits for it. */
    vary: (task: StudyTask, gone: AbortSignal) =>
      varyStudy(task, { gone, reads, threads: varying }),
    /** Looks for work at once. */
    wake: worker.wake,
    /** Stops; a study under way is taken up again by the next start. */
    async close() {
      await worker.close();
      await Promise.all([runners, varying, writers].map((threads) => threads.destroy()));
    },
  };
}

export type Studies = ReturnType<typeof startStudies>;
