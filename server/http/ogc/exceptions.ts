import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorReply } from '../../contract/error.ts';
import type { Refusal } from '../../errors.ts';
import { handleError, refusalOf } from '../shell/error-handler.ts';

/** A refusal as an exception of OGC API (`code`, `description`; OGC 17-069r4, 7.5.1), beside what every error of ours says. */
export function handleException(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const refusal = refusalOf(error as FastifyError, request);
  if (refusal.code === 'internal') request.log.error({ err: error }, 'request failed');
  if (refusal.retryAfterS !== undefined) reply.header('retry-after', refusal.retryAfterS);
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(refusal.status)
    .type('application/json; charset=utf-8')
    .send(exceptionOf(refusal.reply(request.id)));
}

export const exceptionOf = (said: ErrorReply) => ({
  ...{ code: said.error, description: said.detail ?? said.message },
  ...said,
});

/** How errors of an address are answered where no route was found for it. */
export const handlerFor = ({ url }: FastifyRequest) =>
  /^\/ogc\b/.test(url) ? handleException : handleError;
