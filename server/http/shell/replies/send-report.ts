import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LINES } from '../../../contract/lines.ts';
import { asRefusal } from '../../../errors.ts';

/**
 * Answers an import: with its report, 422 where it has defects; or, where lines are asked for, with each step as it is taken, a JSON text a
 * line, then the report, or why there is none. Whoever hangs up before the end takes it all back: the next step throws.
 */
export async function sendReport<Report extends { defects: readonly unknown[] }>(
  request: FastifyRequest,
  reply: FastifyReply,
  run: (onStep?: (step: object) => void) => Promise<Report>,
) {
  if (!request.headers.accept?.includes(LINES)) {
    const report = await run();
    return reply.code(report.defects.length ? 422 : 200).send(report);
  }
  const lines = new PassThrough();
  void run((step) => {
    if (lines.destroyed) throw new Error('the import was given up');
    lines.write(`${JSON.stringify(step)}\n`);
  })
    .catch((error) => {
      const refusal = asRefusal(error);
      if (refusal.code === 'internal' && !lines.destroyed)
        request.log.error({ err: error }, 'request failed');
      return refusal.reply(request.id);
    })
    .then((last) => lines.end(`${JSON.stringify(last)}\n`));
  return reply.type(LINES).send(lines);
}
