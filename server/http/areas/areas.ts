import type { Context } from '../../context.ts';
import * as imports from '../../contract/routes/people/area-imports.ts';
import * as routes from '../../contract/routes/people/areas.ts';
import { areaCollection, listAreas } from '../../db/areas/areas.ts';
import { comingChanges } from '../../db/areas/coming-changes.ts';
import { createPackedAreas } from '../../services/areas/packed-areas.ts';
import { withdrawChange } from '../../services/areas/withdraw-change.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';
import { isHeld } from '../shell/replies/is-held.ts';

/** Areas as of a moment, within what the account may see, and what is still to come there. */
export function areaRoutes(mount: Mount, { db, now, roster }: Context): void {
  mount(routes.listAreas, async ({ query, reader }) => ({
    areas: await listAreas(db, {
      at: moment(query.at, now()),
      within: reader.areaId,
      ...(query.level ? { level: query.level } : {}),
    }),
  }));

  mount(imports.listComingChanges, async ({ account }) => ({
    changes: await comingChanges(db, account.areaId, now()),
  }));

  mount(imports.withdrawAreas, async ({ account, body, record }) => {
    const asked = { within: account.areaId, nowMs: now() };
    const change = await withdrawChange(db, body, asked);
    if (change.withdrawn) {
      roster.forget();
      const { areas, begin, change: changed, end, from } = change;
      await record(undefined, { also: { from, begin, change: changed, end, areas } });
    }
    return change;
  });

  const packed = createPackedAreas(db);
  mount(routes.getAreaCollection, async ({ query, account, request }, reply) => {
    const filter = {
      at: moment(query.at, now()),
      within: account.areaId,
      ...(query.level ? { level: query.level } : {}),
    };
    const tag = await packed.tagOf(filter);
    // Kept by the browser, and asked for anew each time whether it still holds.
    reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'accept-encoding' });
    if (isHeld(request, tag)) return reply.code(304).send();
    const { 'accept-encoding': encodings } = request.headers;
    if (!/\bgzip\b/.test(String(encodings))) return areaCollection(db, filter);
    const { bytes } = await packed.read(filter, tag);
    return reply.type('application/json').header('content-encoding', 'gzip').send(bytes);
  });
}
