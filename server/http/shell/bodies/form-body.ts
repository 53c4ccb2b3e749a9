import type { FastifyInstance } from 'fastify';

/** Lets the routes of this scope take a form, or JSON of the same fields. */
export function readFormBody(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) =>
      Object.fromEntries(new URLSearchParams(String(body))),
  );
}
