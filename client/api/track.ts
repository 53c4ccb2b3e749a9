import { queryOptions } from '@tanstack/react-query';
import { getTrack } from '../../server/contract/routes/field/fixes.ts';
import { call } from './call.ts';

/** Where an officer was from one moment to another. A look that is on record. */
export const trackQuery = (officerId: number, from: string, to: string) =>
  queryOptions({
    queryKey: ['track', officerId, from, to],
    queryFn: ({ signal }) =>
      call(getTrack, { params: { id: officerId }, query: { from, to }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
