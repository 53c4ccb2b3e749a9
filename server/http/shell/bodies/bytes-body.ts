import type { FastifyInstance } from 'fastify';

/** Lets the routes of this scope take bodies of a media type (`*`: of every one without a reader) as the bytes they are. */
export function readBytesBody(app: FastifyInstance, type: string): void {
  app.addContentTypeParser(
    type,
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );
}
