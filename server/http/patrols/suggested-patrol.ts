import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/field/patrols.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { findPatrol } from '../../db/patrols/list-patrols.ts';
import { walkedCells } from '../../db/patrols/suggested-patrol.ts';
import { levelOf } from '../../db/rollups/metric-groups.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

/** Risk looked ahead from a patrol's start, hours. */
const WALK_HOURS = 4;

/** What patrols should do about the risk. */
export function suggestedPatrolRoutes(mount: Mount, { db, now, planner }: Context): void {
  mount(routes.suggestPatrol, async ({ params, query }) => {
    const { minutes = 120, hours = 24, at } = query;
    const atMs = moment(at, now());
    const level = await levelOf(db, params.id);
    if (level !== 'grid')
      throw Refusal.of(
        'invalid',
        'suggested-for-grids',
        {},
        { words: { level: [`cases.level.${level}`] } },
      );
    // Whole hours, so that those who ask in one hour get one answer.
    const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
    const suggested = await planner.suggest({ gridId: params.id, atMs: hourMs, hours, minutes });
    if (!suggested) throw Refusal.of('not-found', 'not-there-then');
    return suggested;
  });

  mount(routes.suggestBeside, async ({ params, query }) => {
    const { officerId, patrolId } = params;
    if (!(await findPatrol(db, { officerId, patrolId }))) throw Refusal.of('not-found');
    const walked = await walkedCells(db, officerId, patrolId);
    if (!walked) throw Refusal.of('invalid', 'patrol-runs');
    const suggested = await planner.suggest({
      gridId: walked.gridId,
      atMs: walked.startMs,
      hours: WALK_HOURS,
      minutes: query.minutes ?? Math.min(480, Math.max(10, Math.round(walked.minutes))),
      walked: walked.seen,
    });
    if (!suggested) throw Refusal.of('not-found', 'not-there-then');
    return suggested;
  });
}
