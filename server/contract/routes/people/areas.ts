import { Type } from 'typebox';
import { Area, AreaCollection, Level } from '../../areas/area.ts';
import { Staleness } from '../../areas/staleness.ts';
import { ById, MomentQuery } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['areas and people'];
const query = Type.Object({ at: Type.Optional(MomentQuery), level: Type.Optional(Level) });

export const listAreas = route({
  operationId: 'listAreas',
  method: 'GET',
  path: '/areas',
  summary: 'Areas',
  tags,
  access: 'reader',
  scope: 'own-area',
  query,
  replies: { 200: Type.Object({ areas: Type.Array(Area) }) },
});

export const getAreaCollection = route({
  operationId: 'getAreaCollection',
  method: 'GET',
  path: '/areas.geojson',
  summary: 'Areas with their polygons, WGS-84',
  tags,
  access: 'look',
  scope: 'own-area',
  query,
  replies: { 200: AreaCollection },
});

/** Days a staleness map looks back unless told. */
export const STALENESS_DAYS = 31;

export const getStaleness = route({
  operationId: 'getStaleness',
  method: 'GET',
  path: '/areas/:id/staleness',
  summary:
    'Hours since each cell of the grids of an area was last seen by a patrol that is not suspicious',
  tags,
  access: 'look',
  scope: { area: 'params.id' },
  discloses: 'figures',
  params: ById,
  query: Type.Object({
    at: Type.Optional(MomentQuery),
    days: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 92,
        description: `Days looked back; ${STALENESS_DAYS} unless told`,
      }),
    ),
  }),
  replies: { 200: Staleness },
  errors: ['forbidden', 'not-found'],
});
