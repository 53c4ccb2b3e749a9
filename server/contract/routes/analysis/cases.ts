import { Type } from 'typebox';
import { LEVELS } from '../../areas/area.ts';
import { CASE_STATES, CASE_STEPS, Case, LIGHTS, SAME_PLACE_M } from '../../cases/case.ts';
import {
  Deadline,
  DeadlineInput,
  DeadlineRules,
  DeadlineWithdrawal,
} from '../../cases/deadline.ts';
import { Department, DepartmentsInput } from '../../cases/department.ts';
import {
  CASE_PHOTOS_MAX,
  CaseCounts,
  CaseDetail,
  CaseDuplicates,
  CasePage,
  CaseProposals,
  CaseStepBody,
} from '../../cases/detail.ts';
import { PHOTO } from '../../handhelds/own.ts';
import { SEVERITIES } from '../../incidents/incident.ts';
import { literals } from '../../literals.ts';
import { METRIC_FORMATS } from '../../metrics/metrics.ts';
import { Provisioned } from '../../people/provision.ts';
import { record } from '../../shapes.ts';
import { ById, IdParam, MomentQuery, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['cases'];

/** Some of these words, with commas between. */
const some = (words: readonly string[]) =>
  Type.Optional(
    Type.String({
      pattern: `^(${words.join('|')})(,(${words.join('|')}))*$`,
      description: `Some of ${words.join(', ')}, with commas between`,
    }),
  );

const filter = {
  areaId: Type.Optional(IdParam),
  state: some(CASE_STATES),
  light: some(LIGHTS),
  level: some(LEVELS),
  severity: some(SEVERITIES),
  category: Type.Optional(
    Type.String({ maxLength: 1_000, description: 'Codes, with commas between' }),
  ),
  officerId: Type.Optional(IdParam),
  departmentId: Type.Optional(IdParam),
  cards: Type.Optional(Type.Boolean({ description: 'true: those with a card' })),
  open: Type.Optional(Type.Boolean({ description: 'true: not ended; false: ended' })),
  around: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: `Others within ${SAME_PLACE_M} m of this case and of its category: what comes back to one place`,
    }),
  ),
  from: Type.Optional(MomentQuery),
  to: Type.Optional(MomentQuery),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'The number of a case, the beginning of its incident’s id, or part of the name of its category',
    }),
  ),
};

/** What operations on one case have in common. */
const ofOne = { tags, access: 'look', scope: { case: 'params.id' }, params: ById } as const;

export const listCases = route({
  operationId: 'listCases',
  method: 'GET',
  path: '/cases',
  summary:
    'Cases of your area, opened last first; or, `order=due`, those with a deadline, due first first',
  tags,
  access: 'look',
  scope: 'own-area',
  query: Type.Object({
    ...filter,
    order: Type.Optional(Type.Union([Type.Literal('newest'), Type.Literal('due')])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,13}-\\d{1,15}$' })),
    format: Type.Optional(literals(METRIC_FORMATS)),
  }),
  replies: { 200: CasePage },
  files: ['text/csv', 'application/vnd.apache.parquet'],
  headers: {
    link: 'Of a CSV or Parquet file: path of the next page, `rel="next"`; none on the last',
    'x-xunji-next': 'Of a CSV or Parquet file: cursor of the next page; none on the last',
  },
});

export const countCases = route({
  operationId: 'countCases',
  method: 'GET',
  path: '/cases/counts',
  summary: 'Open cases of your area by state and light',
  tags,
  access: 'look',
  scope: 'own-area',
  query: Type.Object(filter),
  replies: { 200: CaseCounts },
});

export const openCase = route({
  operationId: 'openCase',
  method: 'POST',
  path: '/cases',
  summary:
    'Open a case for an incident, whatever its category; one that is there already is the answer',
  tags,
  access: 'handle-cases',
  scope: { incident: 'body.incidentId' },
  body: Type.Object(
    {
      incidentId: Type.String({ minLength: 1, maxLength: 128 }),
      why: Type.Optional(Type.String({ maxLength: 2_000 })),
    },
    { additionalProperties: false },
  ),
  replies: { 200: Case },
  errors: ['not-found', 'forbidden'],
});

export const getCase = route({
  operationId: 'getCase',
  method: 'GET',
  path: '/cases/:id',
  summary:
    'A case with all that was done about it, its deadlines, photos and who was seen at the place',
  ...ofOne,
  discloses: 'reply.case.officerId',
  replies: { 200: CaseDetail },
  errors: ['not-found'],
});

export const takeCaseStep = route({
  operationId: 'takeCaseStep',
  method: 'POST',
  path: '/cases/:id/steps',
  summary:
    'Do something to a case: accept, dispatch, check, pass up and so on. Refused where somebody else did something since `version`',
  tags,
  access: 'handle-cases',
  scope: { case: ['params.id', 'body.into'], officer: 'body.officerId' },
  params: ById,
  body: CaseStepBody,
  replies: { 200: Case },
  errors: ['forbidden', 'not-found', 'wrong-state'],
});

