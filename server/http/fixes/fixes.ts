import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/fixes.ts';
import type { Mount } from '../shell/mount.ts';
import { handheldOf } from './handheld-of.ts';

/** Fixes over HTTP: the same batch, the same receipts, gzip accepted. The handheld shows itself by HTTP Basic. */
export function fixRoutes(mount: Mount, { db, ingest }: Context): void {
  mount(
    routes.sendFixes,
    async ({ body, request }) => ({ receipts: await ingest(await handheldOf(db, request), body) }),
    // The schema is for the reader: the pipeline checks each fix on its own, so one bad fix costs no other.
    { validatorCompiler: () => () => true },
  );
}
