import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Context } from '../../context.ts';
import type { Account } from '../../contract/accounts/account.ts';
import { DAY_MS } from '../../contract/units.ts';
import {
  WARNING_LEVELS,
  WARNING_STATES,
  Warning,
  WarningCloseBody,
  WarningCollection,
  WarningDetail,
  WarningIncidents,
  WarningPage,
  WarningRate,
  WarningStepBody,
} from '../../contract/warnings/warning.ts';
import { incidentsAmong } from '../../db/incidents/incidents.ts';
import { placeOf } from '../../db/rollups/metric-groups.ts';
import {
  findWarning,
  listWarnings,
  readWarningHistory,
  type WarningFilter,
} from '../../db/warnings/list.ts';
import { countReceipts } from '../../db/warnings/receipts.ts';
import { effectOf, raisedOn } from '../../domain/warnings/effect.ts';
import { stepsOfPerson } from '../../domain/warnings/life-cycle.ts';
import { outlineOf } from '../../domain/warnings/outline.ts';
import { Refusal } from '../../errors.ts';
import { gatherEffect } from '../../services/warnings/effect.ts';
import { warningRates } from '../../services/warnings/rates.ts';
import { type NewStep, takeStep } from '../../services/warnings/steps.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

const tags = ['warnings'];
const YEAR_MS = 366 * DAY_MS;

/** Some of these words, with commas between. */
const some = (words: readonly string[]) =>
  Type.Optional(
    Type.String({
      pattern: `^(${words.join('|')})(,(${words.join('|')}))*$`,
      description: `Some of ${words.join(', ')}, with commas between`,
    }),
  );
const ListQuery = Type.Object({
  areaId: Type.Optional(IdParam),
  state: some(WARNING_STATES),
  level: some(WARNING_LEVELS),
  category: Type.Optional(Type.String({ maxLength: 100 })),
  from: Type.Optional(MomentQuery),
  to: Type.Optional(MomentQuery),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}-\\d{1,15}$' })),
});
const Key = Type.Object({ id: IdParam });

