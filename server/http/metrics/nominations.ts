import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import {
  Nomination,
  NominationDecision,
  NominationInput,
} from '../../contract/metrics/nomination.ts';
import {
  decideNomination,
  insertNomination,
  listNominations,
} from '../../db/rollups/nominations.ts';
import { Refusal } from '../../errors.ts';
import { nominate } from '../../services/metrics/nominate.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam } from '../shell/query.ts';
import { editionOf, withinOf } from './metric-basis.ts';

const tags = ['scoring'];

/** A quarter nominates, a year decides: who is put forward by a scheme's figures and who is honoured. Both are acts of people. */
export const nominationRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/nominations',
      {
        schema: {
          tags,
          summary: 'Nominations that a year decides on, within your area',
          querystring: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 9999 }) }),
          response: { 200: Type.Object({ nominations: Type.Array(Nomination) }) },
        },
      },
      async (request) => ({
        nominations: await listNominations(db, {
          within: accountOf(request).areaId,
          moment: now(),
          year: request.query.year,
        }),
      }),
    );

    app.post(
      '/nominations',
      {
        onRequest: requireRole('supervisor', 'administrator'),
        schema: {
          tags,
          summary:
            'Nominate who is ranked by a scheme in a whole period and, where the scheme has an honour list, is on it',
          body: NominationInput,
          response: { 200: Nomination },
        },
      },
      async (request) => {
        const { name: by, areaId: scope } = accountOf(request);
        const moment = new Date(now()).toISOString();
        const found = await nominate(db, request.body, {
          edition: await editionOf(db, undefined),
          within: await withinOf(db, { areaId: scope, scope, moment }),
          scope,
          moment,
        });
        if ('refused' in found) throw new Refusal('invalid', found.refused);
        const made = await insertNomination(db, { ...found, note: request.body.note, by });
        if (!made) throw new Refusal('invalid', 'it is nominated for this period already');
        return made;
      },
    );

    app.post(
      '/nominations/:id/decision',
      {
        onRequest: requireRole('supervisor', 'administrator'),
        schema: {
          tags,
          summary: 'Decide on a nomination, once; not by who made it',
          params: Type.Object({ id: IdParam }),
          body: NominationDecision,
          response: { 200: Nomination },
        },
      },
      async (request) => {
        const { name: by, areaId: within } = accountOf(request);
        const key = { id: request.params.id, within, moment: now(), by };
        const decided = await decideNomination(db, key, request.body);
        if (decided === 'own')
          throw new Refusal('forbidden', 'you nominated yourself; somebody else decides');
        if (!decided) throw new Refusal('not-found', 'no undecided nomination under this id');
        return decided;
      },
    );
  };
