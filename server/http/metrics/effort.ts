import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { EffortAnswer } from '../../contract/metrics/effort.ts';
import { DAY_MS } from '../../contract/units.ts';
import { CONFIDENCE, weighEffort } from '../../domain/effort/weigh-effort.ts';
import { addDays, daysBetween, isDay } from '../../domain/metrics/periods.ts';
import { Refusal } from '../../errors.ts';
import { gatherEffort } from '../../services/metrics/effort.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam } from '../shell/query.ts';
import { editionOf, withinOf } from './metric-basis.ts';

const DAYS = 28;
const DAYS_MAX = 92;
const Day = Type.String({ format: 'date' });

/** Where patrols and incidents do not meet. */
export const effortRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/effort',
      {
        schema: {
          tags: ['incidents'],
          summary:
            'Patrol hours against reported incidents by grid, with intervals: hot but not patrolled, patrolled but cold (the last 28 days unless told)',
          querystring: Type.Object({
            areaId: Type.Optional(IdParam),
            from: Type.Optional(Day),
            to: Type.Optional(Day),
          }),
          response: { 200: EffortAnswer },
        },
      },
      async (request): Promise<EffortAnswer> => {
        const scope = accountOf(request).areaId;
        const areaId = request.query.areaId ?? scope;
        const to = request.query.to ?? new Date(now() + DAY_MS).toISOString().slice(0, 10);
        const from = request.query.from ?? addDays(to, -DAYS);
        for (const day of [from, to])
          if (!isDay(day)) throw new Refusal('invalid', `${day} is no day`);
        if (from >= to) throw new Refusal('invalid', `from (${from}) must come before to (${to})`);
        const days = daysBetween(from, to);
        if (days > DAYS_MAX)
          throw new Refusal('invalid', `effort is weighed over at most ${DAYS_MAX} days`);
        const within = await withinOf(db, { areaId, scope, moment: new Date(now()).toISOString() });
        const { edition } = await editionOf(db, undefined);
        const facts = await gatherEffort(db, areaId, { from, to, edition, within });
        const grids = weighEffort(facts, days).map((row, k) => ({
          ...row,
          code: facts[k]!.code,
          name: facts[k]!.name,
          // Infinity has no JSON: no bound.
          effortRatio: row.effortRatio && {
            low: row.effortRatio.low,
            best: finite(row.effortRatio.best),
            high: finite(row.effortRatio.high),
          },
        }));
        return { areaId, from, to, edition, confidence: CONFIDENCE, grids };
      },
    );
  };

const finite = (value: number) => (Number.isFinite(value) ? value : null);
