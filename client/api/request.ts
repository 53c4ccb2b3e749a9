import type { ErrorCode, ErrorReply } from '../../server/contract/error.ts';

/** A request that did not end in its answer. `unreachable`: no answer at all. */
export class RequestError extends Error {
  readonly code: ErrorCode | 'unreachable';
  readonly status: number;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;

  constructor(code: ErrorCode | 'unreachable', status: number, reply?: ErrorReply) {
    super(reply?.message ?? code);
    this.code = code;
    this.status = status;
    this.detail = reply?.detail;
    this.requestId = reply?.requestId;
  }
}

/** What went wrong as an error of a request; what is none is the program's own fault. */
export const asRequestError = (error: unknown): RequestError =>
  error instanceof RequestError ? error : new RequestError('internal', 0);

const failure = async (response: Response): Promise<RequestError> => {
  const reply = (await response.json().catch(() => null)) as ErrorReply | null;
  return new RequestError(reply?.error ?? 'internal', response.status, reply ?? undefined);
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
}

/** `/api/v1` + path with a query string; null and undefined are left out. */
export const addressOf = (path: string, query: Call['query'] = {}): string => {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [[key, String(value)]],
  );
  const text = new URLSearchParams(pairs).toString();
  return `/api/v1${path}${text === '' ? '' : `?${text}`}`;
};

const sentBy = ({ body, authorization }: Call) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  if (body === undefined) return { headers };
  if (body instanceof Blob)
    return { body, headers: { ...headers, 'content-type': 'application/octet-stream' } };
  return {
    body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json' },
  };
};

/** Calls the server's API. Throws RequestError. */
export const request = async <T>(path: string, call: Call = {}): Promise<T> => {
  const response = await fetch(addressOf(path, call.query), {
    method: call.method ?? 'GET',
    credentials: 'same-origin',
    signal: call.signal,
    ...sentBy(call),
  }).catch((cause: unknown) => {
    if (call.signal?.aborted) throw cause;
    throw new RequestError('unreachable', 0);
  });
  if (!response.ok && !(response.status in (call.replies ?? {}))) throw await failure(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
};
