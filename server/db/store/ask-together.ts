import { Semaphore } from 'async-mutex';
import DataLoader from 'dataloader';
import { within } from './within.ts';

/** Questions under way at once; what comes meanwhile waits for its turn together, and leaves connections to those who store. */
const QUESTIONS = 2;
/** A question that takes longer is given up, as a commit is: a connection that hangs must not keep everybody waiting. */
const ANSWER_MAX_MS = 10_000;

export interface TogetherOptions {
  /** Asked in one question at most. */
  most: number;
  answerMaxMs?: number;
  /** Has a question asked once more may have come to share it; at once unless told. */
  gather?: () => Promise<unknown>;
}

/**
 * Asks the store about single things as many in one question, `ask`, which answers in the order asked. Nothing is remembered: rejects as the
 * question does, for all in it.
 */
export function askTogether<Asked, Answer>(
  ask: (asked: readonly Asked[]) => Promise<Answer[]>,
  { answerMaxMs = ANSWER_MAX_MS, gather = async () => {}, most }: TogetherOptions,
): (asked: Asked) => Promise<Answer> {
  const turns = new Semaphore(QUESTIONS);
  const loader = new DataLoader<Asked, Answer>(
    (asked) => within(answerMaxMs, ask(asked)).finally(() => turns.release()),
    {
      cache: false,
      maxBatchSize: most,
      batchScheduleFn: (begin) =>
        void gather()
          .then(() => turns.acquire())
          .then(begin),
    },
  );
  return (asked) => loader.load(asked);
}
