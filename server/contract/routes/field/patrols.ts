import { Type } from 'typebox';
import { literals } from '../../literals.ts';
import { Counterparts } from '../../patrols/counterpart.ts';
import { DayStandings } from '../../patrols/day-standings.ts';
import { Contest, ContestBody, DecisionBody, Evidence, PatrolPage } from '../../patrols/patrol.ts';
import { SuggestedPatrol } from '../../patrols/suggested-patrol.ts';
import { Outcome } from '../../patrols/verdict.ts';
import { LANGUAGE_CODES } from '../../words/languages.ts';
import { ById, IdParam, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['patrols'];
const PatrolKey = Type.Object({ officerId: IdParam, patrolId: IdParam });

export const listPatrols = route({
  operationId: 'listPatrols',
  method: 'GET',
  path: '/patrols',
  summary: 'Patrols with the head of their latest verdict, newest first',
  tags,
  access: 'look',
  scope: 'own-area',
  discloses: 'reply.patrols.*.officerId',
  query: Type.Object({
    from: Type.Optional(MomentQuery),
    to: Type.Optional(MomentQuery),
    areaId: Type.Optional(IdParam),
    officerId: Type.Optional(IdParam),
    outcome: Type.Optional(Outcome),
    judged: Type.Optional(
      Type.Boolean({ description: 'true: only those with a verdict or a decision' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,13}-\\d{1,15}$' })),
  }),
  replies: { 200: PatrolPage },
});

export const getDayStandings = route({
  operationId: 'getDayStandings',
  method: 'GET',
  path: '/patrols/standings',
  summary: 'Patrols that started within a span in figures, and how each of their grids stands',
  tags,
  access: 'look',
  scope: 'own-area',
  query: Type.Object({ from: MomentQuery, to: MomentQuery }),
  replies: { 200: DayStandings },
});

export const getEvidence = route({
  operationId: 'getEvidence',
  asksPurpose: true,
  method: 'GET',
  path: '/officers/:officerId/patrols/:patrolId',
  summary: 'All that the verdict over one patrol rests on',
  tags,
  access: 'look',
  scope: { patrol: 'params.patrolId' },
  discloses: 'params.officerId',
  params: PatrolKey,
  replies: { 200: Evidence },
  errors: ['not-found'],
});

export const getEvidencePdf = route({
  operationId: 'getEvidencePdf',
  asksPurpose: true,
  method: 'GET',
  path: '/officers/:officerId/patrols/:patrolId/evidence.pdf',
  summary: 'The same as sheets of A4 for a file, of the latest verdict unless a version is told',
  tags,
  access: 'look',
  scope: { patrol: 'params.patrolId' },
  discloses: 'params.officerId',
  params: PatrolKey,
  query: Type.Object(
    {
      version: Type.Optional(IdParam),
      language: Type.Optional(literals(LANGUAGE_CODES)),
    },
    { additionalProperties: false },
  ),
  replies: { 200: Type.Unknown() },
  files: ['application/pdf'],
  errors: ['not-found', 'wrong-state'],
});

export const getCounterparts = route({
  operationId: 'getCounterparts',
  asksPurpose: true,
  method: 'GET',
  path: '/officers/:officerId/patrols/:patrolId/counterparts',
  summary:
    'The patrols on whose tracks signals of the latest verdict rest: who copied whom, or was carried with whom',
  tags,
  access: 'look',
  scope: { patrol: 'params.patrolId' },
  discloses: 'reply.counterparts.*.patrol.officerId',
  params: PatrolKey,
  replies: { 200: Counterparts },
  errors: ['not-found'],
});

export const contestVerdict = route({
  operationId: 'contestVerdict',
  method: 'POST',
  path: '/officers/:officerId/patrols/:patrolId/contests',
  summary: 'Object to the latest verdict over a patrol',
  tags,
  access: 'contest',
  scope: { patrol: 'params.patrolId' },
  params: PatrolKey,
  body: ContestBody,
  replies: { 200: Contest },
  errors: ['not-found'],
});

export const decideContest = route({
  operationId: 'decideContest',
  method: 'POST',
  path: '/officers/:officerId/patrols/:patrolId/contests/:contestId/decision',
  summary: "Decide an objection; the machine's verdict stays on record",
  tags,
  access: 'decide-contests',
  scope: { patrol: 'params.patrolId' },
  params: Type.Object({ ...PatrolKey.properties, contestId: IdParam }),
  body: DecisionBody,
  replies: { 200: Contest },
  errors: ['not-found'],
});

export const suggestPatrol = route({
  operationId: 'suggestPatrol',
  method: 'GET',
  path: '/areas/:id/suggested-patrol',
  summary: 'An order of places in a grid that sees the most risk within a time',
  tags,
  access: 'look',
  scope: { area: 'params.id' },
  params: ById,
  query: Type.Object({
    minutes: Type.Optional(Type.Number({ minimum: 10, maximum: 480, default: 120 })),
    at: Type.Optional(MomentQuery),
    hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 168, default: 24 })),
  }),
  replies: { 200: SuggestedPatrol },
  errors: ['not-found'],
});

export const suggestBeside = route({
  operationId: 'suggestBeside',
  method: 'GET',
  path: '/officers/:officerId/patrols/:patrolId/suggested',
  summary: 'What would have seen the most risk in the time a patrol took, beside what it saw',
  tags,
  access: 'look',
  scope: { patrol: 'params.patrolId' },
  discloses: 'params.officerId',
  params: PatrolKey,
  query: Type.Object({
    minutes: Type.Optional(
      Type.Number({
        minimum: 10,
        maximum: 480,
        description: 'Instead of the time it took, such as the minutes of it that counted',
      }),
    ),
  }),
  replies: { 200: SuggestedPatrol },
  errors: ['not-found'],
});
