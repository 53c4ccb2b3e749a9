import type { Context } from '../../context.ts';
import { CheckpointScan } from '../../contract/checkpoints/scan.ts';
import { PatrolEnd, PatrolStart } from '../../contract/fixes/handheld.ts';
import * as routes from '../../contract/routes/field/fixes.ts';
import { refusedOf } from '../../db/fixes/refused-fixes.ts';
import { readTimed, withCleaned } from '../../ingest/read-event.ts';
import type { Mount } from '../shell/mount.ts';
import { handleError } from '../shell/replies/error-handler.ts';

/** The schemas are for the reader: entrances read what comes in by themselves, and a call for help is taken whatever it holds. */
const UNCHECKED = { validatorCompiler: () => () => true };

/** What handhelds declare, over HTTP: the same events and answers as on the socket. */
export function handheldEventRoutes(mount: Mount, { db, desk, now }: Context): void {
  mount(
    routes.callForHelp,
    async ({ body, handheld }) => ({ alertId: await desk.sos(handheld, body) }),
    {
      ...UNCHECKED,
      // Nor does a body that cannot be read, too large or not in the encoding it states, cost the call.
      errorHandler: async (error, request, reply) => {
        const { body, handheld } = request;
        if (!handheld || body !== undefined) return handleError(error, request, reply);
        const alertId = await desk.sos(handheld, null);
        return reply.code(200).send({ alertId });
      },
    },
  );
  mount(
    routes.startPatrol,
    async ({ body, handheld }) => {
      const { event, cleaned } = readTimed(PatrolStart, body, now());
      return withCleaned(await desk.start(handheld, event), cleaned);
    },
    UNCHECKED,
  );
  mount(
    routes.endPatrol,
    async ({ body, handheld }) => {
      const { event, cleaned } = readTimed(PatrolEnd, body, now());
      return withCleaned(await desk.end(handheld, event), cleaned);
    },
    UNCHECKED,
  );
  mount(
    routes.scanCheckpoint,
    async ({ body, handheld }) => {
      const { event, cleaned } = readTimed(CheckpointScan, body, now());
      return withCleaned(await desk.scan(handheld, event), cleaned);
    },
    UNCHECKED,
  );
  mount(routes.listOwnRefused, async ({ handheld }) => ({
    refused: await refusedOf(db, handheld.handheldId, now()),
  }));
}
