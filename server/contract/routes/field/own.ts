import { Type } from 'typebox';
import { AlertsReply, HandheldText, HandheldWarning, IncidentReply } from '../../fixes/handheld.ts';
import { PublicKey } from '../../fixes/proof.ts';
import {
  FoundCategory,
  FoundIncident,
  OwnDuty,
  OwnLook,
  PHOTO,
  ServerTime,
} from '../../handhelds/own.ts';
import { PushKey, PushSubscription } from '../../handhelds/push.ts';
import { literals } from '../../literals.ts';
import { Contest, ContestBody, Evidence, Patrol } from '../../patrols/patrol.ts';
import { SuggestedPatrol } from '../../patrols/suggested-patrol.ts';
import { pick } from '../../shapes.ts';
import { ById, MomentQuery, Nothing } from '../parts.ts';
import { route } from '../route.ts';

/** What an officer asks by the own handheld: of nobody else’s. */
const own = { tags: ['own work'], access: 'handheld', scope: 'own' } as const;
/** Days back that own patrols and looks at the own track are listed. */
export const OWN_DAYS = 31;

export const getTime = route({
  ...own,
  operationId: 'getTime',
  method: 'GET',
  path: '/time',
  summary: 'The server’s clock',
  access: 'anybody',
  scope: 'nothing',
  replies: { 200: ServerTime },
});

export const getOwnDuty = route({
  ...own,
  operationId: 'getOwnDuty',
  method: 'GET',
  path: '/own/duty',
  summary: 'Whose the handheld is, the grid with its cells, the norm, and today’s patrols',
  replies: { 200: OwnDuty },
});

export const listOwnPatrols = route({
  ...own,
  operationId: 'listOwnPatrols',
  method: 'GET',
  path: '/own/patrols',
  summary: `Own patrols of the last ${OWN_DAYS} days with what stands of them, newest first`,
  replies: { 200: Type.Object({ patrols: Type.Array(Patrol) }) },
  errors: ['unassigned'],
});

export const getOwnEvidence = route({
  ...own,
  operationId: 'getOwnEvidence',
  method: 'GET',
  path: '/own/patrols/:id',
  summary: 'All that the verdict over an own patrol rests on',
  params: ById,
  replies: { 200: Evidence },
  errors: ['unassigned', 'not-found'],
});

export const contestOwnVerdict = route({
  ...own,
  operationId: 'contestOwnVerdict',
  method: 'POST',
  path: '/own/patrols/:id/contests',
  summary: 'Object to the latest verdict over an own patrol',
  params: ById,
  body: ContestBody,
  replies: { 200: Contest },
  errors: ['unassigned', 'not-found'],
});

export const listOwnAlerts = route({
  ...own,
  operationId: 'listOwnAlerts',
  method: 'GET',
  path: '/own/alerts',
  summary: 'Own alerts, newest first, at most 200, with who saw them',
  query: Type.Object({ since: MomentQuery }),
  replies: { 200: AlertsReply },
});

export const listOwnLooks = route({
  ...own,
  operationId: 'listOwnLooks',
  method: 'GET',
  path: '/own/looks',
  summary: `Who looked at the own track in the last ${OWN_DAYS} days, newest first`,
  replies: { 200: Type.Object({ looks: Type.Array(OwnLook) }) },
  errors: ['unassigned'],
});

export const suggestOwnPatrol = route({
  ...own,
  operationId: 'suggestOwnPatrol',
  method: 'GET',
  path: '/own/suggested-patrol',
  summary: 'The way through the own grid that sees the most risk in the minutes of a patrol',
  replies: { 200: SuggestedPatrol },
  errors: ['unassigned', 'no-grid', 'not-found'],
});

export const listFoundCategories = route({
  ...own,
  operationId: 'listFoundCategories',
  method: 'GET',
  path: '/own/categories',
  summary: 'Categories in use, with the initials they are found by',
  replies: { 200: Type.Object({ categories: Type.Array(FoundCategory) }) },
});

