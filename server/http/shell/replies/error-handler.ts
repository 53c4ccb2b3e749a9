import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorReply } from '../../../contract/error.ts';
import { type ErrorForm, errorFormOf } from '../../../contract/error-form.ts';
import { problemsOf } from '../../../domain/reading/schema-problems.ts';
import { asRefusal, Refusal } from '../../../errors.ts';
import { asksXml, XML_TYPE } from '../../open311/xml.ts';

const FASTIFY_CODES: Record<string, (error: FastifyError, request: FastifyRequest) => Refusal> = {
  FST_ERR_VALIDATION: (error, request) =>
    Refusal.detailed(
      'invalid',
      whatIsAllowed(error),
      problemsOf(
        error.validation ?? [],
        error.validationContext === 'querystring'
          ? request.query
          : request[error.validationContext as 'body' | 'params' | 'headers'],
      ),
    ),
  FST_ERR_CTP_INVALID_JSON_BODY: () => Refusal.of('not-json'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => Refusal.of('not-json', 'body-empty'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => Refusal.toProgram('invalid', 'send application/json'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    Refusal.toProgram('invalid', 'Content-Length does not fit the body'),
  FST_ERR_BAD_URL: () =>
    Refusal.toProgram('invalid', 'the path: a % stands before two hexadecimal digits, of UTF-8'),
  FST_CP_ERR_INVALID_CONTENT: () =>
    Refusal.toProgram('invalid', 'the body is not in the encoding it states'),
  FST_CP_ERR_INVALID_CONTENT_ENCODING: () =>
    Refusal.toProgram('invalid', 'encodings taken: gzip, deflate, br'),
};

/** What does not fit; of a choice of values, once, with those there are. */
function whatIsAllowed({ message, validation, validationContext }: FastifyError): string {
  const choices = new Map<string, unknown[]>();
  for (const { instancePath, keyword, params } of validation ?? [])
    if (keyword === 'const')
      choices.set(instancePath, [...(choices.get(instancePath) ?? []), params.allowedValue]);
  if (choices.size === 0) return message;
  const others = validation!
    .filter(({ instancePath }) => !choices.has(instancePath))
    .map((one) => `${validationContext}${one.instancePath} ${one.message}`);
  const chosen = [...choices].map(
    ([path, values]) => `${validationContext}${path} must be one of ${values.join(', ')}`,
  );
  return [...chosen, ...others].join(', ');
}

/** What an error says in each form, beside what every error of ours says. */
export const ERROR_FORMS: Record<ErrorForm, (said: ErrorReply, status: number) => unknown> = {
  own: (said) => said,
  /** OGC 17-069r4, 7.5.1. */
  ogc: (said) => ({ code: said.error, description: said.detail ?? said.message, ...said }),
  open311: (said, status) => [{ code: status, description: said.detail ?? said.message, ...said }],
};

/** Every error of every address, in the form that is told there. */
export function handleError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const refusal = refusalOf(error, request);
  const form = errorFormOf(request.url);
  if (refusal.code === 'internal') request.log.error({ err: error }, 'request failed');
  if (refusal.retryAfterS !== undefined) reply.header('retry-after', refusal.retryAfterS);
  if (refusal.status === 401 && !reply.hasHeader('www-authenticate') && form === 'ogc')
    reply.header('www-authenticate', 'Bearer');
  // What was asked for may have set another type before it was refused.
  return reply
    .code(refusal.status)
    .type(asksXml(request) ? XML_TYPE : 'application/json; charset=utf-8')
    .send(ERROR_FORMS[form](refusal.reply(request.id), refusal.status));
}

/** What an error of a request says to whoever asked. */
export function refusalOf(error: FastifyError | Refusal, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  const known = FASTIFY_CODES[error.code];
  if (known) return known(error, request);
  if (error.statusCode === 429) return Refusal.of('too-many-requests');
  if (error instanceof SyntaxError && error.statusCode === 400) return Refusal.of('not-json');
  if (error.statusCode === 413)
    return Refusal.of('body-too-large', 'body-most', {
      mebibytes: request.routeOptions.bodyLimit / 2 ** 20,
    });
  if (error.statusCode !== undefined && error.statusCode < 500)
    return Refusal.toProgram('invalid', error.message);
  return asRefusal(error);
}
