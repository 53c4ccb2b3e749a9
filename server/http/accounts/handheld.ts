import type { FastifyRequest } from 'fastify';
import type { Db } from '../../db/store/open.ts';
import { authenticateHandheld, type Source } from '../../ingest/authenticate.ts';
import { readBasic } from './basic.ts';

/** A handheld that shows itself, with its code. */
export type Held = Source & { code: string };

declare module 'fastify' {
  interface FastifyRequest {
    handheld?: Held;
  }
}

/** Finds out which handheld calls, by HTTP Basic. Throws `unknown-handheld` or `wrong-secret`. */
export const identifyHandheld =
  ({ db }: { db: Db }) =>
  async (request: FastifyRequest): Promise<void> => {
    const credentials = readBasic(request.headers.authorization);
    const source = await authenticateHandheld(db, credentials);
    request.handheld = { ...source, code: credentials.handheldId };
  };
