import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/checkpoint-codes.ts';
import { endCodes } from '../../db/checkpoints/codes.ts';
import { printCodes } from '../../services/checkpoints/print-codes.ts';
import { areaOf } from '../areas/area-of.ts';
import type { Mount } from '../shell/mount.ts';

/** Codes that confirm a visit to a checkpoint: printed, and renewed once one was copied. */
export function checkpointCodeRoutes(mount: Mount, { db, now, sealing }: Context): void {
  mount(routes.printCheckpointCodes, async ({ account, body: { area, ...asked } }) => {
    const areaId = await areaOf(db, area);
    return {
      codes: await printCodes(
        { db, sealing, nowMs: now(), by: account.name },
        { areaId, ...asked },
      ),
    };
  });

  mount(routes.renewCheckpointCodes, async ({ body: { area, checkpoint } }) => {
    const areaId = await areaOf(db, area);
    return { ended: await endCodes(db, { areaId, checkpointId: checkpoint, nowMs: now() }) };
  });
}
