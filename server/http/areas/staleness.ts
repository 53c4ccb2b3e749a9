import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/areas.ts';
import { countGrids } from '../../db/fixes/last-seen.ts';
import { iso } from '../../db/store/moments.ts';
import { Refusal } from '../../errors.ts';
import { stalenessOfGrids } from '../../services/areas/grid-staleness.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** A town's worth: an answer names every cell. */
const GRIDS_MAX = 100;

/** The staleness map: how long ago each part of the ground was seen. */
export function stalenessRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.getStaleness, async ({ params, query }) => {
    const { id } = params;
    const { days = routes.STALENESS_DAYS } = query;
    const at = moment(query.at, now());
    const count = await countGrids(db, id, at);
    if (count > GRIDS_MAX) throw Refusal.of('invalid', 'grids-at-once', { count, most: GRIDS_MAX });
    return { at: iso(at), days, grids: await stalenessOfGrids(db, { areaId: id, at, days }) };
  });
}
