import { Type } from 'typebox';
import { FixBatch } from '../fixes/fix.ts';
import { FixesReply } from '../fixes/handheld.ts';
import { Track } from '../fixes/track.ts';
import { EvidenceFix } from '../patrols/patrol.ts';
import { ById, MomentQuery } from './parts.ts';
import { route } from './route.ts';

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
  errors: ['batch-too-large', 'unassigned'],
  perMinute: null,
});

const tags = ['tracks'];
const query = Type.Object({ from: MomentQuery, to: MomentQuery });
/** Fixes one answer holds at most. */
export const FIXES_MAX = 50_000;

export const listFixes = route({
  operationId: 'listFixes',
  method: 'GET',
  path: '/handhelds/:id/fixes',
  summary: `Fixes of a handheld with their marks, at most ${FIXES_MAX}, oldest first`,
  tags,
  access: 'look',
  scope: { handheld: 'params.id' },
  params: ById,
  query,
  replies: { 200: Type.Object({ fixes: Type.Array(EvidenceFix) }) },
  errors: ['not-found'],
});

export const getTrack = route({
  operationId: 'getTrack',
  method: 'GET',
  path: '/officers/:id/track',
  summary: 'Track of an officer as GeoJSON, marked fixes left out',
  tags,
  access: 'look',
  scope: { officer: 'params.id' },
  params: ById,
  query,
  replies: { 200: Track },
  errors: ['not-found'],
});
