import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { CellRisk } from '../../contract/risk/risk.ts';
import { listAreas } from '../../db/areas/areas.ts';
import { Refusal } from '../../errors.ts';
import { areaRisk } from '../../services/risk/area-risk.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

/** Where incidents are to be expected next. */
export const riskRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/risk',
      {
        schema: {
          tags: ['incidents'],
          summary: 'Expected incidents by H3 cell of an area in the hours after a moment',
          querystring: Type.Object({
            areaId: Type.Optional(IdParam),
            at: Type.Optional(MomentQuery),
            hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168, default: 24 })),
          }),
          response: { 200: CellRisk },
        },
      },
      async (request) => {
        const account = accountOf(request);
        const atMs = moment(request.query.at, now());
        const areaId = request.query.areaId ?? account.areaId;
        if (areaId !== account.areaId) {
          const areas = await listAreas(db, { at: atMs, within: account.areaId });
          if (!areas.some(({ id }) => id === areaId))
            throw new Refusal('forbidden', 'this area is not yours');
        }
        const risk = await areaRisk(db, areaId, { atMs, hours: request.query.hours ?? 24 });
        if (!risk) throw new Refusal('not-found', 'there was no such area then');
        return risk;
      },
    );
  };
