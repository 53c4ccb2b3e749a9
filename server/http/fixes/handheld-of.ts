import type { FastifyRequest } from 'fastify';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { authenticateHandheld, type Source } from '../../ingest/authenticate.ts';

/** The handheld that shows itself by HTTP Basic. Throws `unknown-handheld` or `wrong-secret`. */
export const handheldOf = (db: Db, { headers }: Pick<FastifyRequest, 'headers'>): Promise<Source> =>
  authenticateHandheld(db, readBasic(headers.authorization));

function readBasic(header: string | undefined): { handheldId: string; secret: string } {
  const [scheme, encoded] = (header ?? '').split(' ');
  const [, handheldId, secret] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (scheme?.toLowerCase() !== 'basic' || !handheldId || !secret)
    throw new Refusal('unknown-handheld', 'send Authorization: Basic base64(handheld:secret)');
  return { handheldId, secret };
}
