import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../server/contract/routes/people/people.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { call } from './call.ts';

export const officersQuery = queryOptions({
  queryKey: ['officers'],
  queryFn: ({ signal }) => call(routes.listOfficers, { signal }).then((reply) => reply.officers),
  staleTime: HOUR_MS,
});

/** What is set up, and what of it lacks something; for administrators. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => call(routes.getSetup, { signal }),
});
