import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { Pair, PairInput, type PairKey } from '../../contract/people/pair.ts';
import { dropPair, listPairs, putPair } from '../../db/people/pairs.ts';
import { officerInScope } from '../../db/rollups/metric-groups.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam } from '../shell/query.ts';

const tags = ['days'];
const DayText = Type.String({ maxLength: 10, description: 'Local day, YYYY-MM-DD' });

/** Officers sent out together. */
export const pairRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole('supervisor', 'administrator'));
    /** Both must be the account's own: nobody vouches for another's officers. */
    const mustHold = async (scope: number, { officerId, partnerId }: PairKey) => {
      const moment = new Date(now()).toISOString();
      for (const id of [officerId, partnerId])
        if (!(await officerInScope(db, id, scope, moment)))
          throw new Refusal('forbidden', `officer ${id} holds no grid in area ${scope}`);
    };

    app.get(
      '/pairs',
      {
        schema: {
          tags,
          summary: 'Officers sent out together on some days',
          querystring: Type.Object({ from: DayText, to: DayText }),
          response: { 200: Type.Object({ pairs: Type.Array(Pair) }) },
        },
      },
      async (request) => {
        const { from, to } = request.query;
        if (!isDay(from) || !isDay(to) || from >= to)
          throw new Refusal('invalid', 'from and to are days, YYYY-MM-DD, from before to');
        return { pairs: await listPairs(db, { areaId: accountOf(request).areaId, from, to }) };
      },
    );

    app.put(
      '/pairs',
      {
        schema: {
          tags,
          summary:
            'Put on record that two officers go out together; their common patrols are judged again',
          body: PairInput,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { body } = request;
        const lastDay = body.lastDay ?? body.firstDay;
        if (!isDay(body.firstDay) || !isDay(lastDay) || lastDay < body.firstDay)
          throw new Refusal('invalid', 'firstDay and lastDay are days, YYYY-MM-DD, in this order');
        if (body.partnerId === body.officerId)
          throw new Refusal('invalid', 'a pair is two officers');
        const { areaId, name } = accountOf(request);
        await mustHold(areaId, body);
        if (!(await putPair(db, { ...body, putBy: name }, now())))
          throw new Refusal('invalid', 'there is no such officer');
        return reply.code(204).send(null);
      },
    );

    app.delete(
      '/pairs',
      {
        schema: {
          tags,
          summary: 'Take a pair off the record; their common patrols are judged again',
          querystring: Type.Object({
            officerId: IdParam,
            partnerId: IdParam,
            firstDay: DayText,
          }),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const pair = request.query;
        if (!isDay(pair.firstDay)) throw new Refusal('invalid', 'firstDay is a day, YYYY-MM-DD');
        await mustHold(accountOf(request).areaId, pair);
        if (!(await dropPair(db, pair, now()))) throw new Refusal('not-found');
        return reply.code(204).send(null);
      },
    );
  };