export const getCaseProposals = route({
  operationId: 'getCaseProposals',
  method: 'GET',
  path: '/cases/:id/proposals',
  summary:
    'Who could be sent: the grid’s officer or stand-in, who is near, the responsible departments',
  ...ofOne,
  discloses: 'reply.officers.*.officerId',
  replies: { 200: CaseProposals },
  errors: ['not-found'],
});

export const getCaseDuplicates = route({
  operationId: 'getCaseDuplicates',
  method: 'GET',
  path: '/cases/:id/duplicates',
  summary:
    'Open cases of the same category near by in place and time, which this one may be a duplicate of',
  ...ofOne,
  replies: { 200: CaseDuplicates },
  errors: ['not-found'],
});

const photo = Type.Object({
  ...ById.properties,
  photo: Type.String({ pattern: '^[\\w-]{1,48}$' }),
});

export const getCasePhoto = route({
  operationId: 'getCasePhoto',
  method: 'GET',
  path: '/cases/:id/photos/:photo',
  summary: 'A photo of a case, a JPEG without metadata',
  ...ofOne,
  params: photo,
  replies: { 200: Type.Unknown() },
  files: ['image/jpeg'],
  errors: ['not-found'],
});

export const addCasePhoto = route({
  operationId: 'addCasePhoto',
  method: 'PUT',
  path: '/cases/:id/photos/:photo',
  summary: `Add a photo to a case (at most ${CASE_PHOTOS_MAX}); the body is a JPEG of at most ${PHOTO.bytesMax / 1024} KiB; of its metadata nothing is kept`,
  tags,
  access: 'handle-cases',
  scope: { case: 'params.id' },
  params: photo,
  query: Type.Object({
    step: Type.Optional(
      literals(CASE_STEPS, {
        description: 'What it shows: before, at or after which step; where it stands unless told',
      }),
    ),
  }),
  replies: { 204: Nothing },
  errors: ['not-found', 'invalid', 'body-too-large'],
  bodyMaxBytes: PHOTO.bytesMax,
});

export const listDepartments = route({
  operationId: 'listDepartments',
  method: 'GET',
  path: '/departments',
  summary: 'Departments that answer for anything in your area, with their specialists',
  tags,
  access: 'look',
  scope: 'own-area',
  replies: { 200: Type.Object({ departments: Type.Array(Department) }) },
});

export const putDepartments = route({
  operationId: 'putDepartments',
  method: 'PUT',
  path: '/departments',
  summary: 'Departments by code, with all they answer for and all who belong to them',
  tags: ['provisioning'],
  access: 'provision',
  scope: {
    area: 'body.departments.*.duties.*.area',
    department: 'body.departments.*.code',
    officer: 'body.departments.*.officers.*',
  },
  replaces: { department: 'body.departments.*.code' },
  body: DepartmentsInput,
  replies: { 200: Provisioned },
  errors: ['wrong-state'],
});

export const listDeadlines = route({
  operationId: 'listDeadlines',
  method: 'GET',
  path: '/cases/deadlines',
  summary: 'Deadlines of cases in your area, those to come and those that were too',
  tags,
  access: 'look',
  scope: 'own-area',
  replies: { 200: Type.Object({ deadlines: Type.Array(Deadline) }) },
});

export const putDeadlines = route({
  operationId: 'putDeadlines',
  method: 'PUT',
  path: '/cases/deadlines',
  summary:
    'Deadlines by area, category and severity, in force from a moment to come; each phase of a case goes by what held when it began',
  tags: ['provisioning'],
  access: 'set-norms',
  scope: { area: 'body.deadlines.*.area' },
  body: Type.Object(
    { deadlines: Type.Array(DeadlineInput, { minItems: 1, maxItems: 1_000 }) },
    { additionalProperties: false },
  ),
  replies: { 200: Provisioned },
});

export const withdrawDeadline = route({
  operationId: 'withdrawDeadline',
  method: 'POST',
  path: '/cases/deadlines/withdraw',
  summary: 'Take back deadlines before they hold; those before them hold on',
  tags: ['provisioning'],
  access: 'set-norms',
  scope: { area: 'body.area' },
  body: DeadlineWithdrawal,
  replies: { 204: Nothing },
  errors: ['wrong-state'],
});

const ByLanguage = record(Type.String());

export const listCasePresets = route({
  operationId: 'listCasePresets',
  method: 'GET',
  path: '/cases/presets',
  summary: 'Deadlines of five places, as far as they are published',
  tags,
  access: 'look',
  scope: 'nothing',
  replies: {
    200: Type.Object({
      presets: Type.Array(
        Type.Object({
          place: Type.String(),
          name: ByLanguage,
          published: ByLanguage,
          rules: DeadlineRules,
        }),
      ),
    }),
  },
});
