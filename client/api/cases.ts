import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Level } from '../../server/contract/areas/area.ts';
import type { Case, CaseState, Light } from '../../server/contract/cases/case.ts';
import type { CaseStepBody } from '../../server/contract/cases/detail.ts';
import * as routes from '../../server/contract/routes/analysis/cases.ts';
import { queryCaseMetrics } from '../../server/contract/routes/evaluation/case-figures.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { addressOfRoute, call } from './call.ts';

/** What a list of cases is narrowed to. */
export interface CaseFilter {
  states?: readonly CaseState[];
  lights?: readonly Light[];
  categories?: readonly string[];
  levels?: readonly Level[];
  areaId?: number;
  q?: string;
  departmentId?: number;
  /** Only those at the place of this case and of its category. */
  around?: number;
  order?: 'newest' | 'due';
}

const PAGE = 100;

/** Lights turn by the clock, and of those only the red are told of. */
const byTheClock = { refetchInterval: MINUTE_MS };

/** Keys of what changes with any case. */
export const CASE_KEYS = ['cases', 'case-counts', 'case', 'case-duplicates'] as const;

const queryOf = ({ categories, levels, lights, states, ...rest }: CaseFilter) => ({
  ...rest,
  state: states?.join(','),
  light: lights?.join(','),
  category: categories?.join(','),
  level: levels?.join(','),
});

export const casesQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    ...byTheClock,
    queryKey: ['cases', filter],
    queryFn: ({ pageParam, signal }) =>
      call(routes.listCases, {
        query: { ...queryOf(filter), limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Open cases a filter leaves, by state and light. */
export const caseCountsQuery = (filter: CaseFilter) =>
  queryOptions({
    ...byTheClock,
    queryKey: ['case-counts', filter],
    queryFn: ({ signal }) =>
      call(routes.countCases, { query: queryOf(filter), signal }).then((reply) => reply.counts),
  });

export const caseQuery = (id: number) =>
  queryOptions({
    ...byTheClock,
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

/** Figures of the cases of a month (YYYY-MM), by grid. */
export const caseFiguresQuery = (month: string) =>
  queryOptions({
    queryKey: ['case-figures', month],
    queryFn: ({ signal }) =>
      call(queryCaseMetrics, { query: { level: 'grid', period: 'month', month }, signal }),
    staleTime: HOUR_MS / 12,
  });

/** Takes a step. Throws RequestError `wrong-state` where somebody else did something since. */
export const stepCase = (id: number, body: CaseStepBody): Promise<Case> =>
  call(routes.takeCaseStep, { params: { id }, body });

export const casePhotoAddress = (id: number, photo: string): string =>
  addressOfRoute(routes.getCasePhoto, { params: { id, photo } });

/** Adds a photo, a small JPEG, under a name of its own. */
export const addCasePhoto = (id: number, photo: Blob): Promise<unknown> =>
  call(routes.addCasePhoto, { params: { id, photo: crypto.randomUUID() }, body: photo });