/** Warnings: what they rest on, what persons do about them, what came of them. */
export const warningRoutes =
  ({ db, now, announce }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/warnings',
      {
        schema: {
          tags,
          summary:
            'Warnings that touch your area and stood at any time in a period, raised last first',
          querystring: ListQuery,
          response: { 200: WarningPage },
        },
      },
      async (request) => listWarnings(db, filterOf(request.query, accountOf(request))),
    );

    app.get(
      '/warnings.geojson',
      {
        schema: {
          tags,
          summary: 'The same with the outline of their cells, WGS-84',
          querystring: ListQuery,
          response: { 200: WarningCollection },
        },
      },
      async (request): Promise<WarningCollection> => {
        const { warnings } = await listWarnings(db, filterOf(request.query, accountOf(request)));
        return {
          type: 'FeatureCollection',
          features: warnings.map(({ cells, ...properties }) => ({
            type: 'Feature',
            id: properties.id,
            geometry: outlineOf(cells),
            properties,
          })),
        };
      },
    );

    app.get(
      '/warnings/rate',
      {
        schema: {
          tags,
          summary:
            'Warnings a month of an area (yours unless told) and of each right below it, and the share closed as false',
          querystring: Type.Object({
            areaId: Type.Optional(IdParam),
            from: Type.Optional(MomentQuery),
            to: Type.Optional(MomentQuery),
          }),
          response: { 200: Type.Object({ rates: Type.Array(WarningRate) }) },
        },
      },
      async (request) => {
        const scope = accountOf(request).areaId;
        const areaId = request.query.areaId ?? scope;
        const toMs = moment(request.query.to, now());
        const fromMs = moment(request.query.from, toMs - YEAR_MS);
        if (!(await placeOf(db, areaId, scope, new Date(now()).toISOString()))?.inScope)
          throw new Refusal('forbidden', `you may ask for area ${scope} and those below it`);
        return { rates: await warningRates(db, { areaId, fromMs, toMs }) };
      },
    );

    app.get(
      '/warnings/:id',
      {
        schema: {
          tags,
          summary: 'All that a warning rests on, what was done about it and what came of it',
          params: Key,
          response: { 200: WarningDetail },
        },
      },
      async (request): Promise<WarningDetail> => {
        const account = accountOf(request);
        const warning = await findWarning(db, request.params.id, account.areaId);
        if (!warning) throw new Refusal('not-found');
        const history = await readWarningHistory(db, warning.id);
        const raised = raisedOn(warning, history.versions);
        return {
          warning,
          ...history,
          allowed: (await mayAct(account, warning)) ? stepsOfPerson(warning.state) : [],
          handhelds: await countReceipts(db, warning.id),
          effect: effectOf(raised, await gatherEffect(db, raised), now()),
        };
      },
    );

    app.get(
      '/warnings/:id/incidents',
      {
        schema: {
          tags,
          summary:
            'The incidents a version of a warning (the latest unless told) rests on, as they are now, within your area',
          params: Key,
          querystring: Type.Object({ version: Type.Optional(IdParam) }),
          response: { 200: WarningIncidents },
        },
      },
      async (request): Promise<WarningIncidents> => {
        const { areaId } = accountOf(request);
        const warning = await findWarning(db, request.params.id, areaId);
        if (!warning) throw new Refusal('not-found');
        const { versions } = await readWarningHistory(db, warning.id);
        const wanted = request.query.version ?? warning.version;
        const shown = versions.find(({ version }) => version === wanted);
        if (!shown) throw new Refusal('not-found', `this warning has no version ${wanted}`);
        const { findings, version } = shown;
        const ids = [...new Set(findings.flatMap(({ incidentIds }) => incidentIds))];
        const incidents = await incidentsAmong(db, ids, {
          within: areaId,
          fromMs: Math.min(...findings.map(({ from }) => Date.parse(from)), now()),
          toMs: now(),
        });
        return { version, incidents, missing: ids.length - incidents.length };
      },
    );

    for (const step of ['acknowledge', 'take'] as const)
      app.post(
        `/warnings/:id/${step}`,
        {
          schema: {
            tags,
            summary: SUMMARIES[step],
            params: Key,
            body: WarningStepBody,
            response: { 200: Warning },
          },
        },
        async (request) => stepOf(request, request.params.id, { step, verdict: null }),
      );

    app.post(
      '/warnings/:id/close',
      {
        schema: {
          tags,
          summary: 'Close a warning and say whether it was real',
          params: Key,
          body: WarningCloseBody,
          response: { 200: Warning },
        },
      },
      async (request) =>
        stepOf(request, request.params.id, { step: 'close', verdict: request.body.verdict }),
    );

    async function mayAct({ areaId }: Account, warning: Warning): Promise<boolean> {
      const at = new Date(now()).toISOString();
      return (await placeOf(db, warning.areaId, areaId, at))?.inScope ?? false;
    }

    async function stepOf(
      request: FastifyRequest,
      id: number,
      what: Pick<NewStep, 'step' | 'verdict'>,
    ): Promise<Warning> {
      const account = accountOf(request);
      const { comment } = request.body as Static<typeof WarningStepBody>;
      const known = await findWarning(db, id, account.areaId);
      if (!known) throw new Refusal('not-found');
      if (!(await mayAct(account, known)))
        throw new Refusal(
          'forbidden',
          `this warning is of area ${known.areaId} (${known.areaName}), which is not within yours`,
        );
      const reply = await takeStep(db, id, {
        ...what,
        by: account.name,
        at: now(),
        comment: comment ?? null,
      });
      if (!reply) throw new Refusal('not-found');
      if ('allowed' in reply)
        throw new Refusal(
          'wrong-state',
          `it is ${reply.state}; ${reply.allowed.length ? `you may ${reply.allowed.join(' or ')} it` : 'nothing more can be done'}`,
        );
      announce.warning(reply.warning);
      return reply.warning;
    }
  };

const SUMMARIES = {
  acknowledge: 'Say that you have seen a warning',
  take: 'Take a warning in hand, or over from who has it',
};

function filterOf(query: Static<typeof ListQuery>, { areaId }: Account): WarningFilter {
  const { areaId: within, state, level, from, to, ...rest } = query;
  return {
    ...rest,
    scope: areaId,
    ...(within === undefined ? {} : { within }),
    ...(state ? { states: state.split(',') as WarningFilter['states'] } : {}),
    ...(level ? { levels: level.split(',') as WarningFilter['levels'] } : {}),
    ...(from ? { fromMs: moment(from, 0) } : {}),
    ...(to ? { toMs: moment(to, 0) } : {}),
  };
}
