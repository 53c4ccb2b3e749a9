import { queryOptions } from '@tanstack/react-query';
import type {
  MethodInfo,
  Study,
  StudyBody,
  StudyResult,
} from '../../server/contract/studies/study.ts';
import { addressOf, request } from '../api/request.ts';

/** How often a study under way is asked after, ms. */
const POLL_MS = 1_000;

export const isUnderWay = ({ state }: Study): boolean => state === 'queued' || state === 'running';

export const methodsQuery = queryOptions({
  queryKey: ['analysis-methods'],
  queryFn: ({ signal }) =>
    request<{ methods: MethodInfo[] }>('/analysis/methods', { signal }).then(
      (reply) => reply.methods,
    ),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Latest first; looked at again while any of them is under way. */
export const studiesQuery = queryOptions({
  queryKey: ['studies'],
  queryFn: ({ signal }) =>
    request<{ studies: Study[] }>('/analysis/studies', { signal }).then((reply) => reply.studies),
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 2 * POLL_MS : false),
});

export const studyQuery = (id: number) =>
  queryOptions({
    queryKey: ['study', id],
    queryFn: ({ signal }) => request<Study>(`/analysis/studies/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });

/** Tables of a study that is done; they never change. */
export const resultQuery = (id: number) =>
  queryOptions({
    queryKey: ['study-result', id],
    queryFn: ({ signal }) =>
      request<StudyResult>(`/analysis/studies/${id}/result?format=columns`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export const createStudy = (body: StudyBody): Promise<Study> =>
  request<Study>('/analysis/studies', { method: 'POST', body });

export const shareStudy = (id: number, shared: boolean): Promise<Study> =>
  request<Study>(`/analysis/studies/${id}`, { method: 'PATCH', body: { shared } });

export const cancelStudy = (id: number): Promise<Study> =>
  request<Study>(`/analysis/studies/${id}/cancel`, { method: 'POST' });

export const deleteStudy = (id: number): Promise<void> =>
  request<void>(`/analysis/studies/${id}`, { method: 'DELETE' });

export const FORMATS = ['csv', 'geojson', 'parquet', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** Where a file of a result is; `table` null is the main one. JSON always holds every table. */
export const fileAddress = (id: number, format: Format, table: string | null): string =>
  addressOf(`/analysis/studies/${id}/result`, {
    format,
    table: format === 'json' ? null : table,
  });
