import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/fixes.ts';
import type { Mount } from '../shell/mount.ts';

/** Fixes over HTTP: the same batch, the same receipts, gzip accepted. */
export function fixRoutes(mount: Mount, { ingest }: Context): void {
  mount(
    routes.sendFixes,
    async ({ body, handheld }) => ({ receipts: await ingest(handheld, body) }),
    // The schema is for the reader: the pipeline checks each fix on its own, so one bad fix costs no other.
    { validatorCompiler: () => () => true },
  );
}
