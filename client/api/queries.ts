import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Account, Site } from '../../server/contract/accounts/account.ts';
import type { Area, AreaCollection, Level } from '../../server/contract/areas/area.ts';
import type { Staleness } from '../../server/contract/areas/staleness.ts';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import type { EffortAnswer } from '../../server/contract/metrics/effort.ts';
import type { Evidence, PatrolPage } from '../../server/contract/patrols/patrol.ts';
import type { SuggestedPatrol } from '../../server/contract/patrols/suggested-patrol.ts';
import type { Outcome } from '../../server/contract/patrols/verdict.ts';
import type { Officer } from '../../server/contract/people/people.ts';
import type { Setup } from '../../server/contract/people/setup.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import type {
  Warning,
  WarningDetail,
  WarningLevel,
  WarningPage,
  WarningRate,
  WarningState,
  WarningVerdict,
} from '../../server/contract/warnings/warning.ts';
import { RequestError, request } from './request.ts';

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => request<Site>('/site', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<Account | null> =>
    request<Account>('/session', { signal }).catch((error: unknown) => {
      if (error instanceof RequestError && error.status === 401) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: ({ signal }) =>
    request<{ areas: Area[] }>('/areas', { signal }).then((reply) => reply.areas),
  staleTime: HOUR_MS,
});

/** What is set up, and what of it lacks something; for administrators. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => request<Setup>('/setup', { signal }),
});

/** Polygons of one level in force now. */
export const outlinesQuery = (level: Level) =>
  queryOptions({
    queryKey: ['outlines', level],
    queryFn: ({ signal }) =>
      request<AreaCollection>('/areas.geojson', { query: { level }, signal }),
    staleTime: HOUR_MS,
  });

export const officersQuery = queryOptions({
  queryKey: ['officers'],
  queryFn: ({ signal }) =>
    request<{ officers: Officer[] }>('/officers', { signal }).then((reply) => reply.officers),
  staleTime: HOUR_MS,
});

/** Most incidents the server gives at once; the newest. */
export const INCIDENTS_MAX = 20_000;

/** Incidents since `fromMs`, Unix ms, newest first. */
export const incidentsQuery = (fromMs: number) =>
  queryOptions({
    queryKey: ['incidents', fromMs],
    queryFn: ({ signal }) =>
      request<{ incidents: Incident[] }>('/incidents', {
        query: { from: new Date(fromMs).toISOString(), limit: INCIDENTS_MAX },
        signal,
      }).then((reply) => reply.incidents),
  });

export interface IncidentCategory {
  code: string;
  nameZh: string;
  nameEn: string;
  parentCode: string | null;
  points: number;
}

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: ({ signal }) =>
    request<{ categories: IncidentCategory[] }>('/incidents/categories', { signal }).then(
      (reply) => reply.categories,
    ),
  staleTime: HOUR_MS,
});

/** What a list of patrols is narrowed to; times are ISO 8601. */
export interface PatrolFilter {
  from?: string;
  to?: string;
  areaId?: number;
  officerId?: number;
  outcome?: Outcome;
}

const PAGE = 200;

export const patrolsQuery = (filter: PatrolFilter) =>
  infiniteQueryOptions({
    queryKey: ['patrols', filter],
    queryFn: ({ pageParam, signal }) =>
      request<PatrolPage>('/patrols', {
        query: { ...filter, limit: PAGE, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const evidenceQuery = (officerId: number, patrolId: number) =>
  queryOptions({
    queryKey: ['evidence', officerId, patrolId],
    queryFn: ({ signal }) =>
      request<Evidence>(`/officers/${officerId}/patrols/${patrolId}`, { signal }),
  });

/** What a list of warnings is narrowed to; times are ISO 8601. */
export interface WarningFilter {
  areaId?: number;
  states?: readonly WarningState[];
  levels?: readonly WarningLevel[];
  category?: string;
  from?: string;
  to?: string;
}

export const warningsQuery = ({ states, levels, ...filter }: WarningFilter) =>
  infiniteQueryOptions({
    queryKey: ['warnings', { states, levels, ...filter }],
    queryFn: ({ pageParam, signal }) =>
      request<WarningPage>('/warnings', {
        query: {
          ...filter,
          state: states?.join(','),
          level: levels?.join(','),
          limit: PAGE,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const warningQuery = (id: number) =>
  queryOptions({
    queryKey: ['warning', id],
    queryFn: ({ signal }) => request<WarningDetail>(`/warnings/${id}`, { signal }),
  });

/** Warnings a month of an area and of each right below it. */
export const warningRatesQuery = (filter: { areaId?: number; from?: string; to?: string }) =>
  queryOptions({
    queryKey: ['warning-rates', filter],
    queryFn: ({ signal }) =>
      request<{ rates: WarningRate[] }>('/warnings/rate', { query: filter, signal }).then(
        (reply) => reply.rates,
      ),
  });

/** A step of a person; closing takes a verdict. Throws RequestError `wrong-state` where its state does not allow it. */
export const stepWarning = (
  id: number,
  step:
    | { step: 'acknowledge' | 'take'; comment?: string }
    | { step: 'close'; verdict: WarningVerdict; comment?: string },
): Promise<Warning> => {
  const { step: name, ...body } = step;
  return request<Warning>(`/warnings/${id}/${name}`, { method: 'POST', body });
};

/** Patrol hours against reported incidents by grid of the account's area, the last four weeks. */
export const effortQuery = queryOptions({
  queryKey: ['effort'],
  queryFn: ({ signal }) => request<EffortAnswer>('/effort', { signal }),
  staleTime: HOUR_MS / 4,
});

/** Hours since each cell of an area was seen; at most 100 grids at once. */
export const stalenessQuery = (areaId: number) =>
  queryOptions({
    queryKey: ['staleness', areaId],
    queryFn: ({ signal }) => request<Staleness>(`/areas/${areaId}/staleness`, { signal }),
    staleTime: HOUR_MS / 12,
  });

/** A patrol of a grid from now that sees the most risk in so many minutes. */
export const suggestedQuery = (gridId: number, minutes: number) =>
  queryOptions({
    queryKey: ['suggested', gridId, minutes],
    queryFn: ({ signal }) =>
      request<SuggestedPatrol>(`/areas/${gridId}/suggested-patrol`, { query: { minutes }, signal }),
    staleTime: HOUR_MS / 4,
  });

/** What would have seen the most risk in so many minutes (null: the time a patrol took), beside what it saw. */
export const suggestedBesideQuery = (officerId: number, patrolId: number, minutes: number | null) =>
  queryOptions({
    queryKey: ['suggested-beside', officerId, patrolId, minutes],
    queryFn: ({ signal }) =>
      request<SuggestedPatrol>(`/officers/${officerId}/patrols/${patrolId}/suggested`, {
        query: { minutes },
        signal,
      }),
    staleTime: HOUR_MS,
  });
