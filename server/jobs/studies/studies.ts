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
import { readStudyGround, readStudyIncidents } from '../../db/studies/study-data.ts';
import { methodNamed } from '../../domain/analysis/methods.ts';
import { openMessageStream } from '../worker/message-stream.ts';
import { createThreadPool } from '../worker/thread-pool.ts';
import { createWork } from '../worker/work-off.ts';
import { startWorker } from '../worker/worker.ts';
import type { StudyFileFormat, StudyFileWork } from './study-file-worker.ts';
import type { StudyAnswer, StudyWork } from './study-worker.ts';

const POLL_MS = 2_000;
const REPORT_MS = 500;
/** Studies under way at once, each of another account, so that a long one holds up nobody else. */
const AT_ONCE = 2;
const STUDY_WORKER = new URL('./study-worker.ts', import.meta.url);
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
  const writers = createThreadPool<StudyFileWork, string[]>(FILE_WORKER);

  /** Incidents of a study until it is told to stop. */
  async function* incidentsOf(from: Db, areaId: number, task: StudyTask, told: Int32Array) {
    for await (const page of readStudyIncidents(from, areaId, task.selection)) {
      if (Atomics.load(told, 1) !== 0) return;
      yield page;
    }
  }

  async function run(task: StudyTask, stop: AbortSignal): Promise<void> {
    const areaId = task.selection.areaId ?? task.areaId;
    const { from, to, categories } = task.selection;
    const shared = new SharedArrayBuffer(8);
    const told = new Int32Array(shared);
    const tell = () => void Atomics.store(told, 1, 1);
    stop.addEventListener('abort', tell);
    if (stop.aborted) tell();
    const reporter = startWorker({
      async look() {
        if (!(await reportStudy(db, task.id, Atomics.load(told, 0) / 1000))) tell();
      },
      firstMs: REPORT_MS,
      restMs: REPORT_MS,
      // A report that fails is made up for by the next.
      onError: () => {},
    });
    const { port1, port2 } = new MessageChannel();
    const stream = openMessageStream(port1);
    try {
      const source = await reads.ofNow();
      const ground = await readStudyGround(source, areaId, task.selection);
      const work: StudyWork = {
        question: {
          method: task.method,
          parameters: task.parameters,
          selection: {
            ...(from ? { fromMs: Date.parse(from) } : {}),
            ...(to ? { toMs: Date.parse(to) } : {}),
            ...(categories ? { categories } : {}),
          },
        },
        ...ground,
        shared,
        port: port2,
      };
      const answered = runners.run(work, { transferList: [port2] });
      // A worker that failed sends nothing more: close the stream, or its listener would wait for ever.
      answered.catch(() => stream.close());
      let part = 0;
      await stream.send(incidentsOf(source, areaId, task, told)).catch(() => answered);
      for await (const text of stream.receive<string>())
        await storeStudyResult(db, task.id, part++, text);
      const answer = await answered;
      if (stop.aborted) return;
      const method = { [task.method]: methodNamed(task.method).version };
      await finishStudy(
        db,
        task.id,
        'error' in answer
          ? { state: 'failed', error: answer.error }
          : { state: 'done', versions: { ...versions, ...method }, ...answer },
      );
    } finally {
      await reporter.close();
      stream.close();
      stop.removeEventListener('abort', tell);
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
    /** Looks for work at once. */
    wake: worker.wake,
    /** Stops; a study under way is taken up again by the next start. */
    async close() {
      await worker.close();
      await Promise.all([runners.destroy(), writers.destroy()]);
    },
  };
}

export type Studies = ReturnType<typeof startStudies>;
