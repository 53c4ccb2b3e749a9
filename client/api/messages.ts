import { queryOptions } from '@tanstack/react-query';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import * as routes from '../../server/contract/routes/people/messages.ts';
import { call } from './call.ts';

/** How often it is asked again what became of a message that was not read yet, and who is near; ms. */
const WAITS_MS = 5_000;
const NEAR_MS = 15_000;

export const messagesQuery = (officerId: number) =>
  queryOptions({
    queryKey: ['messages', officerId],
    queryFn: ({ signal }) =>
      call(routes.listMessages, { params: { id: officerId }, signal }).then(
        ({ messages }) => messages,
      ),
    refetchInterval: ({ state }) =>
      state.data?.some(({ readAt }) => readAt === null) ? WAITS_MS : false,
  });

export const nearQuery = (place: LngLat) =>
  queryOptions({
    queryKey: ['near', place],
    queryFn: ({ signal }) =>
      call(routes.listNear, { query: place, signal }).then(({ officers }) => officers),
    refetchInterval: NEAR_MS,
  });
