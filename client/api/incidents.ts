import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../server/contract/routes/analysis/incidents.ts';
import { getEffort } from '../../server/contract/routes/evaluation/metrics.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { call } from './call.ts';

/** Most incidents the server gives at once; the newest. */
export const INCIDENTS_MAX = 20_000;

/** Incidents since `fromMs`, Unix ms, newest first. */
export const incidentsQuery = (fromMs: number) =>
  queryOptions({
    queryKey: ['incidents', fromMs],
    queryFn: ({ signal }) =>
      call(routes.listIncidents, {
        query: { from: new Date(fromMs).toISOString(), limit: INCIDENTS_MAX },
        signal,
      }).then((reply) => reply.incidents),
  });

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) =>
    call(routes.listIncidentCategories, { signal }).then((reply) => reply.categories),
  staleTime: HOUR_MS,
});

/** Patrol hours against reported incidents by grid of the account's area, the last four weeks. */
export const effortQuery = queryOptions({
  queryKey: ['effort'],
  queryFn: ({ signal }) => call(getEffort, { signal }),
  staleTime: HOUR_MS / 4,
});
