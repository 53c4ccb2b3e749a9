import type { FastifyInstance } from 'fastify';

/** Lets the routes of this scope take bytes beside JSON. */
export function readPackedBody(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );
}
