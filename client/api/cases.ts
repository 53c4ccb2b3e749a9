import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Case, CaseState, Light } from '../../server/contract/cases/case.ts';
import type { CaseStepBody } from '../../server/contract/cases/detail.ts';
import * as routes from '../../server/contract/routes/analysis/cases.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { addressOfRoute, call } from './call.ts';

/** What a list of cases is narrowed to. */
export interface CaseFilter {
  states?: readonly CaseState[];
  lights?: readonly Light[];
  q?: string;
  order?: 'newest' | 'due';
}

const PAGE = 100;

/** Keys of what changes with any case. */
export const CASE_KEYS = ['cases', 'case-counts', 'case', 'case-duplicates'] as const;

export const casesQuery = ({ lights, states, ...filter }: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', { lights, states, ...filter }],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listCases, {
        query: {
          ...filter,
          state: states?.join(','),
          light: lights?.join(','),
          limit: PAGE,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Open cases by state and light. */
export const caseCountsQuery = queryOptions({
  queryKey: ['case-counts'],
  queryFn: ({ signal }) => call(routes.countCases, { signal }).then((reply) => reply.counts),
});

export const caseQuery = (id: number) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: ({ signal }) => call(routes.getCase, { params: { id }, signal }),
  });

export const proposalsQuery = (id: number) =>
  queryOptions({
    queryKey: ['case-proposals', id],
    queryFn: ({ signal }) => call(routes.getCaseProposals, { params: { id }, signal }),
  });

export const duplicatesQuery = (id: number) =>
  queryOptions({
    queryKey: ['case-duplicates', id],
    queryFn: ({ signal }) =>
      call(routes.getCaseDuplicates, { params: { id }, signal }).then((reply) => reply.duplicates),
  });

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) =>
    call(routes.listDepartments, { signal }).then((reply) => reply.departments),
  staleTime: HOUR_MS,
});

/** Takes a step. Throws RequestError `wrong-state` where somebody else did something since. */
export const stepCase = (id: number, body: CaseStepBody): Promise<Case> =>
  call(routes.takeCaseStep, { params: { id }, body });

export const casePhotoAddress = (id: number, photo: string): string =>
  addressOfRoute(routes.getCasePhoto, { params: { id, photo } });
