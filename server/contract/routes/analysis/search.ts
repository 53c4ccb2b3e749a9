import { Type } from 'typebox';
import { HITS_EACH, INCIDENT_PREFIX_DAYS, SearchHit } from '../../console/search.ts';
import { route } from '../route.ts';

export const search = route({
  operationId: 'search',
  method: 'GET',
  path: '/search',
  summary: `Officers, grids, places, patrols, cases, warnings and incidents by name, code, number or the initials of a name's pinyin, at most ${HITS_EACH} of each; incidents by the beginning of their id over the last ${INCIDENT_PREFIX_DAYS} days`,
  tags: ['areas and people'],
  access: 'look',
  scope: 'own-area',
  discloses: 'reply.hits.*.officerId',
  query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 64 }) }),
  replies: {
    200: Type.Object({ hits: Type.Array(SearchHit) }),
  },
});
