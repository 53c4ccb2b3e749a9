import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import {
  DepartmentFigure,
  DepartmentFiguresInput,
} from '../../contract/metrics/department-figures.ts';
import { METRIC_PAGE_MAX } from '../../contract/metrics/metrics.ts';
import {
  listDepartmentFigures,
  putDepartmentFigures,
} from '../../db/incidents/department-figures.ts';
import { isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { accountOf, requireRole } from '../accounts/access.ts';

const tags = ['scoring'];
const Day = Type.String({ maxLength: 10, description: 'Local day, YYYY-MM-DD' });

/** What departments have on record by grid and day, such as Rencheng's ten withouts: counts beside the incidents in scores and honour lists. */
export const departmentFigureRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.put(
      '/department-figures',
      {
        onRequest: requireRole('administrator'),
        schema: {
          tags,
          summary: 'Import what departments have on record, all or nothing; 0 takes a figure back',
          body: DepartmentFiguresInput,
          response: { 200: Type.Object({ changed: Type.Integer() }) },
        },
      },
      async (request) => {
        const { figures } = request.body;
        const wrong = figures.find(({ day }) => !isDay(day));
        if (wrong) throw new Refusal('invalid', `${wrong.id}: day is YYYY-MM-DD`);
        const within = accountOf(request).areaId;
        const put = await putDepartmentFigures(db, figures, { within, moment: now() });
        if ('refused' in put) throw new Refusal('invalid', put.refused.join('; '));
        return put;
      },
    );

    app.get(
      '/department-figures',
      {
        schema: {
          tags,
          summary: `What departments have on record, at most ${METRIC_PAGE_MAX}`,
          querystring: Type.Object({ from: Day, to: Day }),
          response: { 200: Type.Object({ figures: Type.Array(DepartmentFigure) }) },
        },
      },
      async (request) => {
        const { from, to } = request.query;
        if (!isDay(from) || !isDay(to)) throw new Refusal('invalid', 'from and to are YYYY-MM-DD');
        const within = accountOf(request).areaId;
        const asked = { within, moment: now(), from, to, limit: METRIC_PAGE_MAX };
        return { figures: await listDepartmentFigures(db, asked) };
      },
    );
  };
