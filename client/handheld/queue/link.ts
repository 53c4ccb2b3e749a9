import { io, type Socket } from 'socket.io-client';
import { type ErrorCode, type ErrorReply, waitAsked } from '../../../server/contract/error.ts';
import type {
  HandheldToServer,
  ServerToHandheld,
} from '../../../server/contract/fixes/handheld.ts';
import type { Route } from '../../../server/contract/routes/route.ts';
import { call } from '../../api/call.ts';
import { RequestError, request } from '../../api/request.ts';
import { type Identity, secretOf } from '../phone/identity.ts';

/** Where each event goes when sockets are blocked, below /api/v1, and how long its answer by socket is waited for, ms. */
const EVENTS = {
  fixes: { path: '/fixes', answerMs: 20_000 },
  checkpoint: { path: '/checkpoint', answerMs: 20_000 },
  sos: { path: '/sos', answerMs: 5_000 },
  'patrol:start': { path: '/patrol/start', answerMs: 20_000 },
  'patrol:end': { path: '/patrol/end', answerMs: 20_000 },
} as const;

/** A socket that was turned away is tried again so long after, ms, or when the server asked for. */
const DENIED_MS = 10_000;

/** The server as a handheld reaches it: by socket, and by HTTP where there is none. Everything asked throws RequestError unless it is answered well. */
export function openLink(identity: Identity) {
  const socket: Socket<ServerToHandheld, HandheldToServer> = io('/handheld', {
    transports: ['websocket', 'polling'],
    // Where a proxy takes no sockets, messages and warnings come by long requests.
    tryAllTransports: true,
    auth: (give) =>
      void secretOf(identity.key).then((secret) => give({ handheldId: identity.code, secret })),
    autoConnect: navigator.onLine,
  });
  window.addEventListener('online', () => void socket.connect());
  window.addEventListener('offline', () => void socket.disconnect());

  // Turned away by the server it tries no more by itself; one that is none of its handhelds waits for a new sheet.
  socket.on('connect_error', ({ data }: Error & { data?: ErrorReply }) => {
    if (socket.active || !data || data.error === 'wrong-secret') return;
    setTimeout(
      () => navigator.onLine && socket.connect(),
      waitAsked(data, DENIED_MS, Math.random()),
    );
  });

  const authorization = async () =>
    `Basic ${btoa(`${identity.code}:${await secretOf(identity.key)}`)}`;

  return {
    socket,
    /** Sends one of the socket's events; resolves to its answer. A socket that does not answer is opened anew: meanwhile HTTP is tried. */
    async send<T>(event: keyof typeof EVENTS, payload: object): Promise<T> {
      const { path, answerMs } = EVENTS[event];
      if (!socket.connected) return post<T>(path, payload);
      const reply = (await socket
        .timeout(answerMs)
        .emitWithAck(event, payload as never)
        .catch(() => {
          socket.disconnect().connect();
          throw new RequestError('unreachable', 0);
        })) as T | ErrorReply;
      if (isError(reply)) throw new RequestError(reply.error, 0, reply);
      return reply as T;
    },
    /** Calls a route of the API as this handheld. */
    call: (async (route: Route, asked?: object) =>
      call(route, { ...asked, authorization: await authorization() } as never)) as typeof call,
  };

  async function post<T>(path: string, payload: object): Promise<T> {
    return request<T>(path, {
      method: 'POST',
      body: payload,
      authorization: await authorization(),
    });
  }
}

const isError = (reply: unknown): reply is ErrorReply =>
  typeof reply === 'object' && reply !== null && 'error' in reply;

export type Link = ReturnType<typeof openLink>;

/** Answers after which sending the same again is of no use. */
const FINAL: ReadonlySet<ErrorCode | 'unreachable'> = new Set([
  'invalid',
  'not-json',
  'no-grid',
  'not-found',
  'body-too-large',
]);
export const isFinal = (error: unknown): error is RequestError =>
  error instanceof RequestError && FINAL.has(error.code);
