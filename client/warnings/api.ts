import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../server/contract/routes/analysis/warnings.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { call } from '../api/call.ts';

/** The incidents a version of a warning rests on that this account may see, newest first. */
export const incidentsOfQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ['warning-incidents', id, version],
    queryFn: ({ signal }) =>
      call(routes.listWarningIncidents, { params: { id }, query: { version }, signal }),
    staleTime: MINUTE_MS,
  });
