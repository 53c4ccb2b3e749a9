import { ERRORS, type ErrorCode, type ErrorReply } from '../../server/contract/error.ts';
import type { FileProblem } from '../../server/contract/file-problem.ts';
import { LINES, lastLine } from '../../server/contract/lines.ts';
import { askPurpose, purposeHeader } from './purpose.ts';

/** A request that did not end in its answer. `unreachable`: no answer at all. */
export class RequestError extends Error {
  readonly code: ErrorCode | 'unreachable';
  readonly status: number;
  readonly detail: string | undefined;
  /** What `detail` says of a file as a whole. */
  readonly problems: readonly FileProblem[];
  readonly requestId: string | undefined;
  /** Seconds until the same is worth sending again. */
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode | 'unreachable', status: number, reply?: Partial<ErrorReply>) {
    super(reply?.message ?? code);
    this.code = code;
    this.status = status;
    this.detail = reply?.detail;
    this.problems = reply?.problems ?? [];
    this.requestId = reply?.requestId;
    this.retryAfterS = reply?.retryAfterS;
  }
}

/** What went wrong as an error of a request; what is none is the program's own fault. */
export const asRequestError = (error: unknown): RequestError =>
  error instanceof RequestError ? error : new RequestError('internal', 0);

const failure = async (response: Response): Promise<RequestError> => {
  const reply = (await response.json().catch(() => null)) as ErrorReply | null;
  // A proxy on the way answers in words of its own.
  const code = reply && reply.error in ERRORS ? reply.error : 'internal';
  return new RequestError(code, response.status, reply ?? undefined);
};

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or a file as it is. */
  body?: object | Blob;
  query?: Record<string, string | number | boolean | null | undefined>;
  signal?: AbortSignal;
  /** Who asks, where it is not the session of the cookie. */
  authorization?: string;
  /** Replies by status: one of them is an answer even where it is not good, such as a report of what is wrong. */
  replies?: Readonly<Record<number, unknown>>;
  /** Asks for an answer line by line, and is told every line before the last, which is the answer. */
  onLine?: (line: unknown) => void;
}

/** `/api/v1` + path with a query string; null and undefined are left out. */
export const addressOf = (path: string, query: Call['query'] = {}): string => {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [[key, String(value)]],
  );
  const text = new URLSearchParams(pairs).toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
};

const sentBy = ({ body, authorization, onLine }: Call) => {
  const headers: Record<string, string> = {
    ...(authorization === undefined ? {} : { authorization }),
    ...(onLine ? { accept: LINES } : {}),
  };
  if (body === undefined) return { headers };
  if (body instanceof Blob)
    return { body, headers: { ...headers, 'content-type': 'application/octet-stream' } };
  return {
    body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json' },
  };
};

/** The answer at the end of its lines. What went wrong after the first line is the last one. */
const answerOf = async (
  response: Response,
  onLine: (line: unknown) => void,
  signal: AbortSignal | undefined,
): Promise<unknown> => {
  // A server that goes away between two lines breaks the stream.
  const last = await lastLine(response.body!, onLine).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new RequestError('unreachable', 0);
  });
  if (last === undefined) throw new RequestError('unreachable', 0);
  const { error } = last as Partial<ErrorReply>;
  if (error) throw new RequestError(error, response.status, last as ErrorReply);
  return last;
};

/** A good answer of the server's API, or one of `replies`. Throws RequestError. */
const respond = async (path: string, call: Call): Promise<Response> => {
  const address = addressOf(path, call.query);
  const { headers, ...sent } = sentBy(call);
  const response = await fetch(address, {
    method: call.method ?? 'GET',
    credentials: 'same-origin',
    signal: call.signal,
    ...sent,
    headers: { ...headers, ...purposeHeader(address) },
  }).catch((cause: unknown) => {
    if (call.signal?.aborted) throw cause;
    throw new RequestError('unreachable', 0);
  });
  if (response.ok || response.status in (call.replies ?? {})) return response;
  const error = await failure(response);
  if (error.code === 'purpose-needed' && (await askPurpose(address))) return respond(path, call);
  throw error;
};

/** Calls the server's API. Throws RequestError. */
export const request = async <T>(path: string, call: Call = {}): Promise<T> => {
  const response = await respond(path, call);
  if (call.onLine) return (await answerOf(response, call.onLine, call.signal)) as T;
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
};

/** Fetches a file of the server's API. Throws RequestError. */
export const requestFile = async (path: string, query?: Call['query']): Promise<Blob> =>
  (await respond(path, { query })).blob();
