import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import * as routes from '../../server/contract/routes/field/patrols.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { call } from './call.ts';

/** What a list of patrols is narrowed to; times are ISO 8601. */
export interface PatrolFilter {
  from?: string;
  to?: string;
  areaId?: number;
  officerId?: number;
  outcome?: Outcome;
  judged?: boolean;
}

const PAGE = 200;

/** The newest patrols a filter leaves, a page of them. */
export const patrolPageQuery = (filter: PatrolFilter) =>
  queryOptions({
    queryKey: ['patrols', 'newest', filter],
    queryFn: ({ signal }) =>
      call(routes.listPatrols, { query: { ...filter, limit: PAGE }, signal }),
  });

export const patrolsQuery = (filter: PatrolFilter) =>
  infiniteQueryOptions({
    queryKey: ['patrols', filter],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listPatrols, {
        query: { ...filter, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** How the patrols that started within a span stand, and their grids; times are ISO 8601. */
export const dayStandingsQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['day-standings', from, to],
    queryFn: ({ signal }) => call(routes.getDayStandings, { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
  });

export const evidenceQuery = (officerId: number, patrolId: number) =>
  queryOptions({
    queryKey: ['evidence', officerId, patrolId],
    queryFn: ({ signal }) => call(routes.getEvidence, { params: { officerId, patrolId }, signal }),
  });

/** Whose tracks signals of the latest verdict rest on. */
export const counterpartsQuery = (officerId: number, patrolId: number) =>
  queryOptions({
    queryKey: ['counterparts', officerId, patrolId],
    queryFn: ({ signal }) =>
      call(routes.getCounterparts, { params: { officerId, patrolId }, signal }),
    staleTime: HOUR_MS,
  });

/** A patrol of a grid from now that sees the most risk in so many minutes. */
export const suggestedQuery = (gridId: number, minutes: number) =>
  queryOptions({
    queryKey: ['suggested', gridId, minutes],
    queryFn: ({ signal }) =>
      call(routes.suggestPatrol, { params: { id: gridId }, query: { minutes }, signal }),
    staleTime: HOUR_MS / 4,
  });

/** What would have seen the most risk in so many minutes (null: the time a patrol took), beside what it saw. */
export const suggestedBesideQuery = (officerId: number, patrolId: number, minutes: number | null) =>
  queryOptions({
    queryKey: ['suggested-beside', officerId, patrolId, minutes],
    queryFn: ({ signal }) =>
      call(routes.suggestBeside, {
        params: { officerId, patrolId },
        query: { minutes },
        signal,
      }),
    staleTime: HOUR_MS,
  });
