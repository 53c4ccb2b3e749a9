import { type Static, Type } from 'typebox';
import { FileProblem } from './file-problem.ts';
import { literals } from './literals.ts';

/** Every error any entrance answers with: one code, one HTTP status, one sentence of what is right. */
export const ERRORS = {
  'not-json': { status: 400, says: 'The body is not valid JSON.' },
  invalid: { status: 400, says: 'The request cannot be taken as it is; `detail` says why.' },
  'batch-too-large': { status: 413, says: 'A batch holds at most 500 fixes.' },
  'body-too-large': {
    status: 413,
    says: 'The body is larger than is taken here; `detail` says how much that is.',
  },
  'wrong-secret': { status: 401, says: 'There is no handheld of this id with this secret.' },
  unassigned: { status: 409, says: 'The handheld is assigned to no officer at this time.' },
  'no-grid': { status: 409, says: 'The officer is assigned to no grid at this time.' },
  'wrong-state': {
    status: 409,
    says: 'Its state does not allow this; `detail` says what it does.',
  },
  'not-signed-in': { status: 401, says: 'Sign in first.' },
  'wrong-credentials': { status: 401, says: 'The name or the password is wrong.' },
  'code-needed': {
    status: 401,
    says: 'Send `code` too: of the second factor, or a recovery code.',
  },
  'wrong-code': { status: 401, says: 'The code is wrong, too old, or was used before.' },
  'weak-password': {
    status: 400,
    says: 'A password has 12 characters or more and is none that is easily guessed.',
  },
  due: {
    status: 403,
    says: 'First set what the account must have; `due` of the session says whether password or second factor.',
  },
  'unknown-key': { status: 401, says: 'This API key is not known or was revoked.' },
  forbidden: { status: 403, says: 'Your role or area does not allow this.' },
  'purpose-needed': {
    status: 428,
    says: 'Say what you look at this for, in the header `x-purpose` (percent-encoded UTF-8).',
  },
  'not-found': { status: 404, says: 'There is nothing at this address that you may see.' },
  'too-many-requests': { status: 429, says: 'Slow down; `Retry-After` says when to try again.' },
  unavailable: { status: 503, says: 'The store cannot be reached; nothing was taken, send again.' },
  internal: { status: 500, says: 'Something broke here; the log has it under the request id.' },
} as const satisfies Record<string, { status: number; says: string }>;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

export const ErrorReply = Type.Object({
  error: literals(ERROR_CODES),
  message: Type.String(),
  detail: Type.Optional(Type.String({ description: 'What was wrong and what is right' })),
  problems: Type.Optional(
    Type.Array(FileProblem, {
      description: 'What `detail` says, as codes and their values; not of every refusal',
    }),
  ),
  requestId: Type.Optional(Type.String()),
  retryAfterS: Type.Optional(
    Type.Integer({ description: 'Seconds until the same is worth sending again' }),
  ),
});
export type ErrorReply = Static<typeof ErrorReply>;

/**
 * How long to wait before the same is sent again, ms: what was asked for, where that is longer than one would, and up to half as much again, so
 * that not all who were turned away come back at once.
 *
 * @param drawn uniform in [0, 1)
 */
export const waitAsked = (
  { retryAfterS = 0 }: Pick<ErrorReply, 'retryAfterS'>,
  ownMs: number,
  drawn: number,
): number => Math.max(ownMs, retryAfterS * 1000 * (1 + drawn / 2));
