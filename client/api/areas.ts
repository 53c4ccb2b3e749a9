import { queryOptions } from '@tanstack/react-query';
import type { Level } from '../../server/contract/areas/area.ts';
import * as routes from '../../server/contract/routes/people/areas.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { call } from './call.ts';

/** Areas as they are at a moment, or now. */
export const areasAtQuery = (at: string | null) =>
  queryOptions({
    queryKey: at === null ? ['areas'] : ['areas', at],
    queryFn: ({ signal }) =>
      call(routes.listAreas, { query: { at }, signal }).then((reply) => reply.areas),
    staleTime: HOUR_MS,
  });

export const areasQuery = areasAtQuery(null);

/** Polygons of one level in force at a moment, or now. */
export const outlinesQuery = (level: Level, at: string | null = null) =>
  queryOptions({
    queryKey: ['outlines', level, at],
    queryFn: ({ signal }) => call(routes.getAreaCollection, { query: { level, at }, signal }),
    staleTime: HOUR_MS,
  });

/** Hours since each cell of an area was seen, as of a moment (Unix ms) or of now; at most 100 grids at once. */
export const stalenessQuery = (id: number, at: number | null = null) =>
  queryOptions({
    queryKey: ['staleness', id, at],
    queryFn: ({ signal }) => call(routes.getStaleness, { params: { id }, query: { at }, signal }),
    staleTime: HOUR_MS / 12,
  });
