import { Type } from 'typebox';
import { CheckpointScan, ScanReply } from '../../checkpoints/scan.ts';
import { FixBatch, RefusedReply } from '../../fixes/fix.ts';
import {
  FixesReply,
  PatrolEnd,
  PatrolReply,
  PatrolStart,
  Sos,
  SosReply,
} from '../../fixes/handheld.ts';
import { Track } from '../../fixes/track.ts';
import { NEAR_M, NEAR_MAX_M, TRACKS_DAYS_MAX, Tracks } from '../../fixes/tracks.ts';
import { EvidenceFix } from '../../patrols/patrol.ts';
import { ById, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

export const getTracks = route({
  operationId: 'getTracks',
  asksPurpose: true,
  method: 'GET',
  path: '/areas/:id/tracks',
  summary: `Where everybody of an area was in a period of at most ${TRACKS_DAYS_MAX} days, or only those who came near a place; each is a look on record`,
  tags: ['tracks'],
  access: 'look',
  scope: { area: 'params.id' },
  discloses: 'reply.officers.*.officerId',
  params: ById,
  query: Type.Object({
    from: MomentQuery,
    to: MomentQuery,
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    withinM: Type.Optional(Type.Number({ minimum: 1, maximum: NEAR_MAX_M, default: NEAR_M })),
  }),
  replies: { 200: Tracks },
  errors: ['not-found'],
  perMinute: 30,
});

export const sendFixes = route({
  operationId: 'sendFixes',
  method: 'POST',
  path: '/fixes',
  summary: 'Send a batch of 1 to 500 fixes; one receipt a fix, after the commit',
  tags: ['fixes'],
  access: 'handheld',
  scope: 'own',
  body: FixBatch,
  replies: { 200: FixesReply },
  errors: ['batch-too-large'],
  perMinute: null,
});

/** What a handheld sends of itself. */
const own = { tags: ['fixes'], access: 'handheld', scope: 'own' } as const;

export const listOwnRefused = route({
  ...own,
  operationId: 'listOwnRefused',
  method: 'GET',
  path: '/fixes/refused',
  summary: 'What of the own fixes was refused, by day and reason',
  replies: { 200: RefusedReply },
});

export const callForHelp = route({
  ...own,
  operationId: 'callForHelp',
  method: 'POST',
  path: '/sos',
  summary: 'Call for help; always taken, and told to every console that is to know',
  body: Sos,
  replies: { 200: SosReply },
  perMinute: null,
});

export const startPatrol = route({
  ...own,
  operationId: 'startPatrol',
  method: 'POST',
  path: '/patrol/start',
  summary: 'Begin a patrol; beginning at the same moment again is the same patrol',
  body: PatrolStart,
  replies: { 200: PatrolReply },
  errors: ['no-grid'],
});

export const endPatrol = route({
  ...own,
  operationId: 'endPatrol',
  method: 'POST',
  path: '/patrol/end',
  summary: 'End a patrol, before or after its start has come in',
  body: PatrolEnd,
  replies: { 200: PatrolReply },
});

export const scanCheckpoint = route({
  ...own,
  operationId: 'scanCheckpoint',
  method: 'POST',
  path: '/checkpoint',
  summary:
    'A code of a checkpoint was scanned, typed or read from a tag; any is taken, with what it is worth as the answer, and the same again is harmless',
  body: CheckpointScan,
  replies: { 200: ScanReply },
});

const tags = ['tracks'];
const query = Type.Object({ from: MomentQuery, to: MomentQuery });
/** Fixes one answer holds at most. */
export const FIXES_MAX = 50_000;

export const listFixes = route({
  operationId: 'listFixes',
  asksPurpose: true,
  method: 'GET',
  path: '/handhelds/:id/fixes',
  summary: `Fixes of a handheld with their marks, at most ${FIXES_MAX}, oldest first`,
  tags,
  access: 'look',
  scope: { handheld: 'params.id' },
  discloses: 'each-person',
  params: ById,
  query,
  replies: { 200: Type.Object({ fixes: Type.Array(EvidenceFix) }) },
  errors: ['not-found'],
});

export const listRefused = route({
  operationId: 'listRefused',
  method: 'GET',
  path: '/handhelds/:id/refused',
  summary: 'How many fixes of a handheld were refused or cleaned, by day and reason',
  tags,
  access: 'look',
  scope: { handheld: 'params.id' },
  params: ById,
  replies: { 200: RefusedReply },
  errors: ['not-found'],
});

export const getTrack = route({
  operationId: 'getTrack',
  asksPurpose: true,
  method: 'GET',
  path: '/officers/:id/track',
  summary: 'Track of an officer as GeoJSON, marked fixes left out',
  tags,
  access: 'look',
  scope: { officer: 'params.id' },
  discloses: 'each-person',
  params: ById,
  query,
  replies: { 200: Track },
  errors: ['not-found'],
});
