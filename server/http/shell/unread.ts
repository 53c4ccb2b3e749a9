import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { Refusal } from '../../errors.ts';
import { ERROR_FORMS } from './replies/error-handler.ts';

/** What never became a request, by the code of its error: its status, and what is right. */
const UNREAD: Readonly<Record<string, readonly [status: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `an address and its headers are ${maxHeaderSize / 1024} KiB at most`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'it did not come whole in time'],
};

/** Answers what cannot be read as a request, and closes its connection. Its address is not known, so it is told as most rooms tell errors. */
export function refuseUnread(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, detail] = UNREAD[error.code] ?? ['400 Bad Request', 'this is no HTTP/1.1 request'];
  const body = JSON.stringify(ERROR_FORMS.ogc(Refusal.toProgram('invalid', detail).reply(), 400));
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}
