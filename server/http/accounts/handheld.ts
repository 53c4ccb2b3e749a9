import type { FastifyRequest } from 'fastify';
import type { Door, Source } from '../../ingest/authenticate.ts';
import { readBasic } from './authorization.ts';

/** A handheld that shows itself, with its code. */
export type Held = Source & { code: string };

declare module 'fastify' {
  interface FastifyRequest {
    handheld?: Held;
  }
}

/** Finds out which handheld calls, by HTTP Basic. Throws `wrong-secret` or `too-many-requests`. */
export const identifyHandheld =
  ({ door }: { door: Door }) =>
  async (request: FastifyRequest): Promise<void> => {
    const credentials = readBasic(request.headers.authorization);
    const source = await door.bySecret(credentials, request.ip);
    request.handheld = { ...source, code: credentials.handheldId };
  };
