import { queryOptions } from '@tanstack/react-query';
import type { Incident } from '../../server/contract/incident.ts';
import { INCIDENTS_MAX } from '../api/queries.ts';
import { request } from '../api/request.ts';

/** Those of the incidents named that began from ISO time to ISO time and this account may see, newest first. */
export const incidentsOfQuery = (from: string, to: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['incidents-of', from, to, ids],
    queryFn: async ({ signal }) => {
      const reply = await request<{ incidents: Incident[] }>('/incidents', {
        query: { from, to, limit: INCIDENTS_MAX },
        signal,
      });
      const wanted = new Set(ids);
      return reply.incidents.filter(({ id }) => wanted.has(id));
    },
    staleTime: 60_000,
  });
