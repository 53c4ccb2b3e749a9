import { Type } from 'typebox';
import { Case } from '../../cases/case.ts';
import {
  CASE_PHOTOS_MAX,
  CaseDetail,
  OWN_STEPS,
  OwnCaseReply,
  OwnCaseStep,
} from '../../cases/detail.ts';
import { PHOTO } from '../../handhelds/own.ts';
import { literals } from '../../literals.ts';
import { MINUTE_MS } from '../../units.ts';
import { ById, Nothing } from '../parts.ts';
import { route } from '../route.ts';

/** What an officer asks by the own handheld: of the own cases. */
const own = { tags: ['own work'], access: 'handheld', scope: 'own' } as const;
/** Own cases listed at most. */
export const OWN_CASES_MAX = 200;
/** A handheld's clock may be so far ahead where it does not say when it sends; a step of later is refused. */
export const CLOCK_OFF_MAX_MS = 5 * MINUTE_MS;

export const listOwnCases = route({
  ...own,
  operationId: 'listOwnCases',
  method: 'GET',
  path: '/own/cases',
  summary: `Open cases in hand, those of the own grid that nobody has, and those to check where one leads; opened last first, at most ${OWN_CASES_MAX}`,
  replies: { 200: Type.Object({ cases: Type.Array(Case) }) },
  errors: ['unassigned'],
});

export const getOwnCase = route({
  ...own,
  operationId: 'getOwnCase',
  method: 'GET',
  path: '/own/cases/:id',
  summary: 'An own case with all that was done about it',
  params: ById,
  replies: { 200: CaseDetail },
  errors: ['unassigned', 'not-found'],
});

export const takeOwnCaseStep = route({
  ...own,
  operationId: 'takeOwnCaseStep',
  method: 'POST',
  path: '/own/cases/:id/steps',
  summary:
    'What was done to an own case; sending it again is harmless, one that comes late takes its place by its own time',
  params: ById,
  body: OwnCaseStep,
  replies: { 200: OwnCaseReply },
  errors: ['unassigned', 'not-found'],
  perMinute: null,
});

const photo = Type.Object({
  ...ById.properties,
  photo: Type.String({ pattern: '^[\\w-]{1,48}$' }),
});

export const getOwnCasePhoto = route({
  ...own,
  operationId: 'getOwnCasePhoto',
  method: 'GET',
  path: '/own/cases/:id/photos/:photo',
  summary: 'A photo of an own case',
  params: photo,
  replies: { 200: Type.Unknown() },
  files: ['image/jpeg'],
  errors: ['unassigned', 'not-found'],
});

export const addOwnCasePhoto = route({
  ...own,
  operationId: 'addOwnCasePhoto',
  method: 'PUT',
  path: '/own/cases/:id/photos/:photo',
  summary: `Add a photo to an own case (at most ${CASE_PHOTOS_MAX}); the body is a JPEG of at most ${PHOTO.bytesMax / 1024} KiB; of its metadata nothing is kept`,
  params: photo,
  query: Type.Object({ step: literals(OWN_STEPS, { description: 'What it shows' }) }),
  replies: { 204: Nothing },
  errors: ['unassigned', 'not-found', 'invalid', 'body-too-large'],
  perMinute: null,
  bodyMaxBytes: PHOTO.bytesMax,
});
