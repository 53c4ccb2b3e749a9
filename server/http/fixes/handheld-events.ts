import type { Context } from '../../context.ts';
import { PatrolEnd, PatrolStart } from '../../contract/fixes/handheld.ts';
import * as routes from '../../contract/routes/fixes.ts';
import { refusedOf } from '../../db/fixes/refused-fixes.ts';
import { readTimed } from '../../ingest/read-event.ts';
import type { Mount } from '../shell/mount.ts';
import { handheldOf } from './handheld-of.ts';

/** The schemas are for the reader: entrances read what comes in by themselves, and a call for help is taken whatever it holds. */
const UNCHECKED = { validatorCompiler: () => () => true };

/** What handhelds declare, over HTTP: the same events and answers as on the socket. The handheld shows itself by HTTP Basic. */
export function handheldEventRoutes(mount: Mount, { db, desk, now }: Context): void {
  mount(
    routes.callForHelp,
    async ({ body, request }) => ({ alertId: await desk.sos(await handheldOf(db, request), body) }),
    UNCHECKED,
  );
  mount(
    routes.startPatrol,
    async ({ body, request }) => {
      const source = await handheldOf(db, request);
      return desk.start(source, readTimed(PatrolStart, body, now()));
    },
    UNCHECKED,
  );
  mount(
    routes.endPatrol,
    async ({ body, request }) => {
      const source = await handheldOf(db, request);
      return desk.end(source, readTimed(PatrolEnd, body, now()));
    },
    UNCHECKED,
  );
  mount(routes.listOwnRefused, async ({ request }) => {
    const { handheldId } = await handheldOf(db, request);
    return { refused: await refusedOf(db, handheldId, now()) };
  });
}
