import { VARIED_MAX } from '../../contract/studies/varied.ts';
import type { Reads } from '../../db/store/reads.ts';
import type { StudyTask } from '../../db/studies/studies.ts';
import { Refusal } from '../../errors.ts';
import { refusalOfStudy } from '../../services/studies/refusal-of-study.ts';
import { answerStudy, createTold, type StudyThreads } from './answer-study.ts';

interface Varying {
  gone: AbortSignal;
  reads: Pick<Reads, 'ofNow'>;
  threads: StudyThreads;
  max?: { incidents: number; seconds: number };
}

/**
 * Answers a question at once, as the JSON text of a VariedStudy, and keeps nothing. `gone` fires when nobody waits any more: it stops.
 * Throws `wrong-state` where it is about too many incidents or takes too long, `invalid` where it cannot be answered.
 */
export async function varyStudy(
  task: StudyTask,
  { gone, max = VARIED_MAX, reads, threads }: Varying,
): Promise<string> {
  const told = createTold();
  let why: Refusal | null = null as Refusal | null;
  const stop = (reason: Refusal) => {
    why ??= reason;
    told.stop();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer ??= setTimeout(
      () => stop(Refusal.of('wrong-state', 'vary-too-long', { seconds: max.seconds })),
      max.seconds * 1000,
    );
  };
  const leave = () => stop(Refusal.of('wrong-state', 'nobody-waits'));
  gone.addEventListener('abort', leave);
  if (gone.aborted) leave();
  try {
    const pieces: string[] = [];
    const answer = await answerStudy(task, {
      ...{ threads, told, source: await reads.ofNow() },
      onRead: (incidents) => {
        if (incidents > max.incidents)
          stop(Refusal.of('wrong-state', 'vary-too-many', { most: max.incidents }));
      },
      // A thread that comes up first takes its time: that is not the question's.
      onTaken: begin,
      keep: (piece) => void pieces.push(piece),
    });
    if (why) throw why;
    if ('error' in answer) throw refusalOfStudy(answer.error);
    return `{"dataHash":${JSON.stringify(answer.dataHash)},"result":${pieces.join('')}}`;
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', leave);
  }
}
