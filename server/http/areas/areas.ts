import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/areas.ts';
import { areaCollection, listAreas } from '../../db/areas/areas.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Areas as of a moment, within what the account may see. */
export function areaRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.listAreas, async ({ query, reader }) => ({
    areas: await listAreas(db, {
      at: moment(query.at, now()),
      within: reader.areaId,
      ...(query.level ? { level: query.level } : {}),
    }),
  }));

  mount(routes.getAreaCollection, async ({ query, account }) =>
    areaCollection(db, {
      at: moment(query.at, now()),
      within: account.areaId,
      ...(query.level ? { level: query.level } : {}),
    }),
  );
}
