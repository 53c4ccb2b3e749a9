import {
  type FastifyPluginAsyncTypebox,
  TypeBoxValidatorCompiler,
} from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Default } from 'typebox/value';
import type { Context } from '../../context.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { NormRules } from '../../contract/norms/norm.ts';
import { NormRecord } from '../../contract/norms/norm-record.ts';
import { BACK_TEST_DAYS_MAX, BackTest, BackTestInput } from '../../contract/norms/norm-test.ts';
import { OfficerCategory } from '../../contract/people/people.ts';
import { NormInput } from '../../contract/people/provision.ts';
import { gridDaysBelow } from '../../db/norms/norm-trial.ts';
import { chooseNorm, listNorms } from '../../db/norms/norms.ts';
import { putNorms } from '../../db/norms/provision-norms.ts';
import { placeOf } from '../../db/rollups/metric-groups.ts';
import { daysBetween } from '../../domain/metrics/periods.ts';
import { publicationDefects } from '../../domain/norms/check-publication.ts';
import { PRESETS } from '../../domain/norms/presets.ts';
import { normContradictions } from '../../domain/verification/norm-contradictions.ts';
import { Refusal } from '../../errors.ts';
import { backTest } from '../../jobs/verdicts/back-test.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { READER_ROUTE, readerOf, readerOrAccount } from '../accounts/reader.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

const tags = ['norms'];
/** Patrols one request judges again; more are asked for day by day or area by area. */
const BACK_TEST_PATROLS_MAX = 2_000;

/** Norms: what holds and why, presets, trying one on the past, and publishing one from a moment to come. */
export const normRoutes =
  ({ db, now, roster }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', readerOrAccount({ db, now }));
    app.setValidatorCompiler((route) => {
      const validate = TypeBoxValidatorCompiler(route);
      return (value: unknown) => validate(Default(route.schema as never, value));
    });

    app.get(
      '/norms',
      {
        config: READER_ROUTE.config,
        schema: {
          tags,
          security: READER_ROUTE.security,
          summary: 'Every version of the norms of your area and of those above it',
          response: { 200: Type.Object({ norms: Type.Array(NormRecord) }) },
        },
      },
      async (request) => ({
        norms: await listNorms(db, readerOf(request).areaId, new Date(now()).toISOString()),
      }),
    );

    app.get(
      '/norms/choice',
      {
        schema: {
          tags,
          summary:
            'The norm that holds for a grid and an officer category at a moment: of the nearest area above that has one; null where the built-in rules hold',
          querystring: Type.Object({
            gridId: IdParam,
            category: OfficerCategory,
            at: Type.Optional(MomentQuery),
          }),
          response: {
            200: Type.Object({ norm: Type.Union([NormRecord, Type.Null()]), rules: NormRules }),
          },
        },
      },
      async (request) => {
        const { gridId, category, at } = request.query;
        await mustSee(request, gridId);
        const time = new Date(moment(at, now())).toISOString();
        const norm = (await chooseNorm(db, { gridId, category, moment: time })) ?? null;
        return { norm, rules: norm?.rules ?? defaultNorm().rules };
      },
    );

    app.get(
      '/norms/presets',
      {
        schema: {
          tags,
          summary: 'Norms of five places as a start',
          response: { 200: Type.Object({ presets: Type.Array(Type.Unknown()) }) },
        },
      },
      async () => ({ presets: Object.values(PRESETS) }),
    );

    app.post(
      '/norms/publish',
      {
        onRequest: requireRole('administrator'),
        schema: {
          tags,
          summary: 'Put a norm in force from a moment to come; the past stays judged as it was',
          body: NormInput,
          response: { 200: Type.Object({ published: Type.Boolean() }) },
        },
      },
      async (request) => {
        const norm = request.body;
        await areaOf(request, norm.area);
        const defects = publicationDefects({
          rules: norm.rules,
          fromMs: Date.parse(norm.from),
          nowMs: now(),
        });
        if (defects.length > 0) throw new Refusal('invalid', defects.join('; '));
        const put = await putNorms(db, [norm]);
        if ('refused' in put) throw new Refusal('invalid', put.refused.join('; '));
        roster.forget();
        return { published: put.changed > 0 };
      },
    );

    app.post(
      '/norms/backtest',
      {
        onRequest: requireRole('administrator'),
        schema: {
          tags,
          summary: 'What a norm would have decided over past days; nothing is changed',
          body: BackTestInput,
          response: { 200: BackTest },
        },
      },
      async (request) => {
        const { norm, from, to } = request.body;
        const areaId = await areaOf(request, norm.area);
        const days = daysBetween(from, to);
        if (!(days > 0 && days <= BACK_TEST_DAYS_MAX))
          throw new Refusal(
            'invalid',
            `from must come before to, by at most ${BACK_TEST_DAYS_MAX} days`,
          );
        const contradictions = normContradictions(norm.rules);
        if (contradictions.length > 0)
          throw new Refusal('invalid', `the norm contradicts itself: ${contradictions.join(', ')}`);
        const { keys, patrols } = await gridDaysBelow(db, { areaId, from, to });
        if (patrols > BACK_TEST_PATROLS_MAX)
          throw new Refusal(
            'invalid',
            `these days hold ${patrols} patrols; one request judges at most ${BACK_TEST_PATROLS_MAX} again: ask for fewer days or an area below`,
          );
        return backTest(db, keys, norm);
      },
    );

    /** The id of an area of a code within what the account may see. */
    async function areaOf(request: FastifyRequest, code: string): Promise<number> {
      const area = await db
        .selectFrom('areas')
        .select('id')
        .where('code', '=', code)
        .executeTakeFirst();
      if (!area) throw new Refusal('invalid', `there is no area ${code}`);
      await mustSee(request, area.id);
      return area.id;
    }

    async function mustSee(request: FastifyRequest, areaId: number): Promise<void> {
      const scope = accountOf(request).areaId;
      const place = await placeOf(db, areaId, scope, new Date(now()).toISOString());
      if (!place?.inScope)
        throw new Refusal('forbidden', `you may see area ${scope} and what lies below it`);
    }
  };
