import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { SuggestedPatrol } from '../../contract/patrols/suggested-patrol.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { recordTrackView } from '../../db/accounts/track-views.ts';
import { listAreas } from '../../db/areas/areas.ts';
import { findPatrol } from '../../db/patrols/list-patrols.ts';
import { walkedCells } from '../../db/patrols/suggested-patrol.ts';
import { Refusal } from '../../errors.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

const tags = ['patrols'];
const Minutes = Type.Number({ minimum: 10, maximum: 480, default: 120 });
/** Risk looked ahead from a patrol's start, hours. */
const WALK_HOURS = 4;

/** What patrols should do about the risk. */
export const suggestedPatrolRoutes =
  ({ db, now, planner }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/areas/:id/suggested-patrol',
      {
        schema: {
          tags,
          summary: 'An order of places in a grid that sees the most risk within a time',
          params: Type.Object({ id: IdParam }),
          querystring: Type.Object({
            minutes: Type.Optional(Minutes),
            at: Type.Optional(MomentQuery),
            hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168, default: 24 })),
          }),
          response: { 200: SuggestedPatrol },
        },
      },
      async (request) => {
        const { minutes = 120, hours = 24, at } = request.query;
        const atMs = moment(at, now());
        const areas = await listAreas(db, { at: atMs, within: accountOf(request).areaId });
        const area = areas.find(({ id }) => id === request.params.id);
        if (!area) throw new Refusal('not-found', 'there is no such grid, or it is not yours');
        if (area.level !== 'grid')
          throw new Refusal('invalid', `patrols are suggested for grids; this is a ${area.level}`);
        // Whole hours, so that those who ask in one hour get one answer.
        const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
        return (await planner.suggest({ gridId: area.id, atMs: hourMs, hours, minutes }))!;
      },
    );

    app.get(
      '/officers/:officerId/patrols/:patrolId/suggested',
      {
        schema: {
          tags,
          summary:
            'What would have seen the most risk in the time a patrol took, beside what it saw',
          params: Type.Object({ officerId: IdParam, patrolId: IdParam }),
          querystring: Type.Object({
            minutes: Type.Optional(
              Type.Number({
                minimum: 10,
                maximum: 480,
                description: 'Instead of the time it took, such as the minutes of it that counted',
              }),
            ),
          }),
          response: { 200: SuggestedPatrol },
        },
      },
      async (request) => {
        const account = accountOf(request);
        const { officerId, patrolId } = request.params;
        if (!(await findPatrol(db, { officerId, patrolId, scope: account.areaId })))
          throw new Refusal('not-found');
        const walked = await walkedCells(db, officerId, patrolId);
        if (!walked) throw new Refusal('invalid', 'this patrol has not ended yet');
        await recordTrackView(db, { officerId, patrolId, viewedBy: account.name });
        const suggested = await planner.suggest({
          gridId: walked.gridId,
          atMs: walked.startMs,
          hours: WALK_HOURS,
          minutes: request.query.minutes ?? Math.min(480, Math.max(10, Math.round(walked.minutes))),
          walked: walked.seen,
        });
        if (!suggested) throw new Refusal('not-found', 'the grid was not there at the start');
        return suggested;
      },
    );
  };
