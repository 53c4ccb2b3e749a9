import type { FastifyRequest } from 'fastify';
import type { Db } from '../../db/store/open.ts';
import { authenticateHandheld, type Source } from '../../ingest/authenticate.ts';
import { readBasic } from './basic.ts';

/** The handheld that shows itself by HTTP Basic. Throws `unknown-handheld` or `wrong-secret`. */
export const handheldOf = (db: Db, { headers }: Pick<FastifyRequest, 'headers'>): Promise<Source> =>
  authenticateHandheld(db, readBasic(headers.authorization));
