import { MessageChannel } from 'node:worker_threads';
import type { Db } from '../../db/store/open.ts';
import type { StudyTask } from '../../db/studies/studies.ts';
import { readStudyGround, readStudyIncidents } from '../../db/studies/study-data.ts';
import { openMessageStream } from '../worker/message-stream.ts';
import type { createThreadPool } from '../worker/thread-pool.ts';
import type { StudyAnswer, StudyWork } from './study-worker.ts';

/** The threads that answer studies. */
export const STUDY_WORKER = new URL('./study-worker.ts', import.meta.url);
export type StudyThreads = ReturnType<typeof createThreadPool<StudyWork, StudyAnswer>>;

/** What the server and the thread that answers tell each other while it does. */
export function createTold() {
  const shared = new SharedArrayBuffer(8);
  const told = new Int32Array(shared);
  return {
    shared,
    /** Share done, 0 to 1. */
    progress: () => Atomics.load(told, 0) / 1000,
    stop: () => void Atomics.store(told, 1, 1),
    isStopped: () => Atomics.load(told, 1) !== 0,
  };
}
export type Told = ReturnType<typeof createTold>;

interface Asked {
  threads: StudyThreads;
  /** Where incidents and ground are read. */
  source: Db;
  told: Told;
  /** Told how many incidents were read so far, and that the thread has begun to take them. */
  onRead?: (incidents: number) => void;
  onTaken?: () => void;
  /** Given the result as one JSON text, piece by piece. */
  keep: (piece: string) => Promise<void> | void;
}

/** Incidents of a study until it is told to stop. */
async function* incidentsOf(
  areaId: number,
  task: StudyTask,
  { onRead, onTaken, source, told }: Asked,
) {
  let read = 0;
  for await (const { count, page } of readStudyIncidents(source, areaId, task.selection)) {
    read += count;
    onRead?.(read);
    if (told.isStopped()) return;
    yield page;
    onTaken?.();
  }
}

/** Has a thread answer what a study asks about the incidents on record; neither they nor the result are ever whole in the server's own thread. */
export async function answerStudy(task: StudyTask, asked: Asked): Promise<StudyAnswer> {
  const areaId = task.selection.areaId ?? task.areaId;
  const { from, to, categories } = task.selection;
  const { keep, source, threads, told } = asked;
  const { port1, port2 } = new MessageChannel();
  const stream = openMessageStream(port1);
  try {
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
      ...(await readStudyGround(source, areaId, task.selection)),
      shared: told.shared,
      port: port2,
    };
    const answered = threads.run(work, { transferList: [port2] });
    // A worker that failed sends nothing more: close the stream, or its listener would wait for ever.
    answered.catch(() => stream.close());
    await stream.send(incidentsOf(areaId, task, asked)).catch(() => answered);
    for await (const text of stream.receive<string>()) await keep(text);
    return await answered;
  } finally {
    stream.close();
  }
}
