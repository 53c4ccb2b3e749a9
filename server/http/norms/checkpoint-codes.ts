import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/checkpoint-codes.ts';
import { endCodes } from '../../db/checkpoints/codes.ts';
import { Refusal } from '../../errors.ts';
import { printCodes } from '../../services/checkpoints/print-codes.ts';
import { openScreen, readScreen } from '../../services/checkpoints/screens.ts';
import { areaOf } from '../areas/area-of.ts';
import type { Mount } from '../shell/mount.ts';

/** Codes that confirm a visit to a checkpoint: printed, shown by a screen at the place, and renewed once one was copied. */
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

  mount(routes.openCheckpointScreen, async ({ account, body: { area, checkpoint } }) => {
    const areaId = await areaOf(db, area);
    const shop = { db, sealing, nowMs: now(), by: account.name };
    const token = await openScreen(shop, { areaId, checkpoint });
    if (token === null) throw Refusal.of('not-found', 'checkpoint-not-asked', { area, checkpoint });
    return { token };
  });

  mount(routes.readCheckpointScreen, async ({ body: { token } }) => {
    const screen = await readScreen({ db, sealing, nowMs: now() }, token);
    if (!screen) throw Refusal.of('not-found', 'screen-ended');
    return screen;
  });
}
