import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/fixes.ts';
import { Refusal } from '../../errors.ts';
import { authenticateHandheld } from '../../ingest/authenticate.ts';
import type { Mount } from '../shell/mount.ts';

/** Fixes over HTTP: the same batch, the same receipts, gzip accepted. The handheld shows itself by HTTP Basic. */
export function fixRoutes(mount: Mount, { db, ingest }: Context): void {
  mount(
    routes.sendFixes,
    async ({ body, request }) => {
      const source = await authenticateHandheld(db, readBasic(request.headers.authorization));
      return { receipts: await ingest(source, body) };
    },
    // The schema is for the reader: the pipeline checks each fix on its own, so one bad fix costs no other.
    { validatorCompiler: () => () => true },
  );
}

function readBasic(header: string | undefined): { handheldId: string; secret: string } {
  const [scheme, encoded] = (header ?? '').split(' ');
  const [, handheldId, secret] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (scheme?.toLowerCase() !== 'basic' || !handheldId || !secret)
    throw new Refusal('unknown-handheld', 'send Authorization: Basic base64(handheld:secret)');
  return { handheldId, secret };
}
