import { queryOptions } from '@tanstack/react-query';
import * as routes from '../../server/contract/routes/analysis/studies.ts';
import type { Study, StudyBody, StudyResult } from '../../server/contract/studies/study.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { addressOfRoute, call } from '../api/call.ts';

/** How often a study under way is asked after, ms. */
const POLL_MS = 1_000;

export const isUnderWay = ({ state }: Study): boolean => state === 'queued' || state === 'running';

export const methodsQuery = queryOptions({
  queryKey: ['analysis-methods'],
  queryFn: ({ signal }) => call(routes.listMethods, { signal }).then((reply) => reply.methods),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Latest first; looked at again while any of them is under way. */
export const studiesQuery = queryOptions({
  queryKey: ['studies'],
  queryFn: ({ signal }) => call(routes.listStudies, { signal }).then((reply) => reply.studies),
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 2 * POLL_MS : false),
});

export const studyQuery = (id: number) =>
  queryOptions({
    queryKey: ['study', id],
    queryFn: ({ signal }) => call(routes.getStudy, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });

/** Tables of a study that is done; they never change. */
export const resultQuery = (id: number) =>
  queryOptions({
    queryKey: ['study-result', id],
    queryFn: ({ signal }) =>
      call(routes.getStudyResult, {
        params: { id },
        query: { format: 'columns' },
        signal,
      }) as Promise<StudyResult>,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: MINUTE_MS,
  });

/** A study with another distance, worked out anew; a question nobody waits for any more is called off. */
export const variedQuery = (id: number, distance: number) =>
  queryOptions({
    queryKey: ['study-varied', id, distance],
    queryFn: ({ signal }) =>
      call(routes.varyStudy, { params: { id }, query: { distance }, signal }),
    staleTime: MINUTE_MS,
    gcTime: MINUTE_MS,
  });

/** What is known of a study before it is asked for. */
export const previewQuery = (query: {
  method: string;
  from?: string;
  to?: string;
  areaId?: number;
  categories?: string;
}) =>
  queryOptions({
    queryKey: ['study-preview', query],
    queryFn: ({ signal }) => call(routes.previewStudy, { query, signal }),
    staleTime: MINUTE_MS,
  });

/** Has an own study asked again every so many days; null: no more. */
export const repeatStudy = (id: number, everyDays: number | null): Promise<Study> =>
  call(routes.changeStudy, { params: { id }, body: { everyDays } });

export const createStudy = (body: StudyBody): Promise<Study> => call(routes.createStudy, { body });

export const shareStudy = (id: number, shared: boolean): Promise<Study> =>
  call(routes.changeStudy, { params: { id }, body: { shared } });

export const cancelStudy = (id: number): Promise<Study> =>
  call(routes.cancelStudy, { params: { id } });

export const deleteStudy = (id: number): Promise<void> =>
  call(routes.deleteStudy, { params: { id } });

export const FORMATS = ['csv', 'geojson', 'parquet', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** Where a file of a result is; `table` null is the main one. JSON always holds every table. */
export const fileAddress = (id: number, format: Format, table: string | null): string =>
  addressOfRoute(routes.getStudyResult, {
    params: { id },
    query: { format, table: format === 'json' ? null : table },
  });
