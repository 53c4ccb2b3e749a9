import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: Record<string, string>;
  body: string;
}

type Answer = (received: Received, reply: ServerResponse) => void;

const taken: Answer = (_, reply) => reply.writeHead(204).end();

/** A real HTTP server that keeps what it was sent and answers as told. */
export async function openReceiver(port = 0) {
  const received: Received[] = [];
  let answer = taken;
  let heard: () => void = () => {};
  const server = createServer((request: IncomingMessage, reply) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      received.push({ headers, body });
      answer({ headers, body }, reply);
      heard();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/hook`,
    port: bound,
    received,
    ids: () => received.map(({ headers }) => headers['webhook-id']!),
    answers: (next: Answer) => {
      answer = next;
    },
    /** Resolves once `count` requests came. */
    async heard(count: number) {
      while (received.length < count)
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
