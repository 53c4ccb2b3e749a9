import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import {
  Contest,
  ContestBody,
  DecisionBody,
  Evidence,
  PatrolPage,
} from '../../contract/patrols/patrol.ts';
import { Outcome } from '../../contract/patrols/verdict.ts';
import { recordTrackView } from '../../db/accounts/track-views.ts';
import { findPatrol, listPatrols } from '../../db/patrols/list-patrols.ts';
import { decideContest, insertContest, readContests } from '../../db/verdicts/contests.ts';
import { Refusal } from '../../errors.ts';
import { gatherEvidence } from '../../services/verdicts/evidence.ts';
import { accountOf, requireRole } from '../accounts/access.ts';
import { IdParam, MomentQuery, moment } from '../shell/query.ts';

const tags = ['patrols'];
const PatrolKey = Type.Object({ officerId: IdParam, patrolId: IdParam });

/** Patrols, their verdicts and evidence, and objections to them. */
export const patrolRoutes =
  ({ db, announce }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', requireRole());

    app.get(
      '/patrols',
      {
        schema: {
          tags,
          summary: 'Patrols with the head of their latest verdict, newest first',
          querystring: Type.Object({
            from: Type.Optional(MomentQuery),
            to: Type.Optional(MomentQuery),
            areaId: Type.Optional(IdParam),
            officerId: Type.Optional(IdParam),
            outcome: Type.Optional(Outcome),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
            cursor: Type.Optional(Type.String({ pattern: '^\\d{1,13}-\\d{1,15}$' })),
          }),
          response: { 200: PatrolPage },
        },
      },
      async (request) => {
        const { from, to, areaId, ...rest } = request.query;
        return listPatrols(db, {
          ...rest,
          fromMs: moment(from, undefined),
          toMs: moment(to, undefined),
          within: areaId,
          scope: accountOf(request).areaId,
        });
      },
    );

    app.get(
      '/officers/:officerId/patrols/:patrolId',
      {
        schema: {
          tags,
          summary: 'All that the verdict over one patrol rests on',
          params: PatrolKey,
          response: { 200: Evidence },
        },
      },
      async (request) => {
        const account = accountOf(request);
        const patrol = await findPatrol(db, { ...request.params, scope: account.areaId });
        if (!patrol) throw new Refusal('not-found');
        await recordTrackView(db, { ...request.params, viewedBy: account.name });
        return gatherEvidence(db, patrol);
      },
    );

    app.post(
      '/officers/:officerId/patrols/:patrolId/contests',
      {
        schema: {
          tags,
          summary: 'Object to the latest verdict over a patrol',
          params: PatrolKey,
          body: ContestBody,
          response: { 200: Contest },
        },
      },
      async (request) => {
        const { name: by, areaId: scope } = accountOf(request);
        if (!(await findPatrol(db, { ...request.params, scope }))) throw new Refusal('not-found');
        const contest = await insertContest(db, { ...request.params, text: request.body.text, by });
        if (!contest) throw new Refusal('not-found', 'this patrol has no verdict yet');
        announce.patrol(request.params.officerId, request.params.patrolId);
        return contest;
      },
    );

    app.post(
      '/officers/:officerId/patrols/:patrolId/contests/:contestId/decision',
      {
        onRequest: requireRole('supervisor', 'administrator'),
        schema: {
          tags,
          summary: "Decide an objection; the machine's verdict stays on record",
          params: Type.Object({ ...PatrolKey.properties, contestId: IdParam }),
          body: DecisionBody,
          response: { 200: Contest },
        },
      },
      async (request) => {
        const { name, areaId } = accountOf(request);
        const { decision, outcome, note } = request.body;
        if (decision === 'overridden' && !outcome)
          throw new Refusal('invalid', 'overriding takes the outcome that shall stand instead');
        if (!(await findPatrol(db, { ...request.params, scope: areaId })))
          throw new Refusal('not-found');
        const { officerId, patrolId, contestId } = request.params;
        const objections = await readContests(db, officerId, patrolId);
        if (objections.some(({ id, contestedBy }) => id === contestId && contestedBy === name))
          throw new Refusal('forbidden', 'you objected yourself; another supervisor decides');
        const contest = await decideContest(db, request.params, {
          decision,
          outcome: decision === 'overridden' ? outcome! : null,
          note,
          by: name,
        });
        if (!contest) throw new Refusal('not-found', 'no undecided objection under this id');
        announce.patrol(request.params.officerId, request.params.patrolId);
        return contest;
      },
    );
  };
