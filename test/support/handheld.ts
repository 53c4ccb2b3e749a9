import { io, type Socket } from 'socket.io-client';
import type { ErrorReply } from '../../server/contract/error.ts';
import type { FixesReply, PatrolReply, SosReply } from '../../server/contract/fixes/handheld.ts';
import { secretOf } from './made/world.ts';

/** Whatever came back; a test looks at the fields it expects. */
export type Reply = FixesReply & PatrolReply & SosReply & ErrorReply;

/** A bare handheld socket that answers with whatever the server said. It does not come back by itself. */
export interface RawHandheld {
  socket: Socket;
  ask: (event: string, ...payload: unknown[]) => Promise<Reply>;
  close: () => void;
}

/** Opens a socket; rejects with the server's ErrorReply where it is refused. */
export function openRawHandheld(
  url: string,
  handheldId: unknown,
  auth: object = { handheldId, secret: secretOf(String(handheldId)) },
): Promise<RawHandheld> {
  const socket = io(`${url}/handheld`, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  return new Promise((resolve, reject) => {
    socket.on('connect', () =>
      resolve({
        socket,
        ask: (event, ...payload) => socket.timeout(60_000).emitWithAck(event, ...payload),
        close: () => socket.disconnect(),
      }),
    );
    socket.on('connect_error', (error: Error & { data?: ErrorReply }) => {
      socket.disconnect();
      reject(error.data ?? error);
    });
  });
}

/** Value of an Authorization header of a handheld. */
export const basicAuth = (handheld: string, secret = secretOf(handheld)) =>
  `Basic ${Buffer.from(`${handheld}:${secret}`).toString('base64')}`;

/** Sends a batch over HTTP. */
export const postFixes = (
  url: string,
  handheld: string,
  body: unknown,
  headers: Record<string, string> = {},
) => post(url, handheld, '/fixes', body, headers);

/** Sends an event over HTTP. */
export const postAs = async (url: string, handheld: string, path: string, body: unknown) =>
  (await post(url, handheld, path, body)).body;

async function post(
  url: string,
  handheld: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: basicAuth(handheld),
      ...headers,
    },
    body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Reply };
}
