import { queryOptions } from '@tanstack/react-query';
import type { WarningIncidents } from '../../server/contract/warnings/warning.ts';
import { request } from '../api/request.ts';

/** The incidents a version of a warning rests on that this account may see, newest first. */
export const incidentsOfQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ['warning-incidents', id, version],
    queryFn: ({ signal }) =>
      request<WarningIncidents>(`/warnings/${id}/incidents`, { query: { version }, signal }),
    staleTime: 60_000,
  });
