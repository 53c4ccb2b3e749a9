import { Type } from 'typebox';
import { literals } from '../../literals.ts';
import { MovingFeature, TemporalGeometrySequence, TemporalProperties } from '../../ogc/moving.ts';
import { route } from '../route.ts';
import { OF_PATROL, STANDARD, Track, text } from './parts.ts';

const query = Type.Object({
  datetime: text('A moment, or two with a slash between: only what was then'),
  leaf: text('Moments with commas between: where it was at each'),
  subTrajectory: Type.Optional(
    Type.Boolean({
      description:
        'With `datetime` of two moments: the way between them, its ends drawn on the line',
    }),
  ),
});

/** What operations on one track have in common. */
const ofTrack = {
  ...STANDARD,
  scope: OF_PATROL,
  discloses: 'each-person',
  asksPurpose: true,
  errors: ['not-found', 'forbidden'],
} as const;
const TRACK = '/collections/tracks/items/:patrolId-:handheldId';

export const getOgcMovingGeometry = route({
  ...ofTrack,
  operationId: 'getOgcMovingGeometry',
  path: `${TRACK}/tgsequence`,
  summary: 'OGC API – Moving Features: where it was when',
  params: Type.Object(Track),
  query,
  replies: { 200: TemporalGeometrySequence },
});

export const listOgcMeasures = route({
  ...ofTrack,
  operationId: 'listOgcMeasures',
  path: `${TRACK}/tproperties`,
  summary:
    'OGC API – Moving Features: what was measured on the way, with the values where a time is asked for',
  params: Type.Object(Track),
  query,
  replies: { 200: TemporalProperties },
});

export const getOgcMeasure = route({
  ...ofTrack,
  operationId: 'getOgcMeasure',
  path: `${TRACK}/tproperties/:measure`,
  summary: 'OGC API – Moving Features: the values of one measure',
  params: Type.Object({ ...Track, measure: literals(['accuracy', 'speed']) }),
  query,
  replies: { 200: TemporalProperties },
});

export const getOgcMovingFeature = route({
  ...ofTrack,
  operationId: 'getOgcMovingFeature',
  path: `${TRACK}/mfjson`,
  summary: 'A track whole as MF-JSON',
  params: Type.Object(Track),
  query,
  replies: { 200: MovingFeature },
});
