import type { FastifyReply } from 'fastify';
import { Refusal } from '../../errors.ts';

/** Runs what reads much one at a time: the next waits. What nobody waits for any more is told so by its signal. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(reply: FastifyReply, run: (gone: AbortSignal) => Promise<T>): Promise<T> => {
    const gone = new AbortController();
    const nobodyWaits = Refusal.of('wrong-state', 'nobody-waits');
    reply.raw.once('close', () => gone.abort(nobodyWaits));
    const turn = last.then(() => {
      gone.signal.throwIfAborted();
      return run(gone.signal);
    });
    last = turn.catch(() => null);
    return turn;
  };
}