export const reportFound = route({
  ...own,
  operationId: 'reportFound',
  method: 'POST',
  path: '/own/incidents',
  summary: 'Report what was found; sending it again is harmless',
  body: FoundIncident,
  replies: { 200: IncidentReply },
  errors: ['unassigned'],
});

export const putOwnKey = route({
  ...own,
  operationId: 'putOwnKey',
  method: 'PUT',
  path: '/own/key',
  summary:
    'The key this handheld signs its batches with: the first that is told with its secret; another takes a new secret',
  body: Type.Object({ key: PublicKey }, { additionalProperties: false }),
  replies: { 204: Nothing },
  errors: ['forbidden'],
});

export const getPushKey = route({
  ...own,
  operationId: 'getPushKey',
  method: 'GET',
  path: '/own/push',
  summary: 'With what key a phone subscribes to notices while its app is closed',
  replies: { 200: PushKey },
});

export const subscribeToPush = route({
  ...own,
  operationId: 'subscribeToPush',
  method: 'PUT',
  path: '/own/push',
  summary:
    'Where this phone is reached while its app is closed: warnings and texts to its officer are pushed there',
  body: PushSubscription,
  replies: { 204: Nothing },
  errors: ['invalid'],
});

export const endPush = route({
  ...own,
  operationId: 'endPush',
  method: 'POST',
  path: '/own/push/end',
  summary: 'Push nothing to this phone any more',
  body: Type.Object(
    { endpoint: PushSubscription.properties.endpoint },
    { additionalProperties: false },
  ),
  replies: { 204: Nothing },
});

export const listOwnTexts = route({
  ...own,
  operationId: 'listOwnTexts',
  method: 'GET',
  path: '/own/texts',
  summary:
    'Texts to the officer that no phone has taken yet; a socket brings them by itself. Each is told until it is noted as taken',
  replies: { 200: Type.Object({ texts: Type.Array(HandheldText) }) },
});

export const listOwnWarnings = route({
  ...own,
  operationId: 'listOwnWarnings',
  method: 'GET',
  path: '/own/warnings',
  summary:
    'Warnings that stand in the own grid, raised last first, at most 100; a socket brings them by itself. To read them is no receipt; `noteOwnWarnings` is',
  replies: { 200: Type.Object({ warnings: Type.Array(HandheldWarning) }) },
});

export const noteOwnWarnings = route({
  ...own,
  operationId: 'noteOwnWarnings',
  method: 'POST',
  path: '/own/warnings',
  summary:
    'Say which warnings were taken where no socket brings them, and in which edition; of those not of the own grid nothing is noted',
  body: Type.Object(
    {
      taken: Type.Array(pick(HandheldWarning, ['id', 'edition']), {
        maxItems: 100,
      }),
    },
    { additionalProperties: false },
  ),
  replies: { 204: Nothing },
});

export const noteOwnText = route({
  ...own,
  operationId: 'noteOwnText',
  method: 'POST',
  path: '/own/texts/:id',
  summary: 'Say that a text to the officer was taken, or read; the first time counts',
  params: ById,
  body: Type.Object({ state: literals(['taken', 'read']) }, { additionalProperties: false }),
  replies: { 204: Nothing },
  errors: ['not-found'],
});

export const addPhoto = route({
  ...own,
  operationId: 'addPhoto',
  method: 'PUT',
  path: '/own/incidents/:id/photos/:photo',
  summary: `Add a photo to an own incident (its own id); the body is a JPEG of at most ${PHOTO.bytesMax / 1024} KiB; of its metadata nothing is kept`,
  params: Type.Object({
    id: FoundIncident.properties.id,
    photo: Type.String({ pattern: '^[\\w-]{1,48}$' }),
  }),
  replies: { 204: Nothing },
  errors: ['not-found', 'invalid', 'body-too-large'],
  bodyMaxBytes: PHOTO.bytesMax,
});
