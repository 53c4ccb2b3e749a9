import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/evaluation/worth-a-look.ts';
import { listWorthALook, weighOfficer } from '../../services/verdicts/over-time.ts';
import { carrierOf } from '../own/carrier.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** What weak signals come to over weeks: for those who look into them, and for the officer they are of. */
export function worthALookRoutes(mount: Mount, context: Context): void {
  const { db, now } = context;

  mount(routes.getWorthALook, ({ query, account }) =>
    listWorthALook(db, {
      areaId: query.areaId ?? account.areaId,
      toMs: moment(query.at, now()),
    }),
  );

  mount(routes.getOwnOverTime, async ({ handheld }) => {
    const { officerId } = await carrierOf(context, handheld);
    return weighOfficer(db, { officerId, toMs: now() });
  });
}
