import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { DayRecord, Leave, LeaveInput } from '../../contract/metrics/day.ts';
import { listLeave, putLeave } from '../../db/people/leave.ts';
import { listDays } from '../../db/rollups/day-verdicts.ts';
import { findEdition, officerInScope, placeOf } from '../../db/rollups/metric-groups.ts';
import { daysBetween, isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { READER_ROUTE, readerOf, readerOrAccount } from '../accounts/reader.ts';
import { IdParam } from '../shell/query.ts';

const tags = ['days'];
const DAYS_MAX = 92;
const ROWS_MAX = 5_000;
const DayText = Type.String({ maxLength: 10, description: 'Local day, YYYY-MM-DD' });
const Range = { from: DayText, to: DayText };

/** Day verdicts, down to the patrols they rest on, and leave. */
export const dayRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', readerOrAccount({ db, now }));
    const { config, security } = READER_ROUTE;
    const moment = () => new Date(now()).toISOString();

    app.get(
      '/days',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Day verdicts with the patrols they rest on, of a grid or an officer',
          querystring: Type.Object({
            ...Range,
            gridId: Type.Optional(IdParam),
            officerId: Type.Optional(IdParam),
          }),
          response: { 200: Type.Object({ days: Type.Array(DayRecord) }) },
        },
      },
      async (request) => {
        const { gridId, officerId, from, to } = request.query;
        mustBeRange(from, to);
        if (gridId === undefined && officerId === undefined)
          throw new Refusal('invalid', 'gridId or officerId names whose days');
        const scope = readerOf(request).areaId;
        const place = (await placeOf(db, scope, scope, moment()))!;
        const { edition } = (await findEdition(db))!;
        const within = [{ id: scope, level: place.level }];
        const who = {
          ...(gridId === undefined ? {} : { gridId }),
          ...(officerId === undefined ? {} : { officerId }),
        };
        return { days: await listDays(db, { ...who, from, to, edition, within, limit: ROWS_MAX }) };
      },
    );

    app.get(
      '/leave',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Days on which officers are not on duty, and who stands in',
          querystring: Type.Object(Range),
          response: { 200: Type.Object({ leave: Type.Array(Leave) }) },
        },
      },
      async (request) => {
        const { from, to } = request.query;
        mustBeRange(from, to);
        return { leave: await listLeave(db, { areaId: readerOf(request).areaId, from, to }) };
      },
    );

    app.put(
      '/leave',
      {
        onRequest: requireRole('supervisor', 'administrator'),
        schema: {
          tags,
          summary:
            'Put leave on record, change it or take it back; the days it touches are judged again',
          body: LeaveInput,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { body } = request;
        const lastDay = body.lastDay ?? body.firstDay;
        if (!isDay(body.firstDay) || !isDay(lastDay) || lastDay < body.firstDay)
          throw new Refusal('invalid', 'firstDay and lastDay are days, YYYY-MM-DD, in this order');
        if (body.substituteId === body.officerId)
          throw new Refusal('invalid', 'who stands in is another officer');
        const scope = accountOf(request).areaId;
        if (!(await officerInScope(db, body.officerId, scope, moment())))
          throw new Refusal('forbidden', `you may put leave of officers in area ${scope}`);
        if (!(await putLeave(db, body, now())))
          throw new Refusal('invalid', 'substituteId names no officer');
        return reply.code(204).send(null);
      },
    );
  };

function mustBeRange(from: string, to: string): void {
  if (!isDay(from) || !isDay(to) || from >= to || daysBetween(from, to) > DAYS_MAX)
    throw new Refusal(
      'invalid',
      `from and to are days, YYYY-MM-DD, from before to, at most ${DAYS_MAX} days apart`,
    );
}
