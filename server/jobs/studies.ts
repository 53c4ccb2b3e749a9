import type { FastifyBaseLogger } from 'fastify';
import { Piscina } from 'piscina';
import type { Db } from '../db/open.ts';
import { finishStudy, reportStudy, type StudyTask, takeStudy } from '../db/studies.ts';
import { readStudyGround, readStudyIncidents } from '../db/study-data.ts';
import type { StudyAnswer, StudyWork } from './study-worker.ts';

const POLL_MS = 2_000;
const REPORT_MS = 500;

export interface StudiesOptions {
  db: Db;
  log: FastifyBaseLogger;
  /** Versions a result is stored with. */
  versions: Record<string, string>;
}

/** Runs stored studies one after the other in a worker thread, so that ingest never waits for them. */
export function startStudies({ db, log, versions }: StudiesOptions) {
  let stopped = false;
  let wake: () => void = () => {};
  let shared: SharedArrayBuffer | undefined;
  // The thread comes up with the first study and goes when there is nothing to do.
  const pool = new Piscina<StudyWork, StudyAnswer>({
    filename: new URL('./study-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    // The worker is TypeScript, whatever runs the server.
    execArgv: ['--import', 'tsx'],
    idleTimeout: 10_000,
  });

  async function run(task: StudyTask): Promise<void> {
    const areaId = task.selection.areaId ?? task.areaId;
    const pages: string[] = [];
    for await (const page of readStudyIncidents(db, areaId, task.selection)) pages.push(page);
    const ground = await readStudyGround(db, areaId, task.selection);
    shared = new SharedArrayBuffer(8);
    const flags = new Int32Array(shared);
    const report = setInterval(() => {
      reportStudy(db, task.id, Atomics.load(flags, 0) / 1000)
        .then((goOn) => goOn || Atomics.store(flags, 1, 1))
        .catch(() => {});
    }, REPORT_MS);
    try {
      const { from, to, categories } = task.selection;
      const answer = await pool.run({
        question: {
          method: task.method,
          parameters: task.parameters,
          selection: {
            ...(from ? { fromMs: Date.parse(from) } : {}),
            ...(to ? { toMs: Date.parse(to) } : {}),
            ...(categories ? { categories } : {}),
          },
        },
        pages,
        ...ground,
        shared,
      });
      if (stopped) return;
      await finishStudy(
        db,
        task.id,
        'error' in answer
          ? { state: 'failed', error: answer.error }
          : { state: 'done', versions, ...answer },
      );
    } finally {
      clearInterval(report);
      shared = undefined;
    }
  }

  const done = (async () => {
    while (!stopped) {
      const task = await takeStudy(db).catch(() => undefined);
      if (task)
        await run(task).catch(async (error: unknown) => {
          if (stopped) return;
          log.error({ err: error, study: task.id }, 'study failed');
          const message = error instanceof Error ? error.message : String(error);
          await finishStudy(db, task.id, {
            state: 'failed',
            error: { code: 'internal', message },
          }).catch(() => {});
        });
      else
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, POLL_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  })();

  return {
    /** Looks for work at once. */
    wake: () => wake(),
    /** Stops; a study under way is taken up again by the next start. */
    async stop() {
      stopped = true;
      wake();
      if (shared) Atomics.store(new Int32Array(shared), 1, 1);
      await done;
      await pool.destroy();
    },
  };
}

export type Studies = ReturnType<typeof startStudies>;
