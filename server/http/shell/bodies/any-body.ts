import type { FastifyInstance } from 'fastify';

/** Lets the routes of this scope take any body, whatever it says it is; what is no JSON is the text itself. */
export function readAnyBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_: unknown, body: string | Buffer) =>
    parsed(String(body)),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
