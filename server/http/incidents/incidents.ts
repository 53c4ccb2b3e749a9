import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { Incident, IncidentHistory } from '../../contract/incidents/incident.ts';
import { DAY_MS } from '../../contract/units.ts';
import { incidentHistory, listCategories, listIncidents } from '../../db/incidents/incidents.ts';
import { Refusal } from '../../errors.ts';
import { accountOf } from '../accounts/access.ts';
import { READER_ROUTE, readerOrAccount } from '../accounts/reader.ts';
import { MomentQuery, moment } from '../shell/query.ts';

const tags = ['incidents'];

const Category = Type.Object({
  code: Type.String(),
  parentCode: Type.Union([Type.String(), Type.Null()]),
  nameZh: Type.String(),
  nameEn: Type.String(),
  points: Type.Number(),
});

/** Incidents by time, and their categories. */
export const incidentRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', readerOrAccount({ db, now }));

    app.get(
      '/incidents',
      {
        schema: {
          tags,
          summary: 'Incidents that began in a period (the last 7 days unless told), newest first',
          querystring: Type.Object({
            from: Type.Optional(MomentQuery),
            to: Type.Optional(MomentQuery),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000, default: 5_000 })),
          }),
          response: { 200: Type.Object({ incidents: Type.Array(Incident) }) },
        },
      },
      async (request) => {
        const toMs = moment(request.query.to, now());
        return {
          incidents: await listIncidents(db, {
            within: accountOf(request).areaId,
            fromMs: moment(request.query.from, toMs - 7 * DAY_MS),
            toMs,
            limit: request.query.limit ?? 5_000,
          }),
        };
      },
    );

    app.get(
      '/incidents/:id',
      {
        schema: {
          tags,
          summary: 'What an incident is, and what it was before it was corrected or withdrawn',
          params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) }),
          response: { 200: IncidentHistory },
        },
      },
      async (request) => {
        const { id } = request.params;
        const history = await incidentHistory(db, id, accountOf(request).areaId);
        if (!history) throw new Refusal('not-found', `there is no incident ${id} in your area`);
        return history;
      },
    );

    app.get(
      '/incidents/categories',
      {
        config: READER_ROUTE.config,
        schema: {
          tags,
          security: READER_ROUTE.security,
          summary: 'The tree of incident categories',
          response: { 200: Type.Object({ categories: Type.Array(Category) }) },
        },
      },
      async () => ({ categories: await listCategories(db) }),
    );
  };
