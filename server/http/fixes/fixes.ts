import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/fixes.ts';
import { createResendAsked } from '../../ingest/resend-asked.ts';
import type { Mount } from '../shell/mount.ts';

/** Fixes over HTTP: the same batch, the same receipts, gzip accepted. */
export function fixRoutes(mount: Mount, context: Context): void {
  const { ingest } = context;
  const resendAsked = createResendAsked(context);
  mount(
    routes.sendFixes,
    async ({ body, handheld }) => {
      const receipts = await ingest(handheld, body);
      // What is stored is told whatever else fails.
      const resend = await resendAsked().catch(() => null);
      return resend ? { receipts, resend } : { receipts };
    },
    // The schema is for the reader: the pipeline checks each fix on its own, so one bad fix costs no other.
    { validatorCompiler: () => () => true },
  );
}
